"""What calendars tell: hour and place of a date, how often it changed, and one name for this installation."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Bring the tables forward. Hours and places follow from the entries when all dates are worked out anew."""
    op.add_column("review", sa.Column("time", sa.String(5), nullable=True))
    op.add_column("review", sa.Column("time_zone", sa.String(60), nullable=True))
    op.add_column("review", sa.Column("place", sa.String(600), nullable=True))
    op.add_column("review", sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE review SET sequence = version")
    made = op.create_table("installation", sa.Column("name", sa.String(40), primary_key=True))
    op.bulk_insert(made, [{"name": secrets.token_hex(16)}])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("installation")
    with op.batch_alter_table("review") as review:
        for column in ("sequence", "place", "time_zone", "time"):
            review.drop_column(column)
