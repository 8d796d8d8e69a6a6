"""What somebody typed and did not save, sealed, for nobody but them."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "unfinished_words",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("volunteer_id", sa.Integer(), sa.ForeignKey("volunteer.id"), nullable=False),
        sa.Column("path", sa.String(500), nullable=False),
        sa.Column("page", sa.String(500), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("volunteer_id", "path"),
    )
    op.create_index("ix_unfinished_words_at", "unfinished_words", ["at"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("unfinished_words")
