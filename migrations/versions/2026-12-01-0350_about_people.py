"""What is known of a person besides, and whether they may be written to."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
ADDED = {
    "nationalities": 200,
    "birthplace": 200,
    "occupation": 200,
    "languages_read": 200,
    "dependants": 1000,
    "interests": 1000,
    "may_be_written": 10,
    "why_written": 1000,
    "mail_wishes": 1000,
}


def upgrade() -> None:
    """Add the columns; nothing is known yet."""
    for name, length in ADDED.items():
        op.add_column("person", sa.Column(name, sa.String(length), nullable=True))


def downgrade() -> None:
    """Take them away."""
    for name in reversed(ADDED):
        op.drop_column("person", name)
