"""One letter worth writing now: about whoever has had fewest, where what a letter says may leave."""

from dataclasses import dataclass

from app.consent.models import FieldGroup, Use
from app.consent.queries.consents import AsOf, leaving_groups
from app.desk.queries.fewest_letters import Unwritten, fewest_letters
from app.text import _, ngettext
from app.web.viewer import Right
from app.web.visit import Visit

NEEDED = (FieldGroup.NAME, FieldGroup.CASE)


@dataclass(frozen=True, slots=True)
class LetterToWrite:
    """Whom it is about, why them, and where it is begun; in words."""

    name: str
    ref: str
    stands: str
    had: str
    href: str
    label: str


def letter_to_write(visit: Visit) -> LetterToWrite | None:
    """Three statements. Where nobody of the first dozen may be written about, what is missing is the thing to do."""
    if not visit.me.may_somewhere(Right.WRITE):
        return None
    today = visit.today()
    found = fewest_letters(visit.session, visit.me, today)
    people = [one.person_id for one in found]
    allowed = leaving_groups(visit.session, Use.LETTER, AsOf(today, visit.settings.today), people)
    ready = [one for one in found if all((one.person_id, str(group)) in allowed for group in NEEDED)]
    if ready:
        return _told(visit, ready[0], "letters/new", _("Write a letter"))
    return _told(visit, found[0], "consent", _("Say first what may stand in a letter")) if found else None


def _told(visit: Visit, one: Unwritten, where: str, label: str) -> LetterToWrite:
    had = (
        ngettext("%(n)s letter has gone out so far", "%(n)s letters have gone out so far", one.letters)
        % {"n": f"{one.letters:,}"}
        if one.letters
        else _("No letter has gone out yet")
    )
    stands = one.stood.on(visit.today()).text
    return LetterToWrite(one.name, one.reference, stands, had, f"/cases/{one.reference}/{where}", label)
