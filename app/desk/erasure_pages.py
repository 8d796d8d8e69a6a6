"""Asking that a person be erased, and the second person's yes; until then nothing has gone."""

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from starlette.responses import Response

from app.accounts.reauthentication import proved
from app.cases.forms.erasure import GROUNDS, DecideErasureForm, ErasureForm
from app.cases.models import Erasure, Person
from app.cases.queries.visible import person_for
from app.consent.changes import BY_ONE
from app.db import number_of
from app.desk.erasure import afterwards, erase, remember
from app.desk.queries.erasure import (
    Reach,
    done_erasure,
    open_erasure,
    open_erasures,
    others_who_may_agree,
    reach_of,
)
from app.desk.queries.erasure_visible import mentions_seen, reach_seen
from app.intake.erased_names import leave_out_of_lists
from app.refusal import Forbidden, NotFound
from app.text import N_, _, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.unfinished import drop_where
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
ERASE = "/people/{person_id}/erase"
WHAT = {
    "person_name": N_("Spellings of the name"),
    "person_role": N_("Roles"),
    "person_link": N_("Links to others"),
    "entry": N_("Entries"),
    "plea": N_("What is asked"),
    "theme": N_("Themes"),
    "citation": N_("Citations"),
    "attachment": N_("Files"),
    "vault_note": N_("Notes in confidence"),
    "consent": N_("Consents"),
    "public_page": N_("Public pages"),
    "review": N_("Due dates"),
    "approval": N_("Approvals"),
}

WHERE = {
    "source": N_("In words about sources"),
    "citation": N_("In citations of others"),
    "person": N_("In words about other people"),
    "person_name": N_("In names of other people"),
    "case": N_("In words about other cases"),
    "entry": N_("In entries of other cases"),
    "incident": N_("In words about incidents"),
    "action": N_("In words about actions"),
    "letter": N_("In letters about others"),
}
OTHERS = N_("In other texts")


@doors.get(ERASE, who=signed_in)
def erase_page(visit: Visit, person_id: RowId) -> Response:
    """What would go, what would stay, and who has asked."""
    return _screen(visit, _within_reach(visit, person_id), blank())


@doors.post(ERASE, who=proved(signed_in))
def ask_to_erase(visit: Visit, person_id: RowId) -> Response:
    """One person asks; nothing has gone yet."""
    asked_for = _within_reach(visit, person_id)
    if not _decides(visit, asked_for.seen):
        raise Forbidden(_("Asking for this takes a coordinator."))
    form = read_form(ErasureForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, asked_for, form)
    if open_erasure(visit.session, person_id) is None:
        asked = Erasure(person_id=person_id, ground=form.ground, asked_by_id=visit.me.id, asked_at=visit.now)
        visit.session.add(asked)
    return see_other(f"/people/{person_id}/erase", _("Asked. Now a second person has to agree."))


@doors.post(ERASE + "/decide", who=proved(signed_in))
def decide(visit: Visit, person_id: RowId) -> Response:
    """The second person's answer; with the yes of somebody who sees all of it, everything goes."""
    asked_for = _within_reach(visit, person_id)
    erasure = open_erasure(visit.session, person_id)
    if erasure is None:
        raise NotFound
    form = read_form(DecideErasureForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, asked_for, form)
    if form.decision == "approved" and _is_own(visit, erasure) and not _is_alone(visit, asked_for.seen):
        raise Forbidden(_("You asked for it, so the second person has to be somebody else."))
    if form.decision == "approved" and not asked_for.sees_all:
        return see_other(
            f"/people/{person_id}/erase",
            _("Nothing has gone yet: another person has to look at it first. It waits on their list."),
        )
    said = "refused"
    if form.decision == "approved":
        erasure.decision = said = BY_ONE if _is_own(visit, erasure) else "approved"
        reach = asked_for.reach
        visit.session.expunge(asked_for.person)
        remember(visit.session, erasure, reach, visit.settings.data_dir)
        leave_out_of_lists(visit.session, [*reach.spellings, *reach.words], visit.settings.secret_key)
        drop_where(
            visit, lambda text: reach.telling.says(text) or any(ref in text for ref in reach.references)
        )
        erase(visit.session, erasure, reach)
        afterwards(visit.session, visit.database, visit.settings.data_dir, reach)
    erasure.decision, erasure.decided_by_id, erasure.decided_at = said, visit.me.id, visit.now
    told = _("Not erased: everything stays as it was.") if said == "refused" else _("Erased.")
    return see_other(f"/people/{person_id}/erase", told)


