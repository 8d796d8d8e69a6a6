"""What the pages of the directory share: their addresses, and how old a check is."""

from app.directory.models import Addressee, Facility
from app.directory.rules import bounce_in_words, check_in_words, is_to_be_checked
from app.web.visit import Visit

ADDRESSEES, FACILITIES = "/directory/addressees", "/directory/facilities"


def href_of(row: Addressee | Facility) -> str:
    """The page of an entry."""
    return f"{ADDRESSEES}/{row.slug}" if isinstance(row, Addressee) else f"{FACILITIES}/{row.id}"


def check_of(visit: Visit, row: Addressee | Facility) -> tuple[str, bool]:
    """How old the check is, in words, and whether it is too old."""
    today = visit.today()
    said = bounce_in_words(row.bounced_on) or check_in_words(row.checked_on, today)
    return said.rstrip("."), is_to_be_checked(row.checked_on, today)
