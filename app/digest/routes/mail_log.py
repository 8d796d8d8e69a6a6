"""The state of the post: every mail, and what a person decides about one."""

from collections.abc import Callable

from sqlmodel import Session
from starlette.responses import Response

from app.digest.queries.mail_log import MailView, mail_for, mails_for
from app.digest.vocabulary import MAIL_KINDS, state_words
from app.mail.queries import line_state
from app.mail.server_state import stop_line
from app.mail.undecided import arrived, give_up, resume_address, send_again
from app.refusal import Conflict, NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.pages import page, see_other
from app.web.policy import manager, runner
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/mail", who=manager)
def post(visit: Visit) -> Response:
    """Every mail's state, those that need a person first; their words are not shown."""
    mails = mails_for(visit.session, visit.me)
    line = line_state(visit.session) if visit.me.may_somewhere(Right.RUN) else None
    return page(visit, "digest/post.html", mails=mails, line=line, state_words=state_words, kinds=MAIL_KINDS)


@doors.post("/mail/line", who=runner)
def post_line(visit: Visit) -> Response:
    """Stop all mail for maintenance, or let it go on."""
    stopped = visit.submitted.one("decision") == "stop"
    stop_line(visit.session, stopped=stopped)
    return see_other("/mail", _("All mail waits now.") if stopped else _("Mail goes out again."))


@doors.post("/mail/{mail_id}", who=manager)
def post_decision(visit: Visit, mail_id: RowId) -> Response:
    """What a person knows or wants about one mail."""
    mail = mail_for(visit.session, visit.me, mail_id)
    decide = DECISIONS.get(visit.submitted.one("decision"))
    if mail is None or decide is None:
        raise NotFound
    if not decide(visit.session, mail):
        raise Conflict(_("That mail has moved on meanwhile, so nothing was changed."))
    return see_other("/mail", _("Noted."))


def _resume(session: Session, mail: MailView) -> bool:
    resume_address(session, mail.address)
    return True


DECISIONS: dict[str, Callable[[Session, MailView], bool]] = {
    "arrived": lambda session, mail: arrived(session, mail.id),
    "again": lambda session, mail: send_again(session, mail.id),
    "drop": lambda session, mail: give_up(session, mail.id),
    "resume": _resume,
}
