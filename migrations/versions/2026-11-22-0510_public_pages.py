"""Publishing: approved snapshots, public addresses and requests to correct."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "public_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_public_snapshot_case_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["volunteer.id"], name=op.f("fk_public_snapshot_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_snapshot")),
    )
    op.create_index(op.f("ix_public_snapshot_case_id"), "public_snapshot", ["case_id"])
    op.create_table(
        "public_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=False),
        sa.Column("by_one", sa.Boolean(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_reason", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_public_page_case_id")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["public_snapshot.id"], name=op.f("fk_public_page_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_page")),
        sa.UniqueConstraint("slug", name=op.f("uq_public_page_slug")),
    )
    op.create_index(op.f("ix_public_page_case_id"), "public_page", ["case_id"])
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("reply_to", sa.String(length=200), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=12), nullable=True),
        sa.Column("answer", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_correction_campaign_id")),
        sa.ForeignKeyConstraint(["page_id"], ["public_page.id"], name=op.f("fk_correction_page_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["volunteer.id"], name=op.f("fk_correction_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_campaign_id"), "correction", ["campaign_id"])
    op.create_index(op.f("ix_correction_page_id"), "correction", ["page_id"])
    op.create_index(op.f("ix_correction_received_at"), "correction", ["received_at"])
    with op.batch_alter_table("approval") as approval:
        approval.add_column(sa.Column("snapshot_id", sa.Integer(), nullable=True))
        approval.create_foreign_key(
            op.f("fk_approval_snapshot_id"), "public_snapshot", ["snapshot_id"], ["id"]
        )
        approval.create_index(op.f("ix_approval_snapshot_id"), ["snapshot_id"])


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("approval") as approval:
        approval.drop_index(op.f("ix_approval_snapshot_id"))
        approval.drop_constraint(op.f("fk_approval_snapshot_id"), type_="foreignkey")
        approval.drop_column("snapshot_id")
    op.drop_table("correction")
    op.drop_table("public_page")
    op.drop_table("public_snapshot")
