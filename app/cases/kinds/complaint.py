"""A complaint to an authority: to whom, about what, and the answer; or why none is possible."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import date_edtf, line, words
from app.cases.kinds.declaration import Awaited, EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import after
from app.text import N_, _
from app.web.forms import Rules


class Complaint(KindRow, table=True):
    """A complaint, made on the entry's date."""

    to_whom: str | None = line()
    about: str | None = words()
    by_whom: str | None = line()
    reference: str | None = line()
    answered_edtf: str | None = date_edtf()
    answered_first: date | None = None
    answered_last: date | None = None
    answer: str | None = words()
    none_possible: str | None = words()


def _rules(form: Any) -> Rules:
    yield from after(form, "answered", _("It cannot be answered before it was made; look at both dates"))


def _headline(fact: Told) -> str:
    if fact.detail.none_possible and not fact.detail.to_whom:
        return _("No complaint possible")
    return _("Complaint to %(whom)s") % {"whom": fact.detail.to_whom} if fact.detail.to_whom else ""


KIND = Kind(
    slug=EntryKind.COMPLAINT,
    label=N_("Complaint"),
    hint=N_("To a prosecutor, a prison, an ombudsman; its answer, or why none is possible"),
    table=Complaint,
    questions=(
        Question("to_whom", N_("To whom")),
        Question("about", N_("About what")),
        Question("answer", N_("Answer"), N_("Leave empty while none has come")),
        Question("none_possible", N_("None is possible, because")),
    ),
    more=(
        Question("answered", N_("Answered on")),
        Question("by_whom", N_("By whom it was made")),
        Question("reference", N_("Their number of it")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("to_whom", "none_possible"),
    public=("answered",),
    consent="case",
    letters=None,
    mail=N_("complaint"),
    discreet=False,
    gravity="",
    tells_held=False,
    is_news=False,
    read=("answered", "answer", "none_possible"),
    endings=("answered",),
    awaited=(
        Awaited(
            since=("on",),
            over=("answer", "answered", "none_possible"),
            period="complaint",
            title=N_("A complaint without an answer"),
            reason=N_("No answer is recorded: ask for one, or complain further."),
        ),
    ),
    seed_needs=(),
)
