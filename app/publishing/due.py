"""Due dates that publishing brings: a page that the case has left behind, and requests that wait for an answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from app.clock import recorded_day
from app.consent.queries.consents import AsOf
from app.publishing.queries.correction_requests import Waiting, unanswered
from app.publishing.queries.public_pages import current_pages, edited_at
from app.reviews.due_date import Due, Urgency
from app.text import _, day_in_words, ngettext

ANSWER_DAYS, APPROVE_DAYS = 3, 7


def dues_of_pages(session: Session, case_ids: Sequence[int], today: date) -> Iterable[tuple[int, Due]]:
    """Pages of these cases that no longer say what the case says."""
    pages = current_pages(session, case_ids)
    if not pages:
        return
    from app.publishing.up_to_date import behind  # composing pages is for cases that have one

    for page in pages:
        found = behind(session, page, AsOf(today, today))
        if found:
            edited = edited_at(session, page.case_id) or page.approved_at
            day = recorded_day(max(edited, page.approved_at))
            yield page.case_id, _page_due(page.id, page.reference, len(found), day)


def _page_due(number: int, reference: str, count: int, since: date) -> Due:
    due = since + timedelta(days=APPROVE_DAYS)
    reason = ngettext(
        "The public page differs from the case in %(n)s thing.",
        "The public page differs from the case in %(n)s things.",
        count,
    ) % {"n": count}
    reason += " " + _("It shows what was approved until somebody approves anew.")
    return Due(
        rule="page-behind", subject=f"page-{number}", due=due, last=due, title=_("Approve the public page anew"),
        reason=reason,
        arithmetic=(
            _("changed on %(day)s") % {"day": day_in_words(since)}, _("plus %(n)s days") % {"n": APPROVE_DAYS},
        ),
        urgency=Urgency.NEWS, href=f"/cases/{reference}/public",
    )  # fmt: skip


def dues_of_requests(session: Session, campaign_ids: Sequence[int], today: date) -> Iterator[tuple[int, Due]]:  # noqa: ARG001 - every feature is asked the same question
    """Requests to correct or remove that nobody has answered; one of no campaign is everybody's."""
    for waiting in unanswered(session, campaign_ids):
        for campaign_id in campaign_ids if waiting.campaign_id is None else (waiting.campaign_id,):
            yield campaign_id, _request_due(waiting)


def _request_due(waiting: Waiting) -> Due:
    came = recorded_day(waiting.received_at)
    due = came + timedelta(days=ANSWER_DAYS)
    about = _("a person") if waiting.about_person else _("a page")
    return Due(
        rule="correction", subject=f"correction-{waiting.id}", due=due, last=due,
        title=_("Answer a request to correct or remove"),
        reason=_("Somebody outside asks to correct or remove something about %(what)s.") % {"what": about},
        arithmetic=(
            _("received on %(day)s") % {"day": day_in_words(came)}, _("plus %(n)s days") % {"n": ANSWER_DAYS},
        ),
        urgency=Urgency.LAW if waiting.about_person else Urgency.HAND, href=f"/corrections/{waiting.id}",
    )  # fmt: skip
