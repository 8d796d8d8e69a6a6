"""Publishing: approved snapshots, public addresses and requests to correct."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables forward."""


def downgrade() -> None:
    """Take them back."""
