"""Time zones and countries: which zone a city keeps, which country a zone lies in, what a country is called."""

from functools import lru_cache
from importlib.resources import files

from app.text import _
from app.web.form_fields import clean


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Two letters to the country's short name, from the tables that come with the time zones."""
    return {row[0]: row[1] for row in _rows("iso3166.tab")}


@lru_cache(maxsize=1)
def _country_of_zone() -> dict[str, str]:
    return {row[2]: row[0] for row in _rows("zone.tab")}


def _rows(table: str) -> list[list[str]]:
    lines = (files("tzdata") / "zoneinfo" / table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def country_of(zone: str) -> str | None:
    """The country a zone is named for; None for UTC and the like."""
    return _country_of_zone().get(zone)


def country_in_words(code: str | None) -> str:
    """A country's name; the code where it is none of ours."""
    return country_names().get(code or "", code or "")


@lru_cache(maxsize=1)
def _zone_by_city() -> dict[str, str]:
    return {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in _country_of_zone()}


def zone_of_city(city: str | None) -> str | None:
    """The zone that is named for this city, if one is."""
    return _zone_by_city().get((city or "").casefold())


def read_country(value: object) -> str | None:
    """A country as typed: its two letters or its name."""
    text = clean(value, 60, lines=False)
    if text is None:
        return None
    names = country_names()
    found = next(
        (code for code, name in names.items() if text.casefold() in (code.casefold(), name.casefold())), None
    )
    if found is None:
        raise ValueError(_("Give the country by its name or its two letters, such as Germany or DE"))
    return found
