"""What somebody is accused of, and how that ended."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import chosen, date_edtf, length_iso, line
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import after
from app.cases.vocabulary import Options, word
from app.db import WORDS
from app.text import N_, _
from app.web.forms import Rules

CHARGES: Options = (
    ("inciting-social-discord", N_("Inciting social discord")),
    ("mass-disorder", N_("Taking part in mass disorder")),
    ("organising-mass-disorder", N_("Organising mass disorder")),
    ("use-of-force-against-authority", N_("Force against the authorities")),
    ("exceeding-authority", N_("Exceeding authority")),
    ("failure-to-act", N_("Failure to act")),
    ("embezzlement", N_("Embezzlement")),
    ("corruption", N_("Corruption")),
    ("cyber-offence", N_("Offence by computer")),
    ("seizure-of-property", N_("Seizure of property")),
    ("mass-suicides", N_("Causing suicides")),
    ("disobedience", N_("Disobedience")),
    ("criminal-group", N_("Organising a criminal group")),
    ("terrorism", N_("Terrorism")),
    ("extremism", N_("Extremism")),
    ("banned-organisation", N_("Membership of a banned organisation")),
    ("treason", N_("Treason")),
    ("espionage", N_("Espionage")),
    ("conspiracy", N_("Conspiracy")),
    ("propaganda-against-the-state", N_("Propaganda against the state")),
    ("false-information", N_("Spreading false information")),
    ("defamation", N_("Defamation")),
    ("insulting-head-of-state", N_("Insulting the head of state")),
    ("insulting-religion", N_("Insulting religion")),
    ("unlawful-assembly", N_("Unlawful assembly")),
    ("hooliganism", N_("Hooliganism")),
    ("resisting-police", N_("Resisting the police")),
    ("damage-to-property", N_("Damage to property")),
    ("other", N_("Another charge")),
)
CHARGE_OUTCOMES: Options = (
    ("pending", N_("Pending")),
    ("convicted", N_("Convicted")),
    ("acquitted", N_("Acquitted")),
    ("dropped", N_("Dropped")),
    ("withdrawn", N_("Withdrawn")),
)


class Charge(KindRow, table=True):
    """What somebody is accused of: article, wording as reported, the neutral name, and how it ended."""

    article: str | None = line()
    wording: str | None = line(WORDS)
    normalised: str | None = chosen(CHARGES, 40)
    outcome: str | None = chosen(CHARGE_OUTCOMES)
    outcome_on_edtf: str | None = date_edtf()
    outcome_on_first: date | None = None
    outcome_on_last: date | None = None
    maximum: str | None = length_iso()


def _rules(form: Any) -> Rules:
    yield from after(form, "outcome_on", _("The outcome cannot come before the charge; look at both dates"))


def _headline(fact: Told) -> str:
    charge = fact.detail.wording or word(CHARGES, fact.detail.normalised)
    return _("Charged: %(charge)s") % {"charge": charge} if charge else ""


def charge_in_words(fact: Told) -> str:
    """What somebody is charged with, where a label says already that it is a charge."""
    return fact.detail.wording or word(CHARGES, fact.detail.normalised) or _("Not known")


KIND = Kind(
    slug=EntryKind.CHARGE,
    label=N_("Charge"),
    hint=N_("What the person is accused of, and how that ended"),
    table=Charge,
    questions=(
        Question("normalised", N_("Charge")),
        Question("wording", N_("Wording as reported"), N_("Word for word, without quotation marks")),
        Question("article", N_("Article of the law"), N_("Such as article 164 of the criminal code")),
        Question("outcome", N_("Outcome")),
    ),
    more=(
        Question("outcome_on", N_("Date of the outcome")),
        Question("maximum", N_("Possible maximum"), N_("What the law allows; not a sentence")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("wording", "normalised"),
    public=("normalised", "article", "outcome", "outcome_on", "maximum"),
    consent="case",
    letters=("charge",),
    mail="",
    discreet=False,
    gravity="",
    tells_held=True,
    read=("outcome", "outcome_on"),
    endings=("outcome_on",),
    seed_needs=("wording", "normalised"),
    seed_assumes=(("outcome", "pending"),),
)
