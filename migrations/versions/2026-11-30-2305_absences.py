"""All the cases of a volunteer, handed over for a time."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("away_id", sa.Integer(), sa.ForeignKey("volunteer.id"), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), sa.ForeignKey("volunteer.id"), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
    )
    op.create_table(
        "absence_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("absence_id", sa.Integer(), sa.ForeignKey("absence.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=True),
        sa.Column("review_id", sa.Integer(), sa.ForeignKey("review.id"), nullable=True),
        sa.Column("was_theirs", sa.Boolean(), nullable=False),
    )
    for table, column in INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column])


INDEXED = (
    ("absence", "away_id"),
    ("absence", "stand_in_id"),
    ("absence_item", "absence_id"),
    ("absence_item", "case_id"),
    ("absence_item", "review_id"),
)


def downgrade() -> None:
    """Take them away."""
    op.drop_table("absence_item")
    op.drop_table("absence")
