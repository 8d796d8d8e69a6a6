"""What somebody has to keep to in freedom, and until when: bail, an undertaking not to leave, a curfew."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import checked, chosen, date_edtf, words
from app.cases.kinds.declaration import Awaited, EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import DATE_HINT, after, not_before_it_began, sum_of_money
from app.cases.vocabulary import Options, word
from app.dates import in_words
from app.text import N_, _
from app.web.forms import Rules

CONDITIONS: Options = (
    ("bail", N_("Bail")),
    ("undertaking", N_("Undertaking not to leave")),
    ("supervision", N_("Supervision")),
    ("probation", N_("Duties of probation")),
    ("travel-ban", N_("Travel ban")),
    ("curfew", N_("Curfew")),
    ("other", N_("Another condition")),
)
ENDED = ("ended",)


class Condition(KindRow, table=True):
    """In force from the entry's date. It frees nobody and holds nobody: custody and release say so."""

    __tablename__ = "custody_condition"

    form: str | None = chosen(CONDITIONS)
    until_edtf: str | None = date_edtf()
    until_first: date | None = None
    until_last: date | None = None
    terms: str | None = words()
    amount: str | None = checked(20)
    currency: str | None = checked(3)
    breached_edtf: str | None = date_edtf()
    breached_first: date | None = None
    breached_last: date | None = None
    breach: str | None = words()
    ended_edtf: str | None = date_edtf()
    ended_first: date | None = None
    ended_last: date | None = None


def _rules(form: Any) -> Rules:
    yield from not_before_it_began(form, "until")
    yield from not_before_it_began(form, "ended")
    yield from after(form, "breached", _("It cannot be broken before it began; look at both dates"))
    yield from sum_of_money(form)


def _headline(fact: Told) -> str:
    detail = fact.detail
    sum_ = f"{detail.amount} {detail.currency}" if detail.amount else ""
    said = " · ".join(part for part in (word(CONDITIONS, detail.form), sum_) if part)
    until = getattr(fact, "fuzzy", lambda _name: None)("until")
    return _("%(what)s, until %(day)s") % {"what": said, "day": in_words(until)} if said and until else said


KIND = Kind(
    slug=EntryKind.CONDITION,
    label=N_("Condition"),
    hint=N_("Bail, an undertaking not to leave, supervision, a travel ban, a curfew; with its end"),
    table=Condition,
    questions=(
        Question("on", N_("In force from"), DATE_HINT),
        Question("form", N_("What kind")),
        Question("until", N_("Last day"), N_("Leave empty while it is not known")),
        Question("terms", N_("What it asks"), N_("Such as reporting to the police every week")),
    ),
    more=(
        Question("amount", N_("Bail: sum"), N_("Such as 150000 or 99.50")),
        Question("currency", N_("Bail: currency"), N_("Three letters, such as KZT")),
        Question("breached", N_("Said to be broken on")),
        Question("breach", N_("What is said to have broken it")),
        Question("ended", N_("Lifted on")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("form", "amount"),
    public=("until", "ended"),
    consent="case",
    letters=("condition",),
    mail=N_("condition"),
    discreet=False,
    gravity="",
    ahead=("until", "ended"),
    tells_held=False,
    read=("form", "until", "breached", "ended"),
    endings=("breached", "ended"),
    awaited=(
        Awaited(
            since=("until",),
            over=ENDED,
            period="condition",
            before=True,
            title=N_("A condition is about to end"),
            reason=N_("Ask whether it is lifted or prolonged, and write it down."),
        ),
        Awaited(
            since=("breached",),
            over=ENDED,
            title=N_("A condition is said to be broken"),
            reason=N_("Ask what follows: a warning, a fine, custody."),
        ),
        Awaited(
            since=("on",),
            over=ENDED,
            unless=("until",),
            period="condition-open",
            title=N_("A condition whose end is not known"),
            reason=N_("Ask until when it is in force."),
        ),
    ),
    renews=("form", "terms"),
    ends=("on",),
    seed_needs=("form",),
)
