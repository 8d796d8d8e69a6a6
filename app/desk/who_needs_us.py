"""Who needs us most: those in prison for whom least was done lately."""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256

from starlette.responses import Response

from app.desk.queries.least_done import Needing, Since, needing
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
DAYS = timedelta(days=90)
SHOWN = 50


@doors.get("/actions/who-needs-us", who=signed_in)
def who_needs_us(visit: Visit) -> Response:
    """Fewest letters first, then fewest actions; another order among equals every day."""
    today = visit.today()
    rows = fewest_first(needing(visit.session, visit.me, Since(today - DAYS, today)), today)
    shown = [(row, row.stood.on(visit.today())) for row in rows[:SHOWN]]
    return page(visit, "desk/who_needs_us.html", rows=shown, count=len(rows), since=today - DAYS)


def fewest_first(rows: Iterable[Needing], today: date) -> list[Needing]:
    """In order of need; ties are shuffled by the day, so that nobody is always last."""

    def order(row: Needing) -> tuple[int, int, str]:
        return row.letters, row.actions, sha256(f"{today.isoformat()}|{row.id}".encode()).hexdigest()

    return sorted(rows, key=order)
