"""A punishment imposed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.cases.kinds.columns import answer, checked, chosen, date_edtf, entry, length_iso, line, number
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import LENGTH_HINT, range_alone, sum_of_money
from app.cases.vocabulary import Options, word
from app.dates import Duration, DurationRange, length_in_words
from app.db import LONG
from app.text import N_, _, ngettext
from app.web.forms import Rules

SENTENCE_FORMS: Options = (
    ("prison", N_("Prison")),
    ("suspended", N_("Suspended")),
    ("conditional", N_("Conditional")),
    ("probation", N_("Probation")),
    ("amnesty", N_("Amnesty")),
    ("released-at-verdict", N_("Released at the verdict")),
    ("community-service", N_("Community service")),
    ("administrative-detention", N_("Administrative detention")),
    ("fine", N_("Fine")),
    ("life", N_("Life in prison")),
    ("life-without-parole", N_("Life in prison without parole")),
    ("death", N_("Death")),
    ("restriction-of-liberty", N_("Restriction of liberty")),
    ("forced-labour", N_("Forced labour")),
    ("compulsory-treatment", N_("Compulsory treatment")),
    ("exile", N_("Exile")),
    ("corporal", N_("Corporal punishment")),
    ("ban", N_("Ban on a profession or an act")),
    ("travel-ban", N_("Travel ban")),
    ("confiscation", N_("Confiscation")),
    ("loss-of-citizenship", N_("Loss of citizenship")),
    ("loss-of-rank", N_("Loss of rank")),
    ("supervision", N_("Supervision after release")),
)
DEATH, EXILE = "death", "exile"
ENDLESS = frozenset({"life", "life-without-parole", DEATH})
IN_PRISON = ENDLESS | {"prison"}  # whoever serves it is held; of all others a custody entry has to say so
SENTENCE_PARTS: Options = (("main", N_("Main penalty")), ("further", N_("Further penalty")))
SENTENCE_RELATIONS: Options = (
    ("instead-of", N_("Instead of it")),
    ("added-to", N_("Added to it: begins when it ends")),
    ("served-beside", N_("Served beside it")),
    ("not-known", N_("Not known")),
)


class Sentence(KindRow, table=True):
    """A punishment imposed. An exact term, or a range; a statutory maximum is kept apart from both."""

    form: str | None = chosen(SENTENCE_FORMS, 30)
    length: str | None = length_iso()
    length_min: str | None = length_iso()
    length_max: str | None = length_iso()
    statutory_maximum: str | None = length_iso()
    regime: str | None = line()
    court: str | None = line()
    judge: str | None = line()
    starts_edtf: str | None = date_edtf(ahead=True)
    starts_first: date | None = None
    starts_last: date | None = None
    credited_days: int | None = number()
    credit_note: str | None = line(LONG)
    amount: str | None = checked(20)
    currency: str | None = checked(3)
    enforceable: str | None = length_iso()
    ends_edtf: str | None = date_edtf()
    ends_first: date | None = None
    ends_last: date | None = None
    execution_edtf: str | None = date_edtf()
    execution_first: date | None = None
    execution_last: date | None = None
    in_absentia: str | None = answer()
    lashes: int | None = number()
    of_what: str | None = line(LONG)
    part: str | None = chosen(SENTENCE_PARTS, 10)  # where one judgment imposes several
    supersedes_id: int | None = entry()  # the earlier sentence it relates to
    relation: str | None = chosen(SENTENCE_RELATIONS)  # how; empty means instead of it
    charge_id: int | None = entry()


def _rules(form: Any) -> Rules:
    """One length or a range, for life none; a relation has both its ends; a fine has digits and a currency."""
    yield from range_alone(form)
    yield from _endless(form)
    yield (
        "supersedes_id",
        lambda: form.relation and form.supersedes_id is None,
        _("Choose the earlier sentence that this one relates to"),
    )
    yield from sum_of_money(form)


def _endless(form: Any) -> Rules:
    """Life and death have no length and no end; a date is set for nothing but a death sentence."""
    given = [
        name for name in ("length", "length_min", "length_max", "enforceable", "ends") if getattr(form, name)
    ]
    yield (
        given[0] if given else "length",
        lambda: given and form.form in ENDLESS,
        _("A sentence for life or to death has no length and no end; leave this empty"),
    )
    yield (
        "execution",
        lambda: form.execution is not None and form.form != DEATH,
        _("A date of execution belongs to a death sentence; choose that kind above"),
    )
    yield (
        "lashes",
        lambda: form.lashes is not None and form.form != "corporal",
        _("Lashes are a penalty of their own; choose corporal punishment above"),
    )


def term_in_words(fact: Told) -> str:
    """A sentence's kind and length: "5 years, prison"; a range stays a range."""
    detail = fact.detail
    form = word(SENTENCE_FORMS, detail.form)
    term = ""
    if detail.length:
        term = length_in_words(Duration.parse(detail.length))
    elif detail.length_min or detail.length_max:
        least, most = (
            Duration.parse(text) if text else None for text in (detail.length_min, detail.length_max)
        )
        term = length_in_words(DurationRange(least, most))
    if detail.amount:
        term = f"{detail.amount} {detail.currency}"
    return " · ".join(part for part in (form, term, *_terms(detail)) if part)


