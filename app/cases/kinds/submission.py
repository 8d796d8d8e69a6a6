"""A submission to an international body, and what falls due in its procedure."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import date_edtf, line, words
from app.cases.kinds.declaration import Awaited, EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import DATE_HINT, after
from app.text import N_, _
from app.web.forms import Rules


class BodySubmission(KindRow, table=True):
    """Sent on the entry's date. `submission` is the table of forms that were sent twice."""

    __tablename__ = "body_submission"

    body: str | None = line()
    procedure: str | None = line()
    reference: str | None = line()
    state_due_edtf: str | None = date_edtf(ahead=True)
    state_due_first: date | None = None
    state_due_last: date | None = None
    state_answered_edtf: str | None = date_edtf()
    state_answered_first: date | None = None
    state_answered_last: date | None = None
    comment_due_edtf: str | None = date_edtf(ahead=True)
    comment_due_first: date | None = None
    comment_due_last: date | None = None
    commented_edtf: str | None = date_edtf()
    commented_first: date | None = None
    commented_last: date | None = None
    decided_edtf: str | None = date_edtf()
    decided_first: date | None = None
    decided_last: date | None = None
    outcome: str | None = words()


def _rules(form: Any) -> Rules:
    for name in ("state_answered", "commented", "decided"):
        yield from after(
            form, name, _("It cannot lie before the day on which it was sent; look at both dates")
        )


def _headline(fact: Told) -> str:
    body, procedure = fact.detail.body, fact.detail.procedure
    if body and procedure:
        return _("%(body)s: %(procedure)s") % {"body": body, "procedure": procedure}
    return body or procedure or ""


KIND = Kind(
    slug=EntryKind.SUBMISSION,
    label=N_("Submission to an international body"),
    hint=N_("Sent to a working group, a committee, a court beyond the country; its answers and deadlines"),
    table=BodySubmission,
    questions=(
        Question("on", N_("Sent on"), DATE_HINT),
        Question("body", N_("To which body")),
        Question("procedure", N_("Which procedure")),
        Question("state_due", N_("The State's answer is due on")),
        Question("comment_due", N_("Our comment is due on")),
    ),
    more=(
        Question("reference", N_("Their number of it")),
        Question("state_answered", N_("The State answered on")),
        Question("commented", N_("We commented on")),
        Question("outcome", N_("Outcome")),
        Question("decided", N_("Decided on")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("body", "procedure"),
    needs_name=True,
    public=("outcome", "decided"),
    consent="case",
    letters=None,
    mail=N_("submission"),
    discreet=False,
    gravity="near",
    ahead=("comment_due", "commented"),
    tells_held=False,
    is_news=False,
    read=("state_due", "state_answered", "comment_due", "commented", "decided", "outcome"),
    endings=("state_answered", "commented", "decided"),
    awaited=(
        Awaited(
            since=("state_due",),
            over=("state_answered", "outcome", "decided"),
            title=N_("The State's answer is due"),
            reason=N_("Ask the body whether the State has answered, and write it down."),
        ),
        Awaited(
            since=("comment_due",),
            over=("commented", "outcome", "decided"),
            title=N_("Our comment is due"),
            reason=N_("What the campaign says to the State's answer has to be sent by then."),
        ),
        Awaited(
            since=("commented", "state_answered", "on"),
            over=("outcome", "decided"),
            period="submission",
            title=N_("A submission without an outcome"),
            reason=N_("Ask the body how far it is."),
        ),
    ),
    seed_needs=("body",),
)
