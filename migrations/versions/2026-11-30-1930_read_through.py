"""How many sentences a second person ticked as read before a yes, and of which words."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add both; earlier decisions were made without ticks."""
    op.add_column("approval", sa.Column("read_sentences", sa.Integer(), nullable=True))
    op.add_column("approval", sa.Column("read_digest", sa.String(length=64), nullable=True))


def downgrade() -> None:
    """Take them back."""
    op.drop_column("approval", "read_digest")
    op.drop_column("approval", "read_sentences")
