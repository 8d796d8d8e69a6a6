"""Due dates: when one moved, what a job was asked for, and indexes that leave out what is long overdue."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0010"
down_revision = "0009"

OPEN = sa.text("done_at IS NULL AND dropped_at IS NULL")
OF_WHOM = ("holder_id", "offered_to_id", "offered_by_id")
RESTRICTED = sa.text("visibility = 'restricted'")
LOOSE = sa.text("done_at IS NULL AND dropped_at IS NULL AND due_last > due")


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("review", sa.Column("moved_at", UtcDateTime(), nullable=True))
    op.add_column("review", sa.Column("kept_case_id", sa.Integer(), nullable=True))
    op.create_index(
        "ix_entry_restricted", "entry", ["case_id"], sqlite_where=RESTRICTED, postgresql_where=RESTRICTED
    )
    op.add_column("job", sa.Column("asked", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("job", sa.Column("answered", sa.Integer(), nullable=False, server_default="0"))
    for column in OF_WHOM:
        named = sa.text(f"{column} IS NOT NULL")
        op.drop_index(f"ix_review_{column}", table_name="review")
        op.create_index(f"ix_review_{column}", "review", [column], sqlite_where=named, postgresql_where=named)
    op.drop_index("ix_review_campaign_id_urgency", table_name="review")
    op.create_index(
        "ix_review_campaign_id_urgency",
        "review",
        ["campaign_id", "urgency", "due_last", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(
        "ix_review_loose", "review", ["campaign_id", "due_last", "id"],
        sqlite_where=LOOSE, postgresql_where=LOOSE,
    )  # fmt: skip


def downgrade() -> None:
    """Take them back."""
    for column in OF_WHOM:
        op.drop_index(f"ix_review_{column}", table_name="review")
        op.create_index(f"ix_review_{column}", "review", [column])
    op.drop_index("ix_review_loose", table_name="review")
    op.drop_index("ix_review_campaign_id_urgency", table_name="review")
    op.create_index(
        "ix_review_campaign_id_urgency",
        "review",
        ["campaign_id", "urgency", "due", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    with op.batch_alter_table("job") as job:
        job.drop_column("answered")
        job.drop_column("asked")
    op.drop_index("ix_entry_restricted", table_name="entry")
    op.drop_column("review", "kept_case_id")
    op.drop_column("review", "moved_at")
