"""The one clock of a test: what it calls now is now for the application under test too, and stands still.

Every test begins at the real moment, so the suite sees each day of the year; a test about a day of its own turns
the clock to it. Processes of their own (a served Vigil, a browser) have the machine's clock and are no part of this.
"""

from datetime import datetime, timedelta

from app.clock import utc_now

_shown = [utc_now()]


def now() -> datetime:
    """The present moment, for a test and for the application it builds."""
    return _shown[0]


def turn_to(moment: datetime) -> None:
    """It is this moment, until the test ends or turns it again."""
    _shown[0] = moment


def passes(span: timedelta) -> datetime:
    """So much later; what it is then."""
    turn_to(now() + span)
    return now()


def wind() -> None:
    """Back to the machine's own time, as at the beginning of every test."""
    turn_to(utc_now())
