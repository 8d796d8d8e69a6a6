"""Erasing a person: every row, file, sealed note, letter, mail and line of history that tells of them, in one go.

What stays is a husk without a name, so that references hold, and one row saying that somebody was erased, who asked,
who agreed and how much went. Everything here goes below the session, because its listener would write down in the
history what is being erased.
"""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, SQLModel

from app.cases.models import Erasure
from app.cases.models.cases import DERIVED, NEXT_DUES, Gravity, Standing
from app.cases.models.people import ABOUT
from app.cases.name_index import forget_unindexed, unindex_names
from app.db import Database, once_committed
from app.desk.queries.erased_people import in_order
from app.desk.queries.erasure import (
    Mention,
    Reach,
    actions_told_of,
    changes_about,
    for_nobody,
    kept_as,
    mentions,
    waiting_mails,
)
from app.desk.redaction import Telling
from app.files.erased_ledger import Erased, Ledger
from app.files.storage import Shelf
from app.history.access_log import Subject, What, note
from app.history.recorded_columns import Recorded
from app.intake.changes import strike_names
from app.text import _

WIPED = "[…]"
UNREAD = {"standing": Standing.UNKNOWN.value, "entry_count": 0, "gravity": int(Gravity.REST)}
EMPTY: dict[str, dict[str, Any]] = {
    "person": {"gender": "unknown", "named": False},
    "case": {
        "visibility": "team",
        "readings_differ": False,
        **{f"{which}{name}": value for which in ("", "full_") for name, value in UNREAD.items()},
    },
    "letter": {"subject": "", "body": "", "sentences": [], "paragraphs": [], "left_out": [], "basis": {}},
    "incident_member": {},
}
EMPTIED = {
    "person": ("key", "born_edtf", "born_first", "born_last", "born_note", "note", *ABOUT),
    "case": (
        "key", "summary", "public_interest", "open_question", "opened_edtf", "opened_first", "opened_last",
        *(name for name in (*DERIVED, *NEXT_DUES) if name not in EMPTY["case"]),
    ),
    "letter": ("own_line", "answer", "withdrawn_reason"),
    "incident_member": ("key", "description", "part", "note"),
}  # fmt: skip


def erase(session: Session, erasure: Erasure, reach: Reach) -> None:
    """Everything in the transaction of the caller; how much it was stands in the row that stays."""
    connection = session.connection()
    went = Counter({name: len(numbers) for name, numbers in reach.rows.items() if numbers})
    unindex_names(session, sorted(reach.rows.get("person_name", ())))
    forget_unindexed(session)
    _forget_mails(session, reach)
    _empty_history(session, reach)
    ended = actions_told_of(session, reach)
    _delete_rows(session, reach)
    _end_pages(session, ended)
    _leave_husks(session, reach)
    strike_names(session, (*reach.spellings, *reach.words))
    for found in list(mentions(connection, reach.telling, {})):
        _wipe(session, found, reach.telling)
        went["mention"] += 1
    went["file"] = len([name for name in reach.files if name])
    erasure.went = dict(sorted(went.items()))
    for campaign_id in reach.campaigns or (None,):
        note(session, What.ERASED, Subject("person", erasure.person_id, campaign_id))


def remember(session: Session, erasure: Erasure, reach: Reach, data_dir: Path) -> None:
    """Write into the ledger what is about to be erased, on the disk before the erasure is, and that it was done."""
    connection, ledger = session.connection(), Ledger(data_dir)
    told = Erased(
        in_order(connection, "person", reach.people), in_order(connection, "case", reach.cases),
        erasure.ground, erasure.asked_at, session.info["at"], erasure.decision or "approved",
    )  # fmt: skip
    ledger.write([told])
    once_committed(session, lambda: ledger.write([replace(told, done=True)]))


def afterwards(session: Session, database: Database, data_dir: Path, reach: Reach) -> None:
    """Once the transaction has ended well: bytes, mails kept as files, and what SQLite's log still says."""

    def clear() -> None:
        clear_files(data_dir, reach)
        database.empty_log()

    once_committed(session, clear)


def clear_files(data_dir: Path, reach: Reach) -> None:
    """The bytes of files, and mails that were kept as files."""
    Shelf(data_dir).remove(reach.files)
    for path in data_dir.glob("outbox/**/*.eml"):
        if _tells(path.read_bytes(), reach):
            path.unlink(missing_ok=True)


def _table(name: str) -> Any:
    return SQLModel.metadata.tables[name]