def _terms(detail: Any) -> Iterator[str]:
    """What else its one line tells: lashes, the part to be served, an absence, a date that was set."""
    if detail.lashes:
        yield ngettext("%(n)s lash", "%(n)s lashes", detail.lashes) % {"n": detail.lashes}
    if detail.of_what and detail.form != EXILE:  # where somebody is, is told where places may be told
        yield detail.of_what
    if detail.enforceable:
        yield _("%(length)s to be served") % {"length": length_in_words(Duration.parse(detail.enforceable))}
    if detail.in_absentia == "yes":
        yield _("in absence")


KIND = Kind(
    slug=EntryKind.SENTENCE,
    label=N_("Sentence"),
    hint=N_("Prison, life, death, exile, a ban, a fine; also one changed on appeal"),
    table=Sentence,
    questions=(
        Question("form", N_("What kind")),
        Question("length", N_("Length"), LENGTH_HINT),
        Question(
            "supersedes_id",
            N_("An earlier sentence it relates to"),
            N_("One that it changes, is added to or is served beside"),
        ),
        Question("relation", N_("How it relates to the earlier one")),
    ),
    more=(
        Question("part", N_("Main or further penalty")),
        Question("court", N_("Court")),
        Question("in_absentia", N_("Passed in absence"), N_("Nobody is said to be held by it")),
        Question("enforceable", N_("Of it to be served"), N_("Such as 5 years of 8")),
        Question("lashes", N_("Lashes: how many")),
        Question("of_what", N_("What is banned, taken or lost, or the place of exile")),
        Question("ends", N_("Ends on, where the court names the day")),
        Question("execution", N_("Execution set for"), N_("An execution itself is recorded as a death")),
        Question("starts", N_("Counts from"), N_("Often the day of the arrest")),
        Question("credited_days", N_("Days credited")),
        Question("credit_note", N_("Why they are credited")),
        Question("length_min", N_("If only a range is known: at least")),
        Question("length_max", N_("If only a range is known: at most")),
        Question(
            "statutory_maximum", N_("Maximum the law allows"), N_("Kept apart: it is not a sentence")
        ),
        Question("regime", N_("Regime")),
        Question("judge", N_("Judge")),
        Question("amount", N_("Fine: amount"), N_("Such as 150000 or 99.50")),
        Question("currency", N_("Fine: currency"), N_("Three letters, such as KZT")),
    ),
    rules=_rules,
    bound=(("supersedes_id", "relation"),),
    headline=term_in_words,
    needs_name=True,
    headline_fields=("form", "length", "length_min", "length_max", "amount", "lashes", "of_what", "enforceable"),
    public=("part", "court", "starts", "regime", "enforceable", "ends", "in_absentia", "lashes"),
    consent="case",
    letters=("sentence",),
    mail=N_("sentence"),
    discreet=False,
    gravity="",
    tells_held=True,
    read=(
        "form", "length", "length_min", "length_max", "starts", "credited_days", "part", "supersedes_id", "relation",
        "enforceable", "ends", "execution", "in_absentia",
    ),
    renews=("court", "judge", "in_absentia"),
    ends=("on",),  # several penalties of one judgment
    seed_needs=("form",),
)  # fmt: skip
