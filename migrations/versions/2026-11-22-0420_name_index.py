"""Persons are found by any spelling of their name: an index beside person_name."""

from alembic import op

from app.cases.name_index import create_name_index, drop_name_index

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the index and fill it."""
    create_name_index(op.get_bind())


def downgrade() -> None:
    """Take it away."""
    drop_name_index(op.get_bind())
