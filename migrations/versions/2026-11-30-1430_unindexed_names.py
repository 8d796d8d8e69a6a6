"""Spellings that were saved with a new case and never indexed are found by name again."""

from logging import getLogger

from alembic import op

from app.cases.name_index import index_missing_names

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Index what is missing; on a database without such spellings, nothing."""
    found = index_missing_names(op.get_bind())
    if found:
        getLogger("vigil").info("%d spellings indexed", found)


def downgrade() -> None:
    """They may stay in the index, where they belong."""
