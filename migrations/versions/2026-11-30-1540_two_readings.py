"""Two readings of a case, how sentences relate, how threats ended, and from when a date counts as late."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

WERE_WHOLE = (
    "standing",
    "standing_entry_id",
    "standing_edtf",
    "standing_first",
    "standing_last",
    "news_on",
    "entry_count",
)
OPEN_REVIEW = "done_at IS NULL AND dropped_at IS NULL"


def _added() -> dict[str, list[sa.Column[object]]]:
    """The new columns, by table; until all is derived anew both readings say the same."""
    dates = ("carried_until", "dormant_from", "next_due_last")
    full = (
        "standing_first",
        "standing_last",
        "carried_until",
        "news_on",
        "dormant_from",
        "next_due",
        "next_due_last",
    )
    return {
        "case": [
            sa.Column("readings_differ", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("gravity", sa.Integer(), nullable=False, server_default="6"),
            *(sa.Column(name, sa.Date(), nullable=True) for name in dates),
            sa.Column("full_standing", sa.String(24), nullable=False, server_default="unknown"),
            sa.Column("full_standing_entry_id", sa.Integer(), nullable=True),
            sa.Column("full_standing_edtf", sa.String(80), nullable=True),
            *(sa.Column(f"full_{name}", sa.Date(), nullable=True) for name in full),
            sa.Column("full_gravity", sa.Integer(), nullable=False, server_default="6"),
            sa.Column("full_entry_count", sa.Integer(), nullable=False, server_default="0"),
        ],
        "sentence": [
            sa.Column("part", sa.String(10), nullable=True),
            sa.Column("relation", sa.String(20), nullable=True),
        ],
        "threat": [
            sa.Column("ended_edtf", sa.String(80), nullable=True),
            sa.Column("ended_first", sa.Date(), nullable=True),
            sa.Column("ended_last", sa.Date(), nullable=True),
            sa.Column("ending", sa.String(20), nullable=True),
        ],
        "review": [sa.Column("late_after", sa.Date(), nullable=False, server_default="1970-01-01")],
    }


def _case() -> sa.TableClause:
    names = ("id", "next_due", *WERE_WHOLE)
    return sa.table("case", *map(sa.column, names), *_added()["case"])


def upgrade() -> None:
    """Bring the tables forward. All is derived anew at the next start; until then nothing restricted is told."""
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    case = _case()
    op.execute(case.update().values({f"full_{name}": case.c[name] for name in (*WERE_WHOLE, "next_due")}))
    op.execute(case.update().values(next_due_last=case.c.next_due, full_next_due_last=case.c.next_due))
    entry = sa.table("entry", sa.column("case_id"), sa.column("visibility"))
    restricted = sa.exists().where(entry.c.case_id == case.c.id, entry.c.visibility == "restricted")
    hidden = dict.fromkeys(WERE_WHOLE) | {
        "standing": "unknown",
        "entry_count": 0,
        "readings_differ": sa.true(),
    }
    op.execute(case.update().where(restricted).values(hidden))
    review = sa.table("review", sa.column("due_last"), sa.column("late_after"))
    op.execute(review.update().values(late_after=review.c.due_last))
    _index_by("late_after")


def downgrade() -> None:
    """Take them back; the columns without a prefix held the whole reading."""
    _index_by("due_last")
    case = _case()
    op.execute(case.update().values({name: case.c[f"full_{name}"] for name in WERE_WHOLE}))
    for table, columns in reversed(_added().items()):
        for column in reversed(columns):
            op.drop_column(table, column.name)


def _index_by(last: str) -> None:
    """The two indexes of open reviews that walk by the day from which lateness counts."""
    loose = sa.text(f"{OPEN_REVIEW} AND {last} > due")
    for name, columns, which in (
        ("ix_review_campaign_id_urgency", ["campaign_id", "urgency", last, "id"], sa.text(OPEN_REVIEW)),
        ("ix_review_loose", ["campaign_id", last, "id"], loose),
    ):
        op.drop_index(name, table_name="review")
        op.create_index(name, "review", columns, sqlite_where=which, postgresql_where=which)
