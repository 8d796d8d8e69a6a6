"""Columns as wide as the fields that people fill in: what is told of a beating is not cut at a thousand characters."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

# table: column: (characters before, characters from now on)
WIDER: dict[str, dict[str, tuple[int, int]]] = {
    "action": {
        "summary": (2000, 4000),
        "place_text": (300, 1000),
        "target": (300, 1000),
        "organiser": (300, 1000),
        "asked_for_by": (300, 1000),
        "note": (1000, 4000),
        "report": (2000, 4000),
        "stopped_reason": (400, 1000),
        "paused_reason": (400, 1000),
    },
    "addressee": {"city": (120, 200), "also_email": (600, 1000)},
    "approval": {"why": (400, 1000)},
    "attachment": {"caption": (400, 1000)},
    "campaign": {"summary": (2000, 4000)},
    "case": {"open_question": (1000, 4000), "closed_reason": (1000, 4000)},
    "charge": {"article": (120, 200), "wording": (400, 4000)},
    "chat": {"label": (80, 200)},
    "citation": {"claimant": (300, 1000), "value": (400, 1000)},
    "consent": {"withdrawn_reason": (400, 1000)},
    "correction": {"words": (2000, 4000)},
    "court_appeal": {"grounds": (2000, 4000)},
    "custody": {"reason": (400, 1000)},
    "death": {"cause_reported": (400, 1000), "cause_recorded": (400, 1000), "circumstances": (2000, 4000)},
    "demand": {"by": (300, 1000)},
    "donation": {"words": (80, 200), "note": (400, 1000)},
    "facility": {"also": (400, 1000), "who_may_write": (300, 1000), "mail_rules": (2000, 4000)},
    "figure": {"words": (80, 200), "claimant": (300, 1000)},
    "fund": {"how": (1000, 4000)},
    "gathering": {
        "city": (120, 200),
        "reach": (400, 1000),
        "bring": (1000, 4000),
        "notice_to": (300, 1000),
        "handed_to": (300, 1000),
        "captions": (2000, 4000),
        "went": (2000, 4000),
    },
    "health_alert": {"condition": (400, 1000), "care_asked": (400, 1000)},
    "hearing": {"result": (1000, 4000)},
    "ill_treatment": {"method": (1000, 4000), "alleged_actor": (300, 1000)},
    "incident_fact": {"value": (400, 1000)},
    "incident_group": {"label": (300, 1000), "outcome": (300, 1000)},
    "incident_member": {"description": (400, 1000)},
    "kind_words": {"title": (120, 200)},
    "legal_period": {"source": (400, 1000), "article": (120, 200), "url": (400, 1000), "note": (1000, 4000)},
    "letter": {
        "subject": (300, 1000),
        "own_line": (300, 1000),
        "answer": (2000, 4000),
        "withdrawn_reason": (400, 1000),
    },
    "letter_batch": {"own_line": (300, 1000)},
    "letter_batch_item": {"why_not": (400, 1000)},
    "organisation": {"also": (400, 1000)},
    "person": {"born_note": (400, 1000)},
    "petition": {"hand_to": (300, 1000)},
    "place": {"also": (400, 1000)},
    "public_page": {"ended_reason": (400, 1000)},
    "release": {"conditions": (1000, 4000)},
    "review": {"snooze_reason": (400, 1000), "place": (600, 4000)},
    "sentence": {"regime": (120, 200), "credit_note": (400, 1000)},
    "source": {"title": (400, 1000)},
    "threat": {
        "what": (1000, 4000),
        "by_whom": (300, 1000),
        "threatened_charge": (400, 1000),
        "target": (300, 1000),
    },
}


def upgrade() -> None:
    """Bring the tables forward."""
    _change(before=0, after=1)


def downgrade() -> None:
    """Take them back; PostgreSQL refuses while a longer text is there."""
    _change(before=1, after=0)


def _change(*, before: int, after: int) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _change_words_of_schema(before, after)
        return
    for table, columns in WIDER.items():
        for column, lengths in columns.items():
            op.alter_column(
                table, column, type_=sa.String(lengths[after]), existing_type=sa.String(lengths[before])
            )


def _change_words_of_schema(before: int, after: int) -> None:
    """SQLite keeps a length only as a word of the table's description, and holds longer texts without it.

    Building each table anew, which other tables point at, would change the same word at a far greater risk.
    """
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    for table, columns in WIDER.items():
        named = {"table": table}
        told = bind.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table"), named
        )
        words = told.scalar_one()
        for column, lengths in columns.items():
            old = rf'(?<!\w)("?{column}"? VARCHAR)\({lengths[before]}\)'
            words, found = re.subn(old, rf"\1({lengths[after]})", words)
            if found != 1:
                raise RuntimeError(f"{table}.{column} is not described as it should be")
        bind.execute(
            sa.text("UPDATE sqlite_master SET sql = :words WHERE type = 'table' AND name = :table"),
            named | {"words": words},
        )
    bind.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema=OFF")
