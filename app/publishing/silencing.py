"""Every way in which something about a person leaves, and whether it is silent now; asked of the gates themselves."""

from dataclasses import dataclass

from sqlmodel import Session

from app.campaigning.queries.behind import AsOf as ActionDay
from app.campaigning.queries.public import published
from app.cases.models import Case
from app.consent.models import Use
from app.consent.queries.consents import AsOf, consents_of, leaving_groups, stopped_people
from app.consent.rules import is_withdrawn
from app.db import number_of
from app.publishing.queries.pages import current_pages, gate_for
from app.publishing.queries.silencing import letters_not_sent, our_actions
from app.publishing.showing import shown
from app.text import _, ngettext


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out: what it is, where it is seen, and whether nothing leaves by it now."""

    what: str
    href: str
    silent: bool


def ways_out(session: Session, case: Case, as_of: AsOf) -> list[WayOut]:
    """All of them, for one case and its person."""
    stopped = case.person_id in stopped_people(session, [case.person_id])
    return [
        *_pages(session, case, as_of),
        *_actions(session, case, as_of),
        *_letters(session, case, as_of),
        WayOut(_("The weekly mail and other messages"), "", _no_mail(session, case, as_of, stopped=stopped)),
        WayOut(_("Exports for others"), "", stopped),
    ]


def _pages(session: Session, case: Case, as_of: AsOf) -> list[WayOut]:
    pages = current_pages(session)
    gate = gate_for(session, pages, as_of)
    found = []
    for page in pages:
        seen = shown(page, gate)
        if page.case_id == case.id:
            what = _("The public page, its feed, the list of people and the map of the site")
            found.append(WayOut(what, f"/p/{page.slug}", seen is None))
        elif case.person_id in page.people:
            named = seen is not None and any(case.person_id in fact["names"] for fact in seen.facts)
            what = _("Being named on the public page of %(ref)s") % {"ref": page.reference}
            found.append(WayOut(what, f"/p/{page.slug}", not named))
    return found or [WayOut(_("A public page: there is none"), "", silent=True)]


def _actions(session: Session, case: Case, as_of: AsOf) -> list[WayOut]:
    found = []
    for reference in our_actions(session, number_of(case)):
        one = published(session, reference, ActionDay(as_of.today, as_of.known_by))
        what = _("Action %(ref)s: its page, feed, calendar file, count and letter") % {"ref": reference}
        found.append(WayOut(what, f"/a/{reference}", one is None or not one.is_open))
    return found or [WayOut(_("Public actions: there are none"), "", silent=True)]


def _letters(session: Session, case: Case, as_of: AsOf) -> list[WayOut]:
    blocked = is_withdrawn(consents_of(session, case.person_id, as_of.known_by), Use.LETTER, as_of.today)
    count = letters_not_sent(session, number_of(case))
    drafts = ngettext("%(n)s letter not sent yet", "%(n)s letters not sent yet", count) % {"n": count}
    return [
        WayOut(_("New letters and drafts"), f"/cases/{case.reference}/letters/new", blocked),
        WayOut(drafts, "/letters", blocked or not count),
    ]


def _no_mail(session: Session, case: Case, as_of: AsOf, *, stopped: bool) -> bool:
    return stopped and not leaving_groups(session, Use.DIGEST, as_of, [case.person_id])
