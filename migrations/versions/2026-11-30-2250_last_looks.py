"""When each volunteer last opened their day."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
MARKS = (("sign_in", "looked_at"), ("sign_in", "news_since"), ("volunteer", "looked_at"))


def upgrade() -> None:
    """Room for the mark; nobody has looked yet."""
    for table, name in MARKS:
        op.add_column(table, sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back."""
    for table, name in reversed(MARKS):
        op.drop_column(table, name)
