"""Taking a document in, whole or not at all: the shipped seed, or a file in the shape of an export."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.db import Database
from app.history.bulk_writing import Bulk
from app.history.pinned import WHOLE_PICTURE
from app.intake.after_loading import follow_sources, number_actions
from app.intake.document_checks import faults_in, refuse_taken_references, refuse_twins
from app.intake.faults import NotTaken, Slips
from app.intake.from_seed import document_of
from app.intake.json_files import read_json
from app.intake.known_since_days import keep_days, keep_words
from app.intake.last_written import forget_marks, write_marks
from app.intake.locations import line_in, line_of, steps_of
from app.intake.nodes import Node, nodes_of
from app.intake.queries.seed_marks import marks
from app.intake.removed import Leftovers
from app.intake.report import Report
from app.intake.row_matching import Marks, Numbering
from app.intake.seed_files import SlipsInFiles, read_seed
from app.intake.three_way_merge import Merging
from app.text import _

Document = dict[str, Any]
SEED, IMPORT = "seed", "import"
SAVED_MEANWHILE = "40001"  # PostgreSQL: could not serialize access


def load_seed(database: Database, folder: Path, *, at: datetime) -> Report:
    """Bring the tables in step with the seed's files.

    Rows are known again by their keys. Twice is once; one changed line is one row of history; what a person has
    changed since stays as it is and is reported. A slip in any file refuses everything, by file and line.
    """
    try:
        document = document_of(read_seed(folder))
    except SlipsInFiles as error:
        raise NotTaken([str(slip) for slip in error.slips]) from error
    faults = faults_in(document)
    if faults:
        raise NotTaken([f"{line_of(folder, loc, document)}: {sentence}" for loc, sentence in faults])
    with _alone(database, SEED, at) as session:
        nodes, report = _load(session, document, SEED, Slips(lambda node: line_in(folder, node)))
        keep_words(session, folder, nodes)
        return report


def load_file(database: Database, path: Path, *, at: datetime) -> Report:
    """Take in a file that `vigil export` wrote, here or elsewhere.

    Nothing is removed by it. A value that a person here has changed stays, and is reported.
    """
    document = _read(path)
    with _alone(database, IMPORT, at) as session:
        return _load(session, document, IMPORT, Slips())[1]


@contextmanager
def _alone(database: Database, actor: str, at: datetime) -> Iterator[Session]:
    """One writing transaction on one picture of the data; a second loader waits for the first.

    On SQLite there is one writer anyway. On PostgreSQL a person's save in the meantime makes the whole run fail
    rather than be overwritten.
    """
    try:
        with database.writing(actor=actor, at=at) as session:
            if database.is_sqlite:
                session.connection(execution_options=WHOLE_PICTURE)
            else:
                options = {"isolation_level": "REPEATABLE READ", **WHOLE_PICTURE}
                session.connection(execution_options=options)
                session.connection().execute(text("LOCK TABLE seed_mark IN EXCLUSIVE MODE"))
            yield session
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != SAVED_MEANWHILE:
            raise
        sentence = _("Somebody saved a change meanwhile, so nothing was loaded. Run it again.")
        raise NotTaken([sentence]) from error


def _load(session: Session, document: Document, origin: str, slips: Slips) -> tuple[list[Node], Report]:
    nodes = nodes_of(document)
    own = marks(session, origin)
    base: Marks = own if origin == SEED else {**marks(session, SEED), **own}
    bulk, report = Bulk(session), Report()
    numbering = Numbering(session, bulk, base, slips)
    refuse_twins(nodes, slips)
    numbering.number(nodes, derived=origin == IMPORT)
    refuse_taken_references(session, nodes, slips)
    slips.stop()
    number_actions(session, nodes)
    merging = Merging(bulk, numbering.rows, base, session.info["at"], report)
    for node in nodes:
        merging.take(node)
    gone = Leftovers(session, merging).remove(nodes) if origin == SEED else []
    merging.finish()
    bulk.write()
    write_marks(
        session,
        origin,
        own,
        {place: mark for place, mark in merging.marks.items() if base.get(place) != mark},
    )
    forget_marks(session, origin, gone)
    follow_sources(session, nodes)
    keep_days(session, nodes)
    return nodes, report


def _read(path: Path) -> Document:
    """The file's document, checked; every fault is named by its place."""
    document = read_json(path)
    faults = faults_in(document)
    if faults:
        raise NotTaken([f"{steps_of(loc, document)}: {sentence}" for loc, sentence in faults])
    taken: Document = document
    return taken
