"""What came of our actions: each year's outcomes, failures too."""

from collections import Counter

from starlette.responses import Response

from app.campaigning import vocabulary as words
from app.campaigning.queries.outcomes import Ended, ended_actions
from app.cases.vocabulary import word
from app.text import marked
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
STOPPED = "stopped"


@doors.get("/actions/outcomes", who=signed_in)
def outcomes(visit: Visit) -> Response:
    """Per campaign and year."""
    years: dict[tuple[int, str], list[Ended]] = {}
    for ended in ended_actions(visit.session, visit.me, visit.settings.today):
        years.setdefault((ended.ended_at.year, ended.campaign), []).append(ended)
    tables = [
        (year, campaign, tally_of([_slug(row) for row in rows]), _named(rows))
        for (year, campaign), rows in years.items()
    ]
    return page(visit, "actions/outcomes.html", tables=sorted(tables, key=lambda one: (-one[0], one[1])))


def _slug(ended: Ended) -> str:
    return STOPPED if ended.state == STOPPED else ended.outcome or ""


def tally_of(slugs: list[str]) -> list[tuple[str, int, int]]:
    """Every outcome with its number, the ones that did not happen too."""
    counts = Counter(slugs)
    most = max(counts.values(), default=1)
    names = [*words.OUTCOMES, (STOPPED, words.LIFE[-1][1])]
    return [(marked(label), counts[slug], counts[slug] * 100 // most) for slug, label in names]


def outcomes_by_year(
    ended: list[tuple[int, str, str]],
) -> list[tuple[int, str, list[tuple[str, int, int]]]]:
    """A table per year and campaign, the latest year first."""
    years: dict[tuple[int, str], list[str]] = {}
    for year, campaign, slug in ended:
        years.setdefault((year, campaign), []).append(slug)
    tables = [(year, campaign, tally_of(slugs)) for (year, campaign), slugs in years.items()]
    return sorted(tables, key=lambda one: (-one[0], one[1]))


def _named(rows: list[Ended]) -> list[tuple[Ended, str]]:
    return [
        (row, word(words.STATES, row.state) if row.state == STOPPED else word(words.OUTCOMES, row.outcome))
        for row in rows
    ]