class ErasureWaiting(NamedTuple):
    """A request that waits for a second person, as the list of all such shows it."""

    id: int
    person_id: int
    name: str
    asked_at: datetime
    own: bool
    alone: bool


def erasures_waiting(visit: Visit) -> list[ErasureWaiting]:
    """Those about people whom this viewer could erase."""
    found = []
    for one in open_erasures(visit.session):
        try:
            about = _within_reach(visit, one.person_id)
        except NotFound:
            continue
        own = _is_own(visit, one)
        alone = own and _is_alone(visit, about.seen)
        name = about.person.name
        found.append(ErasureWaiting(number_of(one), one.person_id, name, one.asked_at, own, alone))
    return found


class AskedFor(NamedTuple):
    """Whom it is about, all that an erasure reaches, and what of it the viewer sees: their pages tell of this alone."""

    person: Person
    reach: Reach
    seen: Reach

    @property
    def sees_all(self) -> bool:
        """Whether no case is kept from the viewer, so that their yes is enough."""
        return len(self.seen.cases) == len(self.reach.cases)


def _within_reach(visit: Visit, person_id: int) -> AskedFor:
    """The person, for those who may change every case of theirs that they see; to others there is no such page."""
    person = person_for(visit.session, visit.me, person_id)
    reach = reach_of(visit.session, [person_id])
    seen = reach_seen(visit.session, visit.me, reach)
    if not _may_everywhere(visit, Right.WORK, seen):
        raise NotFound
    return AskedFor(person, reach, seen)


def _decides(visit: Visit, reach: Reach) -> bool:
    return _may_everywhere(visit, Right.DECIDE, reach)


def _may_everywhere(visit: Visit, right: Right, reach: Reach) -> bool:
    """Whether they may do this in every campaign concerned; whoever looks after the installation may."""
    held = visit.me.may_somewhere(right) and all(visit.me.may(right, number) for number in reach.campaigns)
    return held or visit.me.may_somewhere(Right.RUN)


def _is_own(visit: Visit, erasure: Erasure) -> bool:
    return erasure.asked_by_id == visit.me.id


def _is_alone(visit: Visit, reach: Reach) -> bool:
    return not others_who_may_agree(visit.session, reach, visit.me.id)


def _screen(visit: Visit, asked_for: AskedFor, form: FormState) -> Response:
    person, reach = asked_for.person, asked_for.seen
    number, waiting = number_of(person), open_erasure(visit.session, number_of(person))
    own = waiting is not None and _is_own(visit, waiting)
    return page(
        visit,
        "files/erase.html",
        status=422 if form.is_refused else 200,
        person=person,
        href=f"/people/{number}",
        done=done_erasure(visit.session, number),
        waiting=waiting,
        ground=marked(GROUNDS[waiting.ground]) if waiting else "",
        may_ask=_decides(visit, reach),
        may_agree=waiting is not None and (not own or _is_alone(visit, reach)),
        own=own,
        form=form,
        grounds=[(slug, marked(label)) for slug, label in GROUNDS.items()],
        **_told(visit, asked_for),
    )


def _told(visit: Visit, asked_for: AskedFor) -> dict[str, Any]:
    """What goes, in figures."""
    reach = asked_for.seen
    counts = [(marked(label), len(reach.rows[name])) for name, label in WHAT.items() if reach.rows.get(name)]
    elsewhere: Counter[str] = Counter()
    for name, count in mentions_seen(visit.session, visit.me, asked_for.reach, reach).items():
        elsewhere[marked(WHERE.get(name, OTHERS))] += count
    return {
        "cases": reach.references,
        "counts": [*counts, *([(_("Letters, their words"), len(reach.letters))] if reach.letters else [])],
        "reach": reach,
        "elsewhere": sorted(elsewhere.items()),
    }
