"""What somebody in freedom is bound to, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
TEXTS = {"form": 20, "terms": 4000, "amount": 20, "currency": 3, "breach": 4000}


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "custody_condition",
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), primary_key=True),
        *(sa.Column(name, sa.String(most)) for name, most in TEXTS.items()),
        *(
            column
            for name in ("until", "breached", "ended")
            for column in (
                sa.Column(f"{name}_edtf", sa.String(80)),
                sa.Column(f"{name}_first", sa.Date()),
                sa.Column(f"{name}_last", sa.Date()),
            )
        ),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("custody_condition")
