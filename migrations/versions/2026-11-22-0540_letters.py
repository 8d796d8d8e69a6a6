"""Letters: what prisons allow and what a letter needs on its way out."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Bring the tables forward."""


def downgrade() -> None:
    """Take them back."""
