"""Of each case the date that matters most now, for lists."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
TAKEN = {
    "grave_due": "next_due",
    "grave_due_last": "next_due_last",
    "grave_late_after": "next_late_after",
    "grave_paused_until": "next_paused_until",
}


def upgrade() -> None:
    """Begin with the soonest date; the next run of the rules finds the gravest."""
    for name in TAKEN:
        op.add_column("case", sa.Column(name, sa.Date(), nullable=True))
    pairs = ", ".join(f"{name} = {soonest}" for name, soonest in TAKEN.items())
    op.execute(sa.text(f'UPDATE "case" SET {pairs}'))  # noqa: S608 - names of this file alone


def downgrade() -> None:
    """Take it back."""
    for name in reversed(TAKEN):
        op.drop_column("case", name)
