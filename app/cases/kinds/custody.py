"""Arrested or held somewhere, from a date."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import answer, chosen, date_edtf, length_iso, line
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import DATE_HINT, LENGTH_HINT, not_before_it_began, range_alone
from app.cases.vocabulary import Options, for_each, slugs
from app.db import LONG
from app.text import N_, _, marked
from app.web.forms import Rules

CUSTODY_FORMS: Options = (
    ("arrest", N_("Arrest")),
    ("police-custody", N_("Police custody")),
    ("remand", N_("Remand before trial")),
    ("administrative-detention", N_("Administrative detention")),
    ("prison", N_("Prison or colony")),
    ("house-arrest", N_("House arrest")),
    ("punishment-cell", N_("Punishment cell, inside a prison")),
    ("psychiatric", N_("Psychiatric hospital or ward")),
    ("immigration", N_("Immigration detention")),
    ("military", N_("Military custody")),
)
WHEREABOUTS: Options = (
    ("denied", N_("The authorities deny holding the person")),
    ("unknown", N_("Nobody says where the person is")),
)
IN_HEADLINES = for_each(
    slugs(CUSTODY_FORMS),
    {
        "arrest": N_("Arrested"),
        "police-custody": N_("Held by the police"),
        "remand": N_("Held before trial"),
        "administrative-detention": N_("In administrative detention"),
        "prison": N_("Held in prison"),
        "house-arrest": N_("Under house arrest"),
        "punishment-cell": N_("In a punishment cell"),
        "psychiatric": N_("Held in psychiatric care"),
        "immigration": N_("In immigration detention"),
        "military": N_("In military custody"),
    },
)


MISSING = for_each(
    slugs(WHEREABOUTS),
    {"denied": N_("Taken; the authorities deny it"), "unknown": N_("Taken; nobody says where to")},
)


class Custody(KindRow, table=True):
    """Held somewhere, from the entry's date; or taken, and nobody says where to."""

    form: str | None = chosen(CUSTODY_FORMS, 30)
    by_whom: str | None = line()
    until_edtf: str | None = date_edtf(ahead=True)
    until_first: date | None = None
    until_last: date | None = None
    ordered_until_edtf: str | None = date_edtf(ahead=True)
    ordered_until_first: date | None = None
    ordered_until_last: date | None = None
    length: str | None = length_iso()
    length_min: str | None = length_iso()
    length_max: str | None = length_iso()
    court: str | None = line()
    reason: str | None = line(LONG)
    lawyer: str | None = answer()
    whereabouts: str | None = chosen(WHEREABOUTS)
    incommunicado: str | None = answer()
    prisoner_number: str | None = line()


def _rules(form: Any) -> Rules:
    yield from range_alone(form)
    yield from not_before_it_began(form, "until")


def _headline(fact: Told) -> str:
    form = fact.detail.form
    if fact.detail.whereabouts in MISSING:
        return marked(MISSING[fact.detail.whereabouts])
    words = marked(IN_HEADLINES[form]) if form in IN_HEADLINES else _("In custody")
    where = fact.facility or fact.place
    return f"{words}: {where}" if where else words


KIND = Kind(
    slug=EntryKind.CUSTODY,
    label=N_("Arrest or custody"),
    hint=N_("Arrested, held, remanded, moved; taken and not seen since; with the place and until when"),
    table=Custody,
    questions=(
        Question("on", N_("From"), DATE_HINT),
        Question("form", N_("What kind")),
        Question("place_text", N_("Where")),
        Question("until", N_("Until"), N_("Leave empty while it goes on")),
        Question("ordered_until", N_("Ordered until"), N_("The last day a court has ordered")),
    ),
    more=(
        Question("by_whom", N_("By whom")),
        Question(
            "whereabouts",
            N_("Denied or not told"),
            N_("Where nobody admits to holding the person: the case stands as missing"),
        ),
        Question("incommunicado", N_("Cut off from everybody outside")),
        Question(
            "prisoner_number", N_("Prisoner number"), N_("For mail to the prison; never on a public page")
        ),
        Question("reason", N_("For what, as reported")),
        Question("length", N_("Length ordered"), LENGTH_HINT),
        Question("length_min", N_("Length: at least")),
        Question("length_max", N_("Length: at most")),
        Question("court", N_("Court")),
        Question("lawyer", N_("Could see a lawyer")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("whereabouts", "form", "facility", "place"),
    public=("until", "ordered_until", "reason", "length", "length_min", "length_max", "court"),
    consent="case",
    letters=("missing", "held", "arrest", "days"),
    mail=N_("whereabouts"),
    discreet=False,
    gravity="near",
    ahead=("ordered_until", ""),
    tells_held=True,
    read=("form", "whereabouts", "until", "ordered_until", "length", "length_min", "length_max"),
    endings=("until",),
    renews=("form", "court", "by_whom", "reason", "incommunicado", "prisoner_number"),
    ends=("ordered_until", "until"),
    seed_needs=("form",),
)
