"""The mark that every mail gets before its final dot and after the server's yes, in one statement and one commit.

A mail is `committing` before its final dot goes out, and `sent` once the server said yes; the two are one
commit because the mark `sent` of a mail stands together with the mark `committing` of the next. So each
mail costs one durable commit, and whatever dies when:

* Before the commit the next mail has no final dot: the server drops it, it is still `sending`, and it is
  sent anew without doubt. The mail before it is `committing`, with its dot out: the one in doubt.
* After the commit the mail before it is settled, and the next one is the one in doubt.

At every moment at most one mail of a sender is in doubt, and none has its dot out without being marked. The
commit is a full one (fsync, `synchronous_commit` on): were the mark `committing` lost in a power cut after
its dot went out, the mail would look like one that was certainly not delivered. A mark made only for the
dot would not need that, as the `sent` that follows does; since they are one, nothing is saved by it.

The connection is the driver's own and outside the pool: a mail has no time for more than one statement.
"""

import re
from datetime import datetime
from typing import Any

from sqlalchemy.exc import DBAPIError

from app.db import Database, UtcDateTime
from app.mail.changes import LEASE

# Said again it changes nothing, so that it can be repeated when the database went away in the middle.
_MARK_BOTH = """
UPDATE outgoing_mail SET
  state = CASE WHEN id = :done THEN 'sent' ELSE 'committing' END,
  tries = tries + CASE WHEN state = 'sending' THEN 1 ELSE 0 END,
  sent_at = CASE WHEN id = :done THEN :now ELSE sent_at END,
  last_error = CASE WHEN id = :done THEN NULL ELSE last_error END,
  lease_until = CASE WHEN id = :next THEN :lease ELSE lease_until END
WHERE id IN (:done, :next) AND owner = :me AND (
  (id = :done AND state IN ('committing', 'sent')) OR (id = :next AND state IN ('sending', 'committing'))
)
RETURNING id
"""
NOBODY = 0  # no mail has this number


class Marks:
    """One connection that does nothing but mark one sender's mails."""

    def __init__(self, database: Database, owner: str) -> None:
        self.database = database
        self.owner = owner
        self._connection: Any = None
        dialect = database.engine.dialect
        self.faults: tuple[type[Exception], ...] = (dialect.loaded_dbapi.Error, DBAPIError)
        self._moment: Any = UtcDateTime().bind_processor(dialect) or (lambda moment: moment)
        self._pass_on = _MARK_BOTH if database.is_sqlite else re.sub(r":(\w+)", r"%(\1)s", _MARK_BOTH)

    def pass_on(self, done: int | None, following: int | None, now: datetime) -> bool:
        """`done` is sent, `following` gets its final dot next; whether this sender still holds `following`."""
        if self._connection is None:
            self._connection = self.database.own_connection()
        named = {
            "done": done or NOBODY,
            "next": following or NOBODY,
            "now": self._moment(now),
            "lease": self._moment(now + LEASE),
            "me": self.owner,
        }
        cursor = self._connection.cursor()
        try:
            marked = {row[0] for row in cursor.execute(self._pass_on, named).fetchall()}
        finally:
            cursor.close()
        return following is None or following in marked

    def close(self) -> None:
        """Give the connection back; after a fault the next mark opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
