"""What was taken off a public action before: its page goes on asking for all that its words were approved for."""

import json
from typing import Any

from alembic import op
from sqlalchemy import text

revision = "0013"
down_revision = "0012"

TOLD = (
    "SELECT c.row_id, c.diff FROM change c JOIN action a ON a.id = c.row_id"
    " WHERE c.noun = 'action' AND a.published_at IS NOT NULL AND c.at >= a.live_at ORDER BY c.id"
)
KEEP = {
    "case": (
        "INSERT INTO action_link (action_id, case_id, part) SELECT :action, t.id, 'was-for' FROM \"case\" t"
        " WHERE t.id = :number AND NOT EXISTS (SELECT 1 FROM action_link l WHERE l.action_id = :action"
        " AND l.case_id = :number AND l.part IN ('for', 'was-for'))"
    ),
    "incident": (
        "INSERT INTO action_link (action_id, incident_id, part) SELECT :action, t.id, 'was-for' FROM incident t"
        " WHERE t.id = :number AND NOT EXISTS (SELECT 1 FROM action_link l WHERE l.action_id = :action"
        " AND l.incident_id = :number AND l.part IN ('for', 'was-for'))"
    ),
}


def upgrade() -> None:
    """Read from the history what was taken off since it went live."""
    connection = op.get_bind()
    gone: dict[tuple[int, str, int], bool] = {}
    for action, diff in connection.execute(text(TOLD)):
        told: dict[str, Any] = json.loads(diff) if isinstance(diff, str) else diff
        for part, (_before, after) in (
            (name, pair) for name, pair in told.items() if name.startswith("for ")
        ):
            _for, noun, number = part.split(" ")
            gone[action, noun, int(number)] = after is None
    for (action, noun, number), taken_off in gone.items():
        if taken_off and noun in KEEP:
            connection.execute(text(KEEP[noun]), {"action": action, "number": number})


def downgrade() -> None:
    """An older program knows no such links."""
    op.execute(text("DELETE FROM action_link WHERE part = 'was-for'"))
