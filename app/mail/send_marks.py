"""The mark that every mail gets before its final dot and after the server's yes, in one statement and one commit.

A mail is `committing` before its final dot goes out, and `sent` once the server said yes. The two are one
commit: as soon as the server has said yes to a mail, that one becomes `sent` and the next one `committing`,
while the server already reads the next one's envelope. So a mail costs one durable commit, and whatever
dies when:

* From the final dot to the commit after the server's yes, the mail is the one in doubt: `committing`, its
  dot out. Nobody can know; it is repeated once, byte for byte.
* From that commit to the next final dot, the next mail is the one in doubt. Its dot is not out, so the
  server drops it; the repeat is then the first that arrives. What was in doubt before would be left to a
  person by that, so such a mail is marked by a commit of its own just before its dot; so is the first mail
  of a connection, and every mail while there is time (a server that is sent to by a rate).

At every moment at most one mail of a sender is in doubt, and none has its dot out without being marked. The
commit is a full one (fsync, `synchronous_commit` on) although `committing` alone must only outlive
processes: it is made together with `sent`, which must outlive a power cut.

The connection is the driver's own and outside the pool: a mail has no time for more than one statement.
"""

import re
from datetime import datetime
from typing import Any

from sqlalchemy.exc import DBAPIError

from app.db import Database, UtcDateTime
from app.mail.changes import LEASE

# Said again it changes nothing, so that it can be repeated when the database went away in the middle. The owner
# is compared so that no index serves it: without statistics PostgreSQL would go through all that this one holds.
_MARK_BOTH = """
UPDATE outgoing_mail SET
  state = CASE WHEN id = :done THEN 'sent' ELSE 'committing' END,
  tries = tries + CASE WHEN state = 'sending' THEN 1 ELSE 0 END,
  sent_at = CASE WHEN id = :done THEN :now ELSE sent_at END,
  last_error = CASE WHEN id = :done THEN NULL ELSE last_error END,
  lease_until = CASE WHEN id = :next THEN :lease ELSE lease_until END
WHERE id IN (:done, :next) AND coalesce(owner, '') = :me AND (
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
        self._cursor: Any = None
        dialect = database.engine.dialect
        self.faults: tuple[type[Exception], ...] = (dialect.loaded_dbapi.Error, DBAPIError)
        self._moment: Any = UtcDateTime().bind_processor(dialect) or (lambda moment: moment)
        self._pass_on = _MARK_BOTH if database.is_sqlite else re.sub(r":(\w+)", r"%(\1)s", _MARK_BOTH)

    def pass_on(self, done: int | None, following: int | None, now: datetime) -> bool:
        """`done` is sent, `following` gets its final dot next; whether this sender still holds `following`."""
        if self._connection is None:
            self._connection = self.database.own_connection()
            self._cursor = self._connection.cursor()
        named = {
            "done": done or NOBODY,
            "next": following or NOBODY,
            "now": self._moment(now),
            "lease": self._moment(now + LEASE),
            "me": self.owner,
        }
        marked = {row[0] for row in self._cursor.execute(self._pass_on, named).fetchall()}
        return following is None or following in marked

    def close(self) -> None:
        """Give the connection back; after a fault the next mark opens another."""
        if self._connection is not None:
            self._cursor.close()
            self._connection.close()
            self._cursor = self._connection = None
