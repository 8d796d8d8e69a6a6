"""Many letters at once: asked for in one save, drafted a few at a time, each with its letter or why there is none."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session

from app.accounts.models import Volunteer
from app.accounts.queries import campaigns
from app.cases.models import Case
from app.clock import civil_date
from app.db import number_of
from app.jobs.schedule import Every, Job, Step
from app.letters.changes import keep_draft
from app.letters.drafting import misfit
from app.letters.liquid_text import BadWords
from app.letters.models import LetterBatch, LetterBatchItem
from app.letters.new_draft import Choice, drafted
from app.letters.queries.batches import how_far, something_waits, waiting_batches, waiting_items
from app.letters.queries.offices import office_by_key
from app.refusal import Refusal
from app.settings import Settings
from app.text import N_, _, ngettext

AT_ONCE = 6  # in the save itself, so that a few letters are there at once
PIECE = 5  # in one transaction of the job, so that others can save in between


def ask_for(
    session: Session, batch: LetterBatch, wanted: Sequence[tuple[int, str]], settings: Settings
) -> LetterBatch:
    """Keep what is asked for, case and office each, and draft the first few."""
    session.add(batch)
    session.flush()
    session.add_all(
        LetterBatchItem(batch_id=number_of(batch), case_id=case_id, office=office)
        for case_id, office in wanted
    )
    session.flush()
    draft_next(session, batch, AT_ONCE, settings)
    return batch


def draft_next(session: Session, batch: LetterBatch, most: int, settings: Settings) -> int:
    """Draft the next letters of a batch; how many were dealt with."""
    items = waiting_items(session, number_of(batch), most)
    zones = {number_of(one): one.days for one in campaigns(session, [batch.campaign_id])}
    today = civil_date(session.info["at"], zones[batch.campaign_id], settings.today)
    for item in items:
        case = session.get_one(Case, item.case_id)
        office = office_by_key(session, item.office)
        if office is None:
            item.why_not = _("This office is no longer in the directory.")
            continue
        seed = number_of(item)  # many equal letters count as one
        choice = Choice(batch.kind, office, batch.language, seed, batch.own_line or "")
        try:
            made = drafted(session, case, choice, today, settings.today)
        except (BadWords, Refusal) as fault:
            item.why_not = str(fault)[:400]
        else:
            item.why_not = misfit(made.briefing, made.kind) or None
            item.letter_id = None if item.why_not else keep_draft(session, case, choice, made).id
    session.flush()
    done, total = how_far(session, number_of(batch))
    if done == total:
        batch.ended_at = session.info["at"]
    return len(items)


def _run(step: Step) -> str:
    """Draft what waits, a few letters in each transaction, until all is done or the process is asked to end."""
    drafted_in_all = 0
    with step.database.reading() as session:
        waiting = [number_of(batch) for batch in waiting_batches(session)]
    for batch_id in waiting:
        while not step.stop.is_set():
            with step.database.writing(actor="vigil", at=step.now) as session:
                batch = session.get_one(LetterBatch, batch_id)
                author = session.get(Volunteer, batch.made_by_id) if batch.made_by_id else None
                if author is not None:
                    session.info.update(actor_id=author.id, actor=author.name)
                count = draft_next(session, batch, PIECE, step.settings)
                step.progress(*how_far(session, batch_id))
                ended = batch.ended_at is not None
            drafted_in_all += count
            if ended or not count:
                break
    return ngettext("%(n)s letter dealt with", "%(n)s letters dealt with", drafted_in_all) % {
        "n": drafted_in_all
    }


BATCHES = Job(
    "letters",
    Every(timedelta(seconds=2)),
    _run,
    something_waits,
    title=N_("Draft the letters asked for together"),
)
