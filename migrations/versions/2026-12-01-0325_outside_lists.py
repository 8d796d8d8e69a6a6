"""Lists that others keep: how they are read, what came in, each row; and hashed names of the erased."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Empty tables."""
    op.create_table(
        "outside_list",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("source_id", sa.Integer(), sa.ForeignKey("source.id"), nullable=True),
    )
    op.create_table(
        "list_import",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("list_id", sa.Integer(), sa.ForeignKey("outside_list.id"), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("cited", sa.JSON(), nullable=False),
    )
    op.create_table(
        "list_row",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("list_import.id"), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("own_id", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("why", sa.String(200), nullable=False),
    )
    op.create_table("erased_name", sa.Column("mark", sa.String(64), primary_key=True))
    for table, column in INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column])


INDEXED = (
    ("outside_list", "campaign_id"),
    ("outside_list", "source_id"),
    ("list_import", "list_id"),
    ("list_row", "import_id"),
    ("list_row", "person_id"),
)


def downgrade() -> None:
    """Take it back."""
    for table in ("erased_name", "list_row", "list_import", "outside_list"):
        op.drop_table(table)
