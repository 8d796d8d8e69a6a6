"""Of sentences: the part to be served, the court's own end, a date of execution, absence; the decree of a release."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
DATES = ("ends", "execution")


def _columns() -> list[tuple[str, sa.Column[object]]]:
    found: list[tuple[str, sa.Column[object]]] = [
        ("sentence", sa.Column("enforceable", sa.String(20))),
        ("sentence", sa.Column("in_absentia", sa.String(10))),
        ("sentence", sa.Column("lashes", sa.Integer())),
        ("sentence", sa.Column("of_what", sa.String(1000))),
        ("release", sa.Column("decree", sa.String(200))),
    ]
    for name in DATES:
        found.append(("sentence", sa.Column(f"{name}_edtf", sa.String(80))))
        found.extend(("sentence", sa.Column(f"{name}_{end}", sa.Date())) for end in ("first", "last"))
    return found


def upgrade() -> None:
    """Nothing of it is known yet."""
    for table, column in _columns():
        op.add_column(table, column)


def downgrade() -> None:
    """Take it back."""
    for table, column in reversed(_columns()):
        op.drop_column(table, column.name)
