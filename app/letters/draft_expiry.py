"""Drafts that nobody touches any more are withdrawn: what they say grows old, and somebody might send it one day."""

from datetime import timedelta

from app.jobs.schedule import Daily, Job, Step
from app.letters.changes import withdraw_letter
from app.letters.queries.letters import untouched_drafts
from app.text import N_, _, ngettext

KEPT = timedelta(days=60)
PIECE = 100  # in one transaction, so that others can save in between


def withdraw_old_drafts(step: Step) -> str:
    """Withdraw them, with the reason; the words stay to be read, and drafting anew takes the newest facts."""
    withdrawn = 0
    while not step.stop.is_set():
        with step.database.writing(actor="vigil", at=step.now) as session:
            drafts = untouched_drafts(session, step.now - KEPT, PIECE)
            for letter in drafts:
                withdraw_letter(
                    session, letter, _("Nobody touched this draft for %(n)s days.") % {"n": KEPT.days}
                )
        withdrawn += len(drafts)
        if len(drafts) < PIECE:
            break
    return ngettext("%(n)s old draft withdrawn", "%(n)s old drafts withdrawn", withdrawn) % {"n": withdrawn}


OLD_DRAFTS = Job("drafts", Daily(3), withdraw_old_drafts, title=N_("Withdraw drafts of letters left lying"))
