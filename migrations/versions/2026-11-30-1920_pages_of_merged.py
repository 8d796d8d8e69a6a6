"""Pages of persons who were merged since two people agreed to them end; words of photographs deleted before go."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0020"
down_revision = "0019"

END = sa.text(
    "UPDATE public_page SET ended_at = :now, ended_reason = 'two persons were merged since it was approved'"
    ' WHERE ended_at IS NULL AND EXISTS (SELECT 1 FROM merge m JOIN "case" c ON c.id = public_page.case_id'
    " WHERE m.of = 'person' AND c.person_id IN (m.from_id, m.into_id)"
    " AND (m.at > public_page.approved_at OR m.undone_at > public_page.approved_at))"
).bindparams(sa.bindparam("now", type_=UtcDateTime()))
TELL = sa.text("UPDATE public_snapshot SET content = :content WHERE id = :id").bindparams(
    sa.bindparam("content", type_=sa.JSON())
)
WORDLESS = {"sha256": "", "alt": "", "credit": "", "needs": [], "names": [], "names_own": False}


def upgrade() -> None:
    """Nobody has read such a page with the names and consents there are now."""
    connection = op.get_bind()
    connection.execute(END, {"now": datetime.now(UTC)})
    here = set(connection.execute(sa.text("SELECT id FROM attachment")).scalars())
    for number, kept in connection.execute(sa.text("SELECT id, content FROM public_snapshot")).all():
        content: dict[str, Any] = json.loads(kept) if isinstance(kept, str) else kept
        photo = content.get("photo")
        if photo and photo["file"] not in here:
            connection.execute(TELL, {"id": number, "content": content | {"photo": photo | WORDLESS}})


def downgrade() -> None:
    """What was said of a deleted photograph is kept nowhere."""
