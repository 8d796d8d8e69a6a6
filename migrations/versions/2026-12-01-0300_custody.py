"""Of custody: whether it is denied or not told where, whether somebody is cut off, and the number a prison gives."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
ADDED = {"whereabouts": 20, "incommunicado": 10, "prisoner_number": 200}


def upgrade() -> None:
    """Nothing of it is known yet."""
    for name, most in ADDED.items():
        op.add_column("custody", sa.Column(name, sa.String(most), nullable=True))


def downgrade() -> None:
    """Take it back."""
    for name in reversed(ADDED):
        op.drop_column("custody", name)
