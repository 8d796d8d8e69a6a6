"""What a second person has read of each public action: all that stands there when this begins."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import Session

from app.campaigning.changes.second_reading import keep_read

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Make the table; what the world could read until now, two people let it read."""
    op.create_table(
        "action_shown",
        sa.Column(
            "action_id", sa.Integer(), sa.ForeignKey("action.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("part", sa.String(60), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    found = op.get_bind().execute(sa.text("SELECT id FROM action WHERE published_at IS NOT NULL ORDER BY id"))
    numbers = [number for (number,) in found]
    session = Session(op.get_bind())
    for number in numbers:
        keep_read(session, number)


def downgrade() -> None:
    """Take it away."""
    op.drop_table("action_shown")
