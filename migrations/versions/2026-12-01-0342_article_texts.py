"""Articles that were given to be read, and proposals that were left."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "article_text",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("source_id", sa.Integer(), sa.ForeignKey("source.id"), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("campaign_id", "hash"),
    )
    op.create_index("ix_article_text_source_id", "article_text", ["source_id"])
    op.create_table(
        "left_proposal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("text_id", sa.Integer(), sa.ForeignKey("article_text.id"), nullable=False),
        sa.Column("mark", sa.String(16), nullable=False),
        sa.UniqueConstraint("text_id", "mark"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("left_proposal")
    op.drop_table("article_text")
