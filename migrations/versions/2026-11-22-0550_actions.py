"""Actions: what the first tables left out."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Bring the tables forward."""


def downgrade() -> None:
    """Take them back."""
