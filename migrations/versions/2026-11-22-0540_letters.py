"""Letters: what prisons allow, how offices are addressed, a campaign's bar, and many letters at once."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0008"
down_revision = "0007"

FACILITY = (
    ("name_local", 200), ("address_local", 1000), ("languages", 100), ("page_limit", None), ("forbidden", 1000),
    ("forbidden_words", 1000), ("who_may_write", 300),
)  # fmt: skip
ADDRESSEE = (
    ("address_local", 1000), ("languages", 100), ("embassy_of", 2), ("accredited_for", 200),
)  # fmt: skip


def upgrade() -> None:
    """Bring the tables forward."""
    for table, columns in (("facility", FACILITY), ("addressee", ADDRESSEE)):
        for name, length in columns:
            kind: sa.types.TypeEngine[object] = sa.String(length=length) if length else sa.Integer()
            op.add_column(table, sa.Column(name, kind, nullable=True))
        op.add_column(table, sa.Column("bounced_on", sa.Date(), nullable=True))
    op.add_column("letter", sa.Column("withdrawn_reason", sa.String(length=400), nullable=True))
    op.create_table(
        "addressee_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("addressee_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=True),
        sa.Column("salutation", sa.String(length=200), nullable=True),
        sa.Column("closing", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["addressee.id"], name=op.f("fk_addressee_words_addressee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressee_words")),
        sa.UniqueConstraint("addressee_id", "language", name=op.f("uq_addressee_words_addressee_id")),
    )
    op.create_table(
        "letter_bar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("worst", sa.String(length=1), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_letter_bar_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_bar")),
        sa.UniqueConstraint("campaign_id", name=op.f("uq_letter_bar_campaign_id")),
    )
    _create_batches()


def _create_batches() -> None:
    op.create_table(
        "letter_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("own_line", sa.String(length=300), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_letter_batch_campaign_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["volunteer.id"], name=op.f("fk_letter_batch_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_batch")),
    )
    op.create_index(op.f("ix_letter_batch_campaign_id"), "letter_batch", ["campaign_id"])
    op.create_index(op.f("ix_letter_batch_ended_at"), "letter_batch", ["ended_at"])
    op.create_table(
        "letter_batch_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=90), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("why_not", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["letter_batch.id"], name=op.f("fk_letter_batch_item_batch_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_letter_batch_item_case_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_batch_item_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_batch_item")),
    )
    op.create_index(op.f("ix_letter_batch_item_batch_id"), "letter_batch_item", ["batch_id"])


def downgrade() -> None:
    """Take them back."""
    for table in ("letter_batch_item", "letter_batch", "letter_bar", "addressee_words"):
        op.drop_table(table)
    op.drop_column("letter", "withdrawn_reason")
    for table, columns in (("facility", FACILITY), ("addressee", ADDRESSEE)):
        op.drop_column(table, "bounced_on")
        for name, _length in columns:
            op.drop_column(table, name)
