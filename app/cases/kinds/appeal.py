"""An appeal to a court."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import answer, chosen, date_edtf, entry, line, words
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import DATE_HINT, begins_before
from app.cases.vocabulary import Options, word
from app.text import N_, _
from app.web.forms import Rules

APPEAL_LEVELS: Options = (
    ("appeal", N_("Appeal")),
    ("cassation", N_("Cassation")),
    ("supervisory", N_("Supervisory review")),
)
APPEAL_OUTCOMES: Options = (
    ("pending", N_("Pending")),
    ("rejected", N_("Rejected")),
    ("reduced", N_("Sentence reduced")),
    ("quashed", N_("Verdict quashed")),
    ("upheld", N_("Upheld")),
    ("withdrawn", N_("Withdrawn")),
    ("returned", N_("Sent back")),
)


class CourtAppeal(KindRow, table=True):
    """An appeal to a court, with its outcome for this person."""

    __tablename__ = "court_appeal"

    level: str | None = chosen(APPEAL_LEVELS)
    lodged_edtf: str | None = date_edtf()
    lodged_first: date | None = None
    lodged_last: date | None = None
    deadline_edtf: str | None = date_edtf(ahead=True)
    deadline_first: date | None = None
    deadline_last: date | None = None
    decided_edtf: str | None = date_edtf()
    decided_first: date | None = None
    decided_last: date | None = None
    court: str | None = line()
    judge: str | None = line()
    grounds: str | None = words()
    outcome: str | None = chosen(APPEAL_OUTCOMES)
    resulting_sentence_id: int | None = entry()
    present: str | None = answer()


def _rules(form: Any) -> Rules:
    yield (
        "decided",
        lambda: begins_before(form.decided, form.lodged),
        _("It cannot be decided before it was lodged; look at both dates"),
    )


def _headline(fact: Told) -> str:
    level = word(APPEAL_LEVELS, fact.detail.level) or _("Appeal")
    outcome = word(APPEAL_OUTCOMES, fact.detail.outcome)
    return f"{level}: {outcome.lower()}" if outcome else level


KIND = Kind(
    slug=EntryKind.APPEAL,
    label=N_("Appeal to a court"),
    hint=N_("Lodged, decided, its deadline"),
    table=CourtAppeal,
    questions=(
        Question("on", N_("Date of the decision, else of lodging"), DATE_HINT),
        Question("level", N_("Level")),
        Question("court", N_("Court")),
        Question("outcome", N_("Outcome")),
        Question("deadline", N_("Deadline"), N_("Last day on which it may be lodged")),
    ),
    more=(
        Question("lodged", N_("Lodged on")),
        Question("decided", N_("Decided on")),
        Question("judge", N_("Judge")),
        Question("grounds", N_("Grounds")),
        Question("resulting_sentence_id", N_("Sentence that came of it")),
        Question("present", N_("The person was in court")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("level", "outcome"),
    public=("court", "lodged", "decided"),
    consent="case",
    letters=("appeal",),
    mail=N_("appeal"),
    discreet=True,
    gravity="near",
    ahead=("deadline", "lodged"),
    tells_held=True,
    read=("outcome", "lodged", "deadline", "decided"),
    endings=("lodged", "decided"),
    seed_needs=("level", "outcome"),
)
