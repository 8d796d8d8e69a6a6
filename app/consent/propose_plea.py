"""What is asked for somebody: proposed by one person, agreed by a second; and what a case is about."""

from sqlmodel import Session

from app.cases.changes.people import add_part, column_of, edit_part
from app.cases.changes.removal import take_out
from app.cases.forms.people import PartForm
from app.cases.models import Asks, Plea, PleaState, Theme
from app.consent.changes import decide
from app.consent.forms import DecisionForm
from app.consent.models import Approval
from app.consent.queries.approvals import approvals_of_plea
from app.db import number_of
from app.refusal import Conflict
from app.sources.citation_form import CitationForm
from app.text import _

PLEA = "plea"


def save(session: Session, row: Plea | Theme, form: PartForm, source: CitationForm) -> None:
    """Keep a plea or a theme, new or changed; whatever is changed of a plea waits for a second person's yes."""
    if row.id is None:
        add_part(session, row, form, source)
    else:
        edit_part(session, row, form, source)
    if isinstance(row, Plea):
        row.state = PleaState.PROPOSED
        _ask(session, row)


def _ask(session: Session, plea: Plea) -> None:
    for open_one in approvals_of_plea(session, number_of(plea)):
        if open_one.decision is None:
            open_one.asked_by_id, open_one.asked_at = session.info["actor_id"], session.info["at"]
            return
    session.add(
        Approval(
            subject=PLEA, plea_id=number_of(plea), case_id=plea.case_id, asked_by_id=session.info["actor_id"],
            asked_at=session.info["at"],
        )
    )  # fmt: skip


def remove(session: Session, row: Plea | Theme) -> None:
    """Take a plea or a theme out; that nothing is asked is not taken out by one person alone."""
    if isinstance(row, Plea):
        if row.asks == Asks.NONE and row.state == PleaState.AGREED:
            raise Conflict(
                _(
                    "Two people agreed that nothing is asked here. Change it to what is asked; a second person sees it."
                )
            )
        for question in approvals_of_plea(session, number_of(row)):
            session.delete(question)
        session.flush()
    take_out(session, row, column_of(row))


def decide_plea(session: Session, approval: Approval, campaign_id: int, form: DecisionForm) -> str:
    """A second person's yes or no to a plea."""
    decision = decide(session, approval, campaign_id, form)
    plea = session.get_one(Plea, approval.plea_id)
    plea.state = PleaState.REFUSED if decision == "refused" else PleaState.AGREED
    return decision
