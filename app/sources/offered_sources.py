"""The sources that a form offers for citing."""

from app.sources.queries import sources_to_choose
from app.web.visit import Visit


def source_options(visit: Visit) -> list[tuple[str, str]]:
    """Number and title, with its publisher; only what the viewer may see."""
    return [
        (str(number), f"{title} ({by})" if by else title)
        for number, title, by in sources_to_choose(visit.session, visit.settings.today)
    ]
