"""Somebody of weight calls the person something: a prisoner of conscience, a hostage, held against the law."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import date_edtf, line
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import DATE_HINT, not_before_it_began
from app.db import LONG
from app.text import N_, _
from app.web.forms import Rules


class Recognition(KindRow, table=True):
    """What somebody calls the person, from the entry's date."""

    by: str | None = line()
    called: str | None = line()
    number: str | None = line()
    link: str | None = line(LONG)
    until_edtf: str | None = date_edtf(ahead=True)
    until_first: date | None = None
    until_last: date | None = None


def _rules(form: Any) -> Rules:
    yield from not_before_it_began(form, "until")


def _headline(fact: Told) -> str:
    by, called = fact.detail.by, fact.detail.called
    return _("%(by)s: %(called)s") % {"by": by, "called": called} if by and called else called or by or ""


KIND = Kind(
    slug=EntryKind.RECOGNITION,
    label=N_("Recognition"),
    hint=N_("Who calls this person what, such as a prisoner of conscience, or held against the law"),
    table=Recognition,
    questions=(
        Question("on", N_("Since"), DATE_HINT),
        Question(
            "by", N_("Who says so of the person"), N_("Such as a working group, an organisation, a court")
        ),
        Question("called", N_("What they call the person")),
        Question("number", N_("Number of the opinion or decision")),
        Question("link", N_("Link")),
    ),
    more=(Question("until", N_("Until"), N_("Leave empty while it stands")),),
    rules=_rules,
    headline=_headline,
    headline_fields=("by", "called"),
    needs_name=True,
    public=("number", "link", "until"),
    consent="case",
    letters=None,
    mail=N_("recognition"),
    discreet=True,
    gravity="",
    tells_held=False,
    is_news=False,
    read=("until",),
    seed_needs=("by", "called"),
)
