"""Letters that correct a letter sent before."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Name the letter that is corrected; without a foreign key, which SQLite adds by copying the whole table."""
    op.add_column("letter", sa.Column("corrects_id", sa.Integer(), nullable=True))
    op.create_index("ix_letter_corrects_id", "letter", ["corrects_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_letter_corrects_id", table_name="letter")
    op.drop_column("letter", "corrects_id")
