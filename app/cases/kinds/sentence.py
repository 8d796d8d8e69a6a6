"""A punishment imposed."""

import re
from datetime import date
from typing import Any

from app.cases.kinds.columns import checked, chosen, date_edtf, entry, length_iso, line, number
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import LENGTH_HINT, range_alone
from app.cases.vocabulary import Options, word
from app.dates import Duration, DurationRange, length_in_words
from app.db import LONG
from app.text import N_, _
from app.web.forms import Rules

AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,4})?")
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
)
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
    part: str | None = chosen(SENTENCE_PARTS, 10)  # where one judgment imposes several
    supersedes_id: int | None = entry()  # the earlier sentence it relates to
    relation: str | None = chosen(SENTENCE_RELATIONS)  # how; empty means instead of it
    charge_id: int | None = entry()


def _rules(form: Any) -> Rules:
    """One length or a range; a relation has both its ends; a fine has digits and a currency."""
    yield from range_alone(form)
    yield (
        "supersedes_id",
        lambda: form.relation and form.supersedes_id is None,
        _("Choose the earlier sentence that this one relates to"),
    )
    yield (
        "amount",
        lambda: form.amount and not AMOUNT.fullmatch(form.amount),
        _("Write the amount in digits, such as 150000 or 99.50"),
    )
    yield (
        "currency",
        lambda: (form.amount or form.currency) and not re.fullmatch(r"[A-Za-z]{3}", form.currency or ""),
        _("Name the currency by its three letters, such as KZT"),
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
    return " · ".join(part for part in (form, term) if part)


KIND = Kind(
    slug=EntryKind.SENTENCE,
    label=N_("Sentence"),
    hint=N_("Prison, suspended, fine, service; also one changed on appeal"),
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
    headline_fields=("form", "length", "length_min", "length_max", "amount"),
    public=("part", "court", "starts", "regime"),
    consent="case",
    letters=("sentence",),
    mail=N_("sentence"),
    discreet=False,
    gravity="",
    tells_held=True,
    read=(
        "form", "length", "length_min", "length_max", "starts", "credited_days", "part", "supersedes_id", "relation",
    ),
    seed_needs=("form",),
)  # fmt: skip
