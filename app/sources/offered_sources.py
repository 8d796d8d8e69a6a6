"""The sources that a form offers for citing."""

from collections import Counter

from app.sources.queries import sources_to_choose
from app.web.visit import Visit


def source_options(visit: Visit) -> list[str]:
    """Titles with their publishers; only what the viewer may see. Where two are called so, each by its number."""
    labels = [
        (number, f"{title} ({by})" if by else title)
        for number, title, by in sources_to_choose(visit.session, visit.settings.today)
    ]
    times = Counter(label for _number, label in labels)
    return [f"{label} #{number}" if times[label] > 1 else label for number, label in labels]
