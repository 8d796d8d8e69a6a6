"""Due dates: what the first tables left out."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Bring the tables forward."""


def downgrade() -> None:
    """Take them back."""
