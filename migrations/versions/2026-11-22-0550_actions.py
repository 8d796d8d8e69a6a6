"""Actions: pausing one whose facts no longer hold, notice of a gathering, and the pace of anonymous counts."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("action", sa.Column("paused_at", UtcDateTime(), nullable=True))
    op.add_column("action", sa.Column("paused_reason", sa.String(length=400), nullable=True))
    op.add_column("gathering", sa.Column("notice_to", sa.String(length=300), nullable=True))
    op.add_column("gathering", sa.Column("notice_given_on", sa.Date(), nullable=True))
    op.create_table(
        "counting_pace",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "mark", name=op.f("pk_counting_pace")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("counting_pace")
    for table, name in (
        ("gathering", "notice_given_on"), ("gathering", "notice_to"),
        ("action", "paused_reason"), ("action", "paused_at"),
    ):  # fmt: skip
        op.drop_column(table, name)
