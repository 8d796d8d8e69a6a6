"""The job that removes bytes which no row knows: of uploads that broke off, and of deletions cut short."""

from datetime import timedelta

from app.cases.queries.attachments import stored_names
from app.files.storage import Shelf
from app.jobs.schedule import Every, Job, Step
from app.text import N_, _

SPARED = timedelta(hours=1)  # an upload in progress has its bytes before it has its row


def sweep_files(step: Step) -> str:
    """Remove them and say how many there were."""
    shelf = Shelf(step.data_dir)
    before = step.now - SPARED
    with step.database.reading() as session:
        known = stored_names(session)
    return _("%(n)s files removed that nothing knew") % {"n": shelf.sweep(known, before)}


SWEEP = Job(
    "sweep-files", Every(timedelta(hours=1)), sweep_files, title=N_("Remove files that nothing knows")
)
