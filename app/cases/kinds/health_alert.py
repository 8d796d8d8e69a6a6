"""Illness, injury or hunger strike; open until how it ended is recorded."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import answer, chosen, date_edtf, exact_day, line
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import DATE_HINT, not_before_it_began
from app.cases.vocabulary import Options, word
from app.db import LONG
from app.text import N_, _
from app.web.forms import Rules

SEVERITIES: Options = (
    ("hunger-strike", N_("Hunger strike")),
    ("critical", N_("Critical")),
    ("serious", N_("Serious")),
    ("watch", N_("To watch")),
)
RESOLUTIONS: Options = (
    ("treated", N_("Treated")),
    ("recovered", N_("Recovered")),
    ("hunger-strike-ended", N_("Hunger strike ended")),
    ("transferred", N_("Moved to hospital")),
    ("worsened", N_("Worsened: see the next alert")),
    ("died", N_("Died")),
    ("released", N_("Released")),
)


class HealthAlert(KindRow, table=True):
    """An illness, injury or hunger strike; open until somebody records how it ended."""

    __tablename__ = "health_alert"

    condition: str | None = line(LONG)
    severity: str | None = chosen(SEVERITIES)
    care_asked: str | None = line(LONG)
    care_asked_on_edtf: str | None = date_edtf()
    care_asked_on_first: date | None = None
    care_asked_on_last: date | None = None
    care_refused: str | None = answer()
    refused_by: str | None = line()
    next_look: date | None = exact_day()
    resolved_edtf: str | None = date_edtf()
    resolved_first: date | None = None
    resolved_last: date | None = None
    resolution: str | None = chosen(RESOLUTIONS, 30)


def _rules(form: Any) -> Rules:
    """An alert never closes by itself: an end needs an outcome."""
    yield from not_before_it_began(form, "resolved")
    yield (
        "resolution",
        lambda: form.resolved and not form.resolution,
        _("Say how it ended; an alert is closed only with an outcome"),
    )


def _headline(fact: Told) -> str:
    severity, condition = word(SEVERITIES, fact.detail.severity), fact.detail.condition or ""
    if severity and condition.casefold().startswith(severity.casefold()):
        return condition
    return ": ".join(part for part in (severity, condition) if part)


KIND = Kind(
    slug=EntryKind.HEALTH_ALERT,
    label=N_("Health alert"),
    hint=N_("Illness, injury, hunger strike, care refused"),
    table=HealthAlert,
    questions=(
        Question("on", N_("Since"), DATE_HINT),
        Question("severity", N_("How serious")),
        Question("condition", N_("What is wrong"), N_("Short, such as chronic liver disease")),
        Question("care_asked", N_("Care asked for")),
        Question("care_refused", N_("Care refused")),
    ),
    more=(
        Question("care_asked_on", N_("Care asked for on")),
        Question("refused_by", N_("Refused by")),
        Question("next_look", N_("Look again on"), N_("An exact day; empty means by the usual rule")),
        Question("resolved", N_("Ended on")),
        Question("resolution", N_("How it ended")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("severity", "condition"),
    public=("care_asked", "care_refused", "care_asked_on", "resolved", "resolution"),
    consent="health",
    letters=("health", "care"),
    fades=True,
    mail="",
    discreet=False,
    gravity="life",
    tells_held=True,
    read=("severity", "resolution", "resolved"),
    endings=("resolved",),
    seed_needs=("condition", "severity"),
)
