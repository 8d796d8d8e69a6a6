"""Somebody says that words which hold a name mean somebody else, and a second person sees it."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "namesake",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("action_id", sa.Integer(), sa.ForeignKey("action.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("said_by_id", sa.Integer(), sa.ForeignKey("volunteer.id"), nullable=True),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("seen_by_id", sa.Integer(), sa.ForeignKey("volunteer.id"), nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
    )
    op.create_index("ix_namesake_action_id", "namesake", ["action_id"])
    op.create_index("ix_namesake_person_id", "namesake", ["person_id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("namesake")
