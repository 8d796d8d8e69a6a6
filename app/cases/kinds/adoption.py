"""Somebody has taken the person on: a member of a parliament, a branch, a city."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import chosen, date_edtf, line
from app.cases.kinds.declaration import Awaited, EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import DATE_HINT, after, not_before_it_began
from app.cases.vocabulary import Options, word
from app.text import N_, _
from app.web.forms import Rules

ADOPTERS: Options = (
    ("parliament", N_("A member of a parliament")),
    ("branch", N_("A branch of a union, party or group")),
    ("city", N_("A city or town")),
    ("other", N_("Somebody else")),
)


class Adoption(KindRow, table=True):
    """Taken on from the entry's date."""

    sort: str | None = chosen(ADOPTERS)
    by: str | None = line()
    until_edtf: str | None = date_edtf(ahead=True)
    until_first: date | None = None
    until_last: date | None = None
    asked_edtf: str | None = date_edtf()
    asked_first: date | None = None
    asked_last: date | None = None


def _rules(form: Any) -> Rules:
    yield from not_before_it_began(form, "until")
    yield from after(
        form, "asked", _("They cannot have been asked before they took it on; look at both dates")
    )


def _headline(fact: Told) -> str:
    by = fact.detail.by or word(ADOPTERS, fact.detail.sort).lower()
    return _("Adopted by %(by)s") % {"by": by} if by else ""


KIND = Kind(
    slug=EntryKind.ADOPTION,
    label=N_("Adoption"),
    hint=N_("A member of a parliament, a branch or a city has taken the person on"),
    table=Adoption,
    questions=(
        Question("on", N_("Since"), DATE_HINT),
        Question("sort", N_("Who took the person on")),
        Question("by", N_("Their name")),
        Question("asked", N_("Last asked on"), N_("When somebody of us last asked what they have done")),
        Question("until", N_("Until"), N_("Leave empty while it stands")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("by", "sort"),
    public=("until",),
    consent="case",
    letters=None,
    mail=N_("adoption"),
    discreet=True,
    gravity="",
    tells_held=False,
    is_news=False,
    read=("until", "asked"),
    awaited=(
        Awaited(
            since=("asked", "on"),
            over=("until",),
            period="adoption",
            title=N_("Ask those who took the person on"),
            reason=N_("It is long since anybody asked what they have done."),
        ),
    ),
    seed_needs=(),
)
