"""Every feature's tables, imported so that the metadata is whole."""

from importlib import import_module

MODELS = (
    "app.history.models", "app.history.known_since", "app.history.access_log",
    "app.web.models", "app.mail.models", "app.jobs.models",
    "app.accounts.models",
    "app.directory.models", "app.sources.models", "app.cases.models", "app.consent.models", "app.reviews.models",
    "app.campaigning.models", "app.letters.models", "app.digest.models", "app.publishing.models",
    "app.intake.models",
)  # fmt: skip


def load_tables() -> None:
    """Import them all; the order does not matter."""
    for name in MODELS:
        import_module(name)
