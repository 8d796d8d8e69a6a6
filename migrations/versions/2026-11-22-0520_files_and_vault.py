"""Uploaded files, fields that only few may read, and who looked at what."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the tables forward."""


def downgrade() -> None:
    """Take them back."""
