"""The keys by which a text that is to leave is looked through for the names of everybody in the record."""

import sqlalchemy as sa
from alembic import op

from app.cases.name_keys import fill_name_keys

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Make the table, without a foreign key as the index of names has none, and fill it."""
    op.create_table(
        "name_key",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("person_name_id", sa.Integer(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_key_person_name_id", "name_key", ["person_name_id"])
    fill_name_keys(op.get_bind())


def downgrade() -> None:
    """Take it away."""
    op.drop_table("name_key")
