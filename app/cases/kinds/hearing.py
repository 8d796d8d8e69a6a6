"""A sitting of a court, held or ahead."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import chosen, clock_time, date_edtf, line, time_zone, words
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import not_before_it_began
from app.cases.vocabulary import Options, word
from app.text import N_, _
from app.web.forms import Rules

STAGES: Options = (
    ("remand", N_("Remand hearing")),
    ("trial", N_("Trial")),
    ("verdict", N_("Verdict")),
    ("appeal", N_("Appeal hearing")),
    ("cassation", N_("Cassation hearing")),
    ("testimony", N_("Testimony as a witness")),
    ("other", N_("Another hearing")),
)
OPENNESS: Options = (("open", N_("Open to the public")), ("closed", N_("Closed")))


class Hearing(KindRow, table=True):
    """A sitting of a court, held or ahead. `time` is local, in `zone`."""

    stage: str | None = chosen(STAGES)
    time: str | None = clock_time()
    zone: str | None = time_zone()
    court: str | None = line()
    judge: str | None = line()
    openness: str | None = chosen(OPENNESS, 10)
    until_edtf: str | None = date_edtf(ahead=True)
    until_first: date | None = None
    until_last: date | None = None
    result: str | None = words()


def _rules(form: Any) -> Rules:
    yield from not_before_it_began(form, "until")
    yield (
        "time",
        lambda: form.time and not (form.on and form.on.is_exact_day),
        _("A time needs an exact day; give the day, or leave the time empty"),
    )


def _headline(fact: Told) -> str:
    stage = word(STAGES, fact.detail.stage) or _("Hearing")
    return f"{stage}, {fact.detail.court}" if fact.detail.court else stage


KIND = Kind(
    slug=EntryKind.HEARING,
    label=N_("Hearing"),
    hint=N_("A sitting of a court, held or ahead"),
    table=Hearing,
    questions=(
        Question("stage", N_("What kind")),
        Question("time", N_("Time"), N_("On the clock of the place, such as 10:30")),
        Question("court", N_("Court")),
        Question("result", N_("Result"), N_("Leave empty while it lies ahead")),
    ),
    more=(
        Question("openness", N_("Open or closed")),
        Question("zone", N_("Time zone there"), N_("Such as Asia/Aqtau")),
        Question("until", N_("Last day")),
        Question("judge", N_("Judge")),
    ),
    rules=_rules,
    headline=_headline,
    needs_name=True,
    headline_fields=("stage", "court"),
    public=("time", "court", "result", "openness", "until"),
    consent="case",
    letters=("hearing",),
    mail=N_("hearing"),
    discreet=True,
    gravity="near",
    ahead=("on", "result"),
    tells_held=True,
    read=("stage", "result", "until"),
    endings=("until",),
    seed_needs=("stage",),
)