def _forget_mails(session: Session, reach: Reach) -> None:
    connection, own = session.connection(), _table("outgoing_mail")
    told = [number for number, message in waiting_mails(connection) if _tells(message, reach)]
    if told:
        connection.execute(update(own).where(own.c.id.in_(told)).values(message=None))
        waiting = own.c.state.in_(["queued", "sending", "committing", "uncertain"])
        connection.execute(update(own).where(own.c.id.in_(told), waiting).values(state="cancelled"))


def _tells(message: bytes, reach: Reach) -> bool:
    """Whether a mail, once decoded, says a name or the reference of a case."""
    parsed = message_from_bytes(message, policy=policy.default)
    words = [str(parsed.get("subject", ""))]
    words += [str(part.get_content()) for part in parsed.walk() if part.get_content_maintype() == "text"]
    said = "|".join(rf"\b{re.escape(reference)}\b" for reference in reach.references)
    return reach.telling.says(words) or (
        bool(said) and re.search(said, "\n".join(words), re.IGNORECASE) is not None
    )


def _empty_history(session: Session, reach: Reach) -> None:
    """The rows stay, as the triggers ask; what they said goes."""
    nouns: dict[str, set[int]] = defaultdict(set)
    for mapper in SQLModel._sa_registry.mappers:  # noqa: SLF001 - SQLModel has no public name for it
        model: Any = mapper.class_
        if issubclass(model, Recorded) and model.history_part is Recorded.history_part:
            nouns[getattr(model, "noun", "")] |= reach.rows.get(str(mapper.local_table), set())
    nouns["letter"] |= set(reach.letters)
    connection, own = session.connection(), _table("change")
    numbers = changes_about(connection, reach, {noun: found for noun, found in nouns.items() if found})
    if numbers:
        statement = update(own).where(own.c.id == bindparam("number")).values(diff={})
        connection.execute(statement, [{"number": number} for number in numbers])


def _delete_rows(session: Session, reach: Reach) -> None:
    """Children first; what the seed and imports remember of them goes too."""
    connection, marks = session.connection(), _table("seed_mark")
    for own in reversed(SQLModel.metadata.sorted_tables):
        numbers = sorted(reach.rows.get(own.name, ()))
        key = next(iter(own.primary_key.columns))
        if numbers:
            for other in SQLModel.metadata.sorted_tables:
                for pointing in other.foreign_keys:
                    if pointing.column.table is own and pointing.parent.nullable:
                        parent = pointing.parent
                        connection.execute(
                            update(other).where(parent.in_(numbers)).values({parent.name: None})
                        )
            connection.execute(delete(own).where(key.in_(numbers)))
    husks = {"person": reach.people, "case": reach.cases}
    for name, found in {**reach.rows, **husks}.items():
        if found:
            connection.execute(delete(marks).where(marks.c.noun == name, marks.c.row_id.in_(list(found))))


def _end_pages(session: Session, actions: list[int]) -> None:
    """A public action that is for nobody any more was never public: it told of the erased alone."""
    own = _table("action")
    gone = own.c.id.in_(for_nobody(session, actions))
    session.connection().execute(update(own).where(gone).values(published_at=None))


def _leave_husks(session: Session, reach: Reach) -> None:
    connection, at = session.connection(), session.info["at"]
    named = {
        "person": {"name": _("Erased person")},
        "case": {"title": _("Erased"), "closed_at": at, "closed_reason": _("The person was erased.")},
        "letter": {"state": "withdrawn"},
        "incident_member": {},
    }
    for name, column, numbers in (
        ("person", "id", reach.people), ("case", "id", reach.cases), ("letter", "id", reach.letters),
        ("incident_member", "person_id", reach.people), ("incident_member", "case_id", reach.cases),
    ):  # fmt: skip
        own = _table(name)
        values = {**EMPTY[name], **dict.fromkeys(EMPTIED[name]), **named[name]}
        if "version" in own.c:
            values["version"] = own.c.version + 1
        if numbers:
            connection.execute(update(own).where(own.c[column].in_(numbers)).values(values))
    for name in ("addressee", "demand"):
        own = _table(name)
        connection.execute(update(own).where(own.c.person_id.in_(reach.people)).values(person_id=None))


def _wipe(session: Session, found: Mention, telling: Telling) -> None:
    """Take the name out of one text; a key that held it becomes a neutral one."""
    own, column = found.table, found.table.c[found.column]
    mark = next(iter(found.key.values()))
    sign = f"erased-{mark}" if found.column in ("key", "slug") else WIPED
    value, length = telling.without(found.value, sign, found.column), getattr(kept_as(column), "length", None)
    if isinstance(value, str) and length:
        value = value[:length]
    matching = [own.c[name] == given for name, given in found.key.items()]
    session.connection().execute(update(own).where(*matching).values({found.column: value}))
