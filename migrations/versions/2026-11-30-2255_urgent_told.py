"""What each reader was told at once, beside the weekly mail."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "urgent_told",
        sa.Column("item", sa.String(60), primary_key=True),
        sa.Column("mail", sa.String(200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_urgent_told_mail", "urgent_told", ["mail"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("urgent_told")
