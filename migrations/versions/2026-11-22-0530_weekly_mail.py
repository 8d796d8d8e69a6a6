"""The weekly mail: readers who chose what they follow, and messages to chats."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column(
        "digest_subscription",
        sa.Column("chosen", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        "UPDATE digest_subscription SET chosen = true WHERE volunteer_id IN"
        " (SELECT volunteer_id FROM digest_follow WHERE campaign_id IS NOT NULL OR case_id IS NOT NULL)"
    )
    op.create_table(
        "chat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("sealed_address", sa.String(length=1200), nullable=False),
        sa.Column("tells_urgent", sa.Boolean(), nullable=False),
        sa.Column("tells_outcomes", sa.Boolean(), nullable=False),
        sa.Column("detailed", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["volunteer.id"], name=op.f("fk_chat_added_by_id_volunteer")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_chat_campaign_id_campaign")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
    )
    op.create_index(op.f("ix_chat_campaign_id"), "chat", ["campaign_id"])

    op.create_table(
        "chat_told",
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_chat_told_chat_id_chat")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_chat_told")),
    )
    op.create_index(op.f("ix_chat_told_chat_id"), "chat_told", ["chat_id"])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("chat_told")
    op.drop_table("chat")
    op.drop_column("digest_subscription", "chosen")
