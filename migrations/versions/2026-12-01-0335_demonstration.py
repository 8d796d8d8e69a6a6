"""A campaign may be a demonstration with a day of its own, and says its country and language."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def _added() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("own_day", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
    )


def upgrade() -> None:
    """No campaign there is becomes one."""
    for column in _added():
        op.add_column("campaign", column)


def downgrade() -> None:
    """Take it back."""
    for column in reversed(_added()):
        op.drop_column("campaign", column.name)
