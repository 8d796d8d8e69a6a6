"""The weekly mail: confirmed addresses and messages to chats."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables forward."""


def downgrade() -> None:
    """Take them back."""
