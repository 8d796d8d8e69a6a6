"""Many people at once: a pasted list, a look at who may be meant, one save, and one undo."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BeforeValidator
from starlette.responses import Response

from app.cases.case_list import reference_in
from app.cases.forms.quick_add import OF_EVERY_KIND
from app.cases.kinds import FORMS, KINDS, EntryKind
from app.cases.kinds.form import DATE_HINT, SUMMARY
from app.cases.models import Person
from app.cases.queries.people import Candidate, likely_among
from app.cases.queries.visible import person_for, workable_case, workable_incident
from app.cases.routes.entry_screens import both
from app.cases.routes.who_is_meant import own_campaigns
from app.consent.queries.consents import stopped_people
from app.desk.many_people import Somebody, Wanted, add_many, take_back
from app.desk.pasted_list import Line as ListLine
from app.desk.pasted_list import read_list
from app.desk.queries.made_at_once import Made, made_by
from app.refusal import Conflict, NotFound
from app.sources.citation_form import DatedCitationForm, read_citation
from app.sources.offered_sources import source_options
from app.text import N_, _, ngettext
from app.web.door import Doors
from app.web.form_fields import FuzzyDayAhead, Line, Number, Words, clean, one_of
from app.web.forms import Asked, Form, FormState, Rejected, Rules, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.visit import Visit

doors = Doors()
LONGEST, ASKED_AT_ONCE, SHOWN = 100_000, 80, 25
NEW, NOBODY = "new", "leave-out"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ManyForm(Form):
    """The list, and what becomes of everybody on it."""

    people: Annotated[
        str | None,
        BeforeValidator(lambda value: clean(value, LONGEST, lines=True)),
        Asked(
            N_("The people, one a line"),
            N_(
                "A name or K-012; behind it a date, a place and a note, if they are known, with ; , or a tab between"
            ),
            widget="words",
            needed=True,
        ),
    ] = None
    makes: Annotated[
        Line,
        one_of("cases", "members"),
        Asked(
            N_("What is made of them"),
            widget="choice",
            options=(("cases", N_("A case for each")), ("members", N_("Only members of the incident"))),
        ),
    ] = None
    incident: Annotated[Line, Asked(N_("Incident they belong to"), N_("Its reference, such as I-003"))] = None
    concern: Annotated[
        Line, Asked(N_("For new cases: what they are about"), N_("Such as: arrested at the rally"))
    ] = None
    kind: Annotated[
        Line,
        one_of(*KINDS),
        Asked(
            N_("What happened to all of them"),
            widget="choice",
            options=tuple((slug, kind.label) for slug, kind in KINDS.items()),
        ),
    ] = None
    on: Annotated[FuzzyDayAhead, Asked(N_("When, for all of them"), DATE_HINT, widget="date")] = None
    summary: Annotated[Words, Asked(SUMMARY, widget="words")] = None
    campaign: Number = None
    dates_right: Line = None

    def _rules(self) -> Rules:
        yield "people", lambda: self.people is None, _("Paste the list here, one person a line")
        yield (
            "incident",
            lambda: self.makes == "members" and self.incident is None,
            _("Say of which incident they are members"),
        )
        yield (
            "kind",
            lambda: self.kind is not None and self.makes == "members",
            _("What happened to each is told on cases; choose a case for each, or leave this empty"),
        )


@dataclass(slots=True)
class Look:
    """What the list comes to, before anything is saved."""

    people: list[Somebody] = field(default_factory=list)
    open: list[tuple[ListLine, list[tuple[str, str]]]] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)


@doors.get("/add/many", who=worker)
def paste(visit: Visit) -> Response:
    """An empty form; of an incident where its reference comes along."""
    incident = visit.request.query_params.get("incident", "")[:20]
    return _screen(visit, blank(incident=incident or None, makes="members" if incident else "cases"))


@doors.post("/add/many", who=worker)
def take_list(visit: Visit) -> Response:
    """Look first, and save when the same list is sent again with nothing left to ask."""
    form = read_form(ManyForm, visit.submitted)
    kind = None
    if not isinstance(form, Rejected) and form.makes != "members":
        kind = EntryKind(form.kind or EntryKind.NOTE)
    entry = _common_entry(visit, kind)
    source = read_citation(visit, DatedCitationForm, entry)
    lines, faults = _read_lines(form, kind)
    errors = (
        both(form, source).errors | (entry.errors if isinstance(entry, Rejected) else {}) | _of_lines(faults)
    )
    wanted = None
    if not (isinstance(form, Rejected) or isinstance(source, Rejected) or isinstance(entry, Rejected)):
        of_the_record, wanted = _wanted(visit, form, kind, entry, source)
        errors |= of_the_record
    if errors or wanted is None or isinstance(form, Rejected):
        return _screen(visit, FormState(visit.submitted.typed, errors), faults)
    look = _look(visit, lines)
    mark = _mark(form)
    if look.open or visit.submitted.one("looked") != mark:
        return _screen(visit, FormState(visit.submitted.typed), look=look, mark=mark)
    add_many(visit.session, look.people, wanted)
    saved = (visit.session.info["at"] - EPOCH) // timedelta(microseconds=1)
    return see_other(f"/add/many/{saved}", _("Saved."))


def _common_entry(visit: Visit, kind: EntryKind | None) -> Any:
    """What happened to all of them, as its kind reads it; a note may leave its sentence to the lines."""
    if kind is None:
        return None
    values = {name: given for name, given in visit.submitted.values.items() if name in OF_EVERY_KIND}
    if kind is not EntryKind.NOTE or visit.submitted.one("summary").strip():
        return read_form(FORMS[kind], values)
    read = read_form(FORMS[kind], values | {"summary": ["-"]})
    return read if isinstance(read, Rejected) else read.model_copy(update={"summary": None})


def _read_lines(
    form: ManyForm | Rejected[ManyForm], kind: EntryKind | None
) -> tuple[list[ListLine], list[str]]:
    if isinstance(form, Rejected):
        return [], []
    ahead = kind is not None and KINDS[kind].ahead[0] == "on"
    return read_list(form.people or "", ahead=ahead, dates_are_right=form.dates_right == "yes")


def _of_lines(faults: list[str]) -> dict[str, str]:
    if not faults:
        return {}
    count = {"n": len(faults)}
    return {
        "people": ngettext("%(n)s line has to be mended", "%(n)s lines have to be mended", len(faults))
        % count
    }


def _wanted(
    visit: Visit, form: ManyForm, kind: EntryKind | None, entry: Any, source: DatedCitationForm
) -> tuple[dict[str, str], Wanted | None]:
    incident, errors = None, {}
    if form.incident is not None:
        try:
            incident = workable_incident(visit.session, visit.me, form.incident.upper())
        except NotFound:
            errors["incident"] = _("There is no incident %(ref)s") % {"ref": form.incident}
    own = [int(number) for number, _name in own_campaigns(visit)]
    campaign = form.campaign if form.campaign in own else own[0] if len(own) == 1 else None
    if incident is not None and incident.campaign_id in own:
        campaign = incident.campaign_id
    if campaign is None:
        errors["campaign"] = _("Choose the campaign that watches the cases")
    if errors:
        return errors, None
    concern = form.concern or (incident.title if incident else form.summary or _("On a list"))
    return {}, Wanted(
        campaign or 0, concern[:200], form.makes != "members", incident, kind, entry, source, visit.me.id
    )


def _look(visit: Visit, lines: list[ListLine]) -> Look:
    """Who is meant by each line: asked wherever somebody in the record may be, as this volunteer may see it."""
    look = Look()
    given = (one.partition(" ") for one in visit.submitted.values.get("meant", []))
    answers = {name: choice for choice, __, name in given if choice}
    candidates = likely_among(
        visit.session, visit.me, (one.name for one in lines if not reference_in(one.name))
    )
    stopped = stopped_people(visit.session, [one.id for several in candidates.values() for one in several])
    for line in lines:
        options = _options(candidates.get(line.name, []), stopped)
        chosen = answers.get(line.name)
        if reference := reference_in(line.name):
            _take_case(visit, line, reference, look)
        elif any(one.id in stopped for one in candidates.get(line.name, [])) and chosen != NEW:
            look.stopped.append(line.name)
        elif not options:
            look.people.append(Somebody(line))
        elif chosen not in [value for value, _words in options]:
            look.open.append((line, options))
        else:
            look.answered.append(f"{chosen} {line.name}")
            if chosen != NOBODY:
                look.people.append(_chosen(visit, line, chosen or ""))
    return look


def _take_case(visit: Visit, line: ListLine, reference: str, look: Look) -> None:
    case = workable_case(visit.session, visit.me, reference)
    if stopped_people(visit.session, [case.person_id]):
        look.stopped.append(reference)
    else:
        look.people.append(Somebody(line, case=case))


def _options(found: list[Candidate], stopped: Iterable[int]) -> list[tuple[str, str]]:
    options = []
    for one in found:
        if one.id in stopped:
            continue
        options += [(case.reference, f"{one.name}, {case.reference}: {case.title}") for case in one.cases]
        if not one.cases:
            options.append((f"P-{one.id}", one.name))
    return [*options, (NEW, _("Somebody new")), (NOBODY, _("Leave this line out"))] if options else []


def _chosen(visit: Visit, line: ListLine, chosen: str) -> Somebody:
    if chosen == NEW:
        return Somebody(line)
    if chosen.startswith("P-"):
        person: Person = person_for(visit.session, visit.me, int(chosen.removeprefix("P-")))
        return Somebody(line, person=person)
    return Somebody(line, case=workable_case(visit.session, visit.me, chosen))


def _mark(form: ManyForm) -> str:
    """Of what was looked at: whoever changes it looks again."""
    parts = (form.people, form.makes, form.incident, form.kind, form.on and form.on.edtf, form.summary)
    return sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:16]


def _screen(
    visit: Visit, form: FormState, faults: Iterable[str] = (), look: Look | None = None, mark: str = ""
) -> Response:
    shown = list(faults)
    return page(
        visit,
        "desk/many.html",
        status=422 if form.is_refused else 200,
        form=form,
        asked=asked(ManyForm),
        faults=shown[:SHOWN],
        further=max(0, len(shown) - SHOWN),
        look=look,
        mark=mark,
        at_once=ASKED_AT_ONCE,
        campaigns=own_campaigns(visit),
        sources=source_options(visit),
    )


@doors.get("/add/many/{moment}", who=worker)
def saved(visit: Visit, moment: int) -> Response:
    """What one save made, and the button that takes it back."""
    made = _made(visit, moment)
    return page(visit, "desk/many_saved.html", made=made, shown=SHOWN, form=blank(), moment=moment)


@doors.post("/add/many/{moment}", who=worker)
def undo(visit: Visit, moment: int) -> Response:
    """Take back exactly what that save made; what somebody changed since stays, and is named."""
    made = _made(visit, moment)
    if made.is_empty:
        raise Conflict(_("There is nothing left to take back."))
    take_back(visit.session, made)
    return see_other(f"/add/many/{moment}", _("Taken back. The history keeps what it was."))


def _made(visit: Visit, moment: int) -> Made:
    at = EPOCH + timedelta(microseconds=min(max(moment, 0), 10**16))
    found = made_by(visit.session, visit.me.id, at)
    if found.is_empty and not found.people and not found.kept:
        raise NotFound
    return found
