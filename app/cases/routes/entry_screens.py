"""The screens of an entry's form: fresh, refused, or with both versions after an edit conflict."""

from typing import Any

from starlette.responses import Response

from app.cases.entry_words import (
    answers,
    disputed,
    headline,
    in_one_line,
    kind_in_words,
    said,
    typed,
    value_in_words,
)
from app.cases.identity_bar import Identity, identity_of
from app.cases.kinds import FORMS, KINDS, EntryForm, EntryKind
from app.cases.models import Case, Entry
from app.cases.queries.case_heads import head_of
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import Fact, fact, timeline
from app.cases.rules.facts import of_kind
from app.dates import FuzzyDate, in_words
from app.db import number_of
from app.refusal import NotFound
from app.sources.offered_sources import source_options
from app.text import _
from app.web.forms import Form, FormState, asked
from app.web.pages import page
from app.web.visit import Visit


def kind_or_none(slug: str) -> EntryKind:
    """The kind in an address; an unknown one is no page."""
    try:
        return EntryKind(slug)
    except ValueError as error:
        raise NotFound from error


def identity(visit: Visit, case: Case, facts: list[Fact] | None = None) -> Identity:
    """The identity bar of a case."""
    head = head_of(visit.session, case)
    known = facts if facts is not None else timeline(visit.session, number_of(case), visit.settings.today)
    return identity_of(head, reading_of(visit.session, known, visit.today(head.zone)))


def present_fact(visit: Visit, entry: Entry) -> Fact:
    """The entry as it stands."""
    present = fact(visit.session, number_of(entry))
    if present is None:
        raise NotFound
    return present


def sentences_of(visit: Visit, case: Case) -> list[Fact]:
    """The sentences of a case that an entry may point to."""
    return of_kind(timeline(visit.session, number_of(case), visit.settings.today), EntryKind.SENTENCE)


def both(form: Form | FormState, citation: Form | FormState) -> FormState:
    """One state for the page from its two halves; both show every typed value."""
    errors: dict[str, str] = {}
    values: dict[str, Any] = {}
    for half in (form, citation):
        if isinstance(half, FormState):
            values.update(half.values)
            errors.update(half.errors)
    return FormState(values=values, errors=errors)


def both_versions(visit: Visit, case: Case, entry: Entry, form: EntryForm) -> Response:
    """Nothing is saved: the typed words stay in the form, beside each differing one what is stored now."""
    present = present_fact(visit, entry)
    questions, seen = asked(type(form)), sentences_of(visit, case)
    named = {one.id: in_one_line(one) for one in seen}
    now = {name: value for name, value in answers(present).items() if getattr(form, name) != value}
    state = FormState(
        values={name: given[0] for name, given in visit.submitted.values.items()}
        | {"version": str(entry.version)},
        stored={name: said(questions[name], value, named) for name, value in now.items()} or {"version": ""},
    )
    return entry_page(visit, case, present.kind, state, present)


def entry_page(
    visit: Visit, case: Case, kind: EntryKind, form: FormState, present: Fact | None = None
) -> Response:
    """The form of a kind: to add, or to edit what stands."""
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    others = [one for one in of_kind(facts, EntryKind.SENTENCE) if present is None or one.id != present.id]
    base = f"/cases/{case.reference}"
    heading = _("Edit: %(kind)s") if present else _("Add: %(kind)s")
    return page(
        visit,
        "cases/entry.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        identity=identity(visit, case, facts),
        heading=heading % {"kind": kind_in_words(kind).lower()},
        action=f"{base}/entries/{present.id}/edit" if present else f"{base}/add/{kind}",
        form=form,
        present=_shown(present, base),
        asked=asked(FORMS[kind]),
        renews=present is None and bool(KINDS[kind].renews),
        sentences=[(str(other.id), in_one_line(other)) for other in others],
        sources=source_options(visit),
    )


def taken_over(visit: Visit, case: Case, kind: EntryKind, number: int | None) -> dict[str, str]:
    """What the form of the next one begins with: it begins when the one before it ends, and keeps place and source."""
    facts = timeline(visit.session, number_of(case), visit.settings.today) if number is not None else []
    before = next((one for one in facts if one.id == number and one.kind is kind), None)
    declared = KINDS[kind]
    if before is None or not declared.renews:
        return {}
    found = {name: value for name, value in typed(before).items() if name in (*declared.renews, "place_text")}
    ends = next((day for name in declared.ends if (day := _date(before, name)) is not None), None)
    found |= {"on": in_words(ends)} if ends is not None else {}
    if before.cites:
        cited = before.cites[-1]
        found["source"] = f"{cited.title} #{cited.source_id}"
    return found


def _date(fact: Fact, name: str) -> FuzzyDate | None:
    return fact.on if name == "on" else fact.fuzzy(name)


def _shown(present: Fact | None, base: str) -> dict[str, Any] | None:
    if present is None:
        return None
    return {"citations": present.cites, "remove_href": f"{base}/entries/{present.id}/remove"}


def date_read(saved: str, form: EntryForm) -> str:
    """What is said after saving, and how the date was understood, so that a slip is seen at once."""
    if form.on is None:
        return saved
    return f"{saved} {_('The date was read as: %(date)s.') % {'date': in_words(form.on)}}"


def removal_screen(visit: Visit, case: Case, entry: Entry, form: FormState) -> Response:
    """Ask why it is taken out."""
    return page(
        visit,
        "cases/remove.html",
        status=422 if form.is_refused else 200,
        identity=identity(visit, case),
        title=headline(present_fact(visit, entry)),
        action=f"/cases/{case.reference}/entries/{entry.id}/remove",
        form=form,
    )


def conflict_screen(visit: Visit, case: Case, entry: Entry, field: str, form: FormState) -> Response:
    """Every reported value with those who report it."""
    present = present_fact(visit, entry)
    found = next((d for d in present.disagreements if d.field == field), None)
    if found is None:
        raise NotFound
    return page(
        visit,
        "cases/conflict.html",
        status=422 if form.is_refused else 200,
        identity=identity(visit, case),
        title=headline(present),
        about=disputed(present.kind, field),
        action=f"/cases/{case.reference}/entries/{entry.id}/conflicts/{field}",
        claims=[{"value": value_in_words(value), "citations": says} for value, says in found.values],
        options=_options(found.values),
        form=form,
    )


def _options(values: tuple[tuple[str, tuple[Any, ...]], ...]) -> list[tuple[str, str]]:
    return [(str(says[0].id), value_in_words(value)) for value, says in values] + [
        ("", _("Nothing decides it yet"))
    ]
