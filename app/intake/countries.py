"""Countries by name: the seed writes them out, the tables keep their two letters."""

from functools import cache
from importlib import resources

# The time zone tables that come with the program list every country; these are other names for some of them.
ALSO = {"United Kingdom": "GB", "United States": "US", "Czechia": "CZ", "Türkiye": "TR"}


@cache
def _codes() -> dict[str, str]:
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: code for code, name in rows} | ALSO


def country_code(name: str) -> str:
    """The two letters of a country, or what was written where no country has that name."""
    return _codes().get(name, name)
