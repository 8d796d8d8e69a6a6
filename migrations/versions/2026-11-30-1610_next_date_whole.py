"""What the verdict on a case's next date asks for, and the ways to cases that sleep and to dates put off."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

ADDED = (
    "next_late_after",
    "next_paused_until",
    "full_next_late_after",
    "full_next_paused_until",
    "news_last",
    "full_news_last",
)
PAUSED = sa.text("done_at IS NULL AND dropped_at IS NULL AND snoozed_until IS NOT NULL")


def upgrade() -> None:
    """Add them; they are derived anew at the next start."""
    for name in ADDED:
        op.add_column("case", sa.Column(name, sa.Date(), nullable=True))
    op.create_index("ix_case_campaign_id_dormant_from", "case", ["campaign_id", "dormant_from", "id"])
    op.create_index(
        "ix_review_paused", "review", ["campaign_id", "snoozed_until", "id"],
        sqlite_where=PAUSED, postgresql_where=PAUSED,
    )  # fmt: skip


def downgrade() -> None:
    """Take them back."""
    op.drop_index("ix_review_paused", table_name="review")
    op.drop_index("ix_case_campaign_id_dormant_from", table_name="case")
    for name in reversed(ADDED):
        op.drop_column("case", name)
