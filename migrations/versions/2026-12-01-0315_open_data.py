"""Tables for the world: which campaign has switched them on, and who agreed."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Nothing is open until two people say so."""
    op.create_table(
        "open_data",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("licence", sa.String(200), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), sa.ForeignKey("volunteer.id"), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), sa.ForeignKey("volunteer.id"), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), sa.ForeignKey("volunteer.id"), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
    )
    op.create_index("ix_open_data_campaign_id", "open_data", ["campaign_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("open_data")
