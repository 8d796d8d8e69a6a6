"""Recognitions, complaints, submissions to international bodies, and those who took a person on."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
LINE, LONG, WORDS, SLUG = 200, 1000, 4000, 20
DAY = "day"  # a date as well as it is known: three columns
TABLES: dict[str, dict[str, int | str]] = {
    "recognition": {"by": LINE, "called": LINE, "number": LINE, "link": LONG, "until": DAY},
    "complaint": {
        "to_whom": LINE, "about": WORDS, "by_whom": LINE, "reference": LINE, "answered": DAY, "answer": WORDS,
        "none_possible": WORDS,
    },
    "body_submission": {
        "body": LINE, "procedure": LINE, "reference": LINE, "state_due": DAY, "state_answered": DAY,
        "comment_due": DAY, "commented": DAY, "decided": DAY, "outcome": WORDS,
    },
    "adoption": {"sort": SLUG, "by": LINE, "until": DAY, "asked": DAY},
}  # fmt: skip


def upgrade() -> None:
    """Make the tables."""
    for table, columns in TABLES.items():
        op.create_table(
            table,
            sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), primary_key=True),
            *(column for name, most in columns.items() for column in _columns(name, most)),
        )


def _columns(name: str, most: int | str) -> list[sa.Column[Any]]:
    if most == DAY:
        return [
            sa.Column(f"{name}_edtf", sa.String(80)),
            sa.Column(f"{name}_first", sa.Date()),
            sa.Column(f"{name}_last", sa.Date()),
        ]
    return [sa.Column(name, sa.String(int(most)))]


def downgrade() -> None:
    """Take them away."""
    for table in reversed(TABLES):
        op.drop_table(table)
