"""Uploaded files, fields that only few may read, and persons who are erased."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("caption", sa.String(400), nullable=False),
        sa.Column("credit", sa.String(200), nullable=True),
        sa.Column("stored", sa.String(32), nullable=False),
        sa.Column("thumbnail", sa.String(32), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("sent_sha256", sa.String(64), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(case_id IS NULL) <> (source_id IS NULL)", name=op.f("ck_attachment_one_owner")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_attachment_case_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_attachment_source_id")),
        sa.ForeignKeyConstraint(["added_by_id"], ["volunteer.id"], name=op.f("fk_attachment_added_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("stored", name=op.f("uq_attachment_stored")),
        sa.UniqueConstraint("thumbnail", name=op.f("uq_attachment_thumbnail")),
    )
    for name in ("case_id", "source_id", "sent_sha256"):
        op.create_index(op.f(f"ix_attachment_{name}"), "attachment", [name])
    op.create_table(
        "vault_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_mark", sa.String(16), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_vault_note_case_id")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["volunteer.id"], name=op.f("fk_vault_note_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_note")),
        sa.UniqueConstraint("token", name=op.f("uq_vault_note_token")),
    )
    op.create_index(op.f("ix_vault_note_case_id"), "vault_note", ["case_id"])
    op.create_table(
        "vault_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_vault_reader_case_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_vault_reader_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_reader")),
        sa.UniqueConstraint("case_id", "volunteer_id", name=op.f("uq_vault_reader_case_id")),
    )
    for name in ("case_id", "volunteer_id"):
        op.create_index(op.f(f"ix_vault_reader_{name}"), "vault_reader", [name])
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(20), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision", sa.String(12), nullable=True),
        sa.Column("went", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_erasure_person_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["volunteer.id"], name=op.f("fk_erasure_asked_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["volunteer.id"], name=op.f("fk_erasure_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_person_id"), "erasure", ["person_id"])


def downgrade() -> None:
    """Take them back."""
    for name in ("erasure", "vault_reader", "vault_note", "attachment"):
        op.drop_table(name)
