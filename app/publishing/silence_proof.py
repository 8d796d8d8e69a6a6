"""Every way in which something about a person leaves, and whether it is silent now; asked of the gates themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.campaigning.queries.linked_cases import AsOf as ActionDay
from app.campaigning.queries.public_actions import published
from app.cases.models import Case
from app.consent.models import Use
from app.consent.queries.consents import AsOf, consents_of, leaving_groups, stopped_people
from app.consent.rules import is_withdrawn
from app.db import number_of
from app.publishing.queries.open_data import people_as_data
from app.publishing.queries.public_pages import current_pages, gate_for
from app.publishing.queries.silence_proof import letters_not_sent, our_actions
from app.publishing.visible_page import shown
from app.text import _, ngettext


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out: what it is, where it is seen, and whether nothing leaves by it now."""

    what: str
    href: str
    silent: bool


def ways_out(session: Session, person_id: int, cases: Sequence[Case], as_of: AsOf) -> list[WayOut]:
    """All of them, for one person and the cases of theirs that the reader may see."""
    stopped = person_id in stopped_people(session, [person_id])
    numbers = [number_of(case) for case in cases]
    return [
        *_pages(session, numbers, as_of),
        *_actions(session, numbers, as_of),
        *_letters(session, person_id, cases, as_of),
        WayOut(
            _("The weekly mail and other messages"), "", _no_mail(session, person_id, as_of, stopped=stopped)
        ),
        WayOut(_("Exports for others"), "", stopped),
        WayOut(_("The tables of open data"), "/data", _no_table(session, numbers, as_of)),
    ]


def _pages(session: Session, cases: Sequence[int], as_of: AsOf) -> list[WayOut]:
    pages = [page for page in current_pages(session) if page.case_id in cases]
    gate = gate_for(session, pages, as_of)
    what = _("The public page, its feed, the list of people and the map of the site")
    found = [WayOut(what, f"/p/{page.slug}", shown(page, gate) is None) for page in pages]
    return found or [WayOut(_("A public page: there is none"), "", silent=True)]


def _actions(session: Session, cases: Sequence[int], as_of: AsOf) -> list[WayOut]:
    found = []
    for reference in our_actions(session, cases):
        one = published(session, reference, ActionDay(as_of.today, as_of.known_by))
        what = _("Action %(ref)s: its page, feed, calendar file, count and letter") % {"ref": reference}
        found.append(WayOut(what, f"/a/{reference}", one is None or not one.is_open))
    return found or [WayOut(_("Public actions: there are none"), "", silent=True)]


def _letters(session: Session, person_id: int, cases: Sequence[Case], as_of: AsOf) -> list[WayOut]:
    blocked = is_withdrawn(consents_of(session, person_id, as_of.known_by), Use.LETTER, as_of.today)
    count = letters_not_sent(session, [number_of(case) for case in cases])
    drafts = ngettext("%(n)s letter not sent yet", "%(n)s letters not sent yet", count) % {"n": count}
    new = [
        WayOut(_("New letters and drafts"), f"/cases/{case.reference}/letters/new", blocked) for case in cases
    ]
    return [*new, WayOut(drafts, "/letters", blocked or not count)]


def _no_table(session: Session, cases: Sequence[int], as_of: AsOf) -> bool:
    return not any(one.page.case_id in cases for one in people_as_data(session, as_of))


def _no_mail(session: Session, person_id: int, as_of: AsOf, *, stopped: bool) -> bool:
    return stopped and not leaving_groups(session, Use.DIGEST, as_of, [person_id])
