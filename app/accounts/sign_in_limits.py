"""How often somebody may guess: counted in the database, so that a restart or a second process forgets nothing."""

from datetime import timedelta

from app.accounts.changes import count_attempt
from app.accounts.known_browsers import known_browser
from app.accounts.passwords import is_password
from app.accounts.queries import attempts_since
from app.accounts.secret_tokens import subject_hash
from app.history import access_log
from app.history.access_log import Subject, What
from app.refusal import Refusal
from app.text import _
from app.web.visit import Visit

WITHIN = timedelta(minutes=5)
HOUR = timedelta(hours=1)
TRIES, EVERYBODY, CODES, CODES_AN_HOUR, LETTERS_AN_HOUR = 10, 300, 5, 20, 3


class TooManyTries(Refusal):
    """Guessing is slowed for the account, for the address it comes from, and for everybody together."""

    status = 429
    retry_after = int(WITHIN.total_seconds())

    def __init__(self) -> None:
        super().__init__(_("Wait five minutes, then try again. This protects the accounts from guessing."))


def limits(visit: Visit, email: str) -> dict[str, int]:
    """Whom a wrong passphrase is counted against, and how many each may have.

    A browser in which the owner of the address has signed in before is counted by itself, so that nobody else's
    guesses shut it out.
    """
    browser = known_browser(visit, email)
    if browser is not None:
        named = {f"browser:{browser}": TRIES}
    else:
        named = {f"account:{email}": TRIES, f"address:{visit.caller}": TRIES, "everybody": EVERYBODY}
    return {subject_hash(visit.settings.secret_key, name): most for name, most in named.items()}


def code_limits(visit: Visit, volunteer_id: int) -> dict[str, int]:
    """The same for the codes of a second factor, of which there are only a million."""
    return {subject_hash(visit.settings.secret_key, f"code:{volunteer_id}"): CODES}


def check(visit: Visit, counted: dict[str, int], within: timedelta = WITHIN) -> None:
    """Raise TooManyTries when any of them has used its tries up."""
    since = visit.now - within
    if any(attempts_since(visit.session, subject, since) >= most for subject, most in counted.items()):
        raise TooManyTries


def check_codes(visit: Visit, counted: dict[str, int]) -> None:
    """As `check`, and over a longer time too: whoever guesses codes has the passphrase already."""
    check(visit, counted)
    check(visit, dict.fromkeys(counted, CODES_AN_HOUR), HOUR)


def count(visit: Visit, counted: dict[str, int], volunteer_id: int | None) -> None:
    """Remember a wrong guess, with one line in the access log. For handlers that open their own transaction."""
    with visit.database.writing(actor_id=volunteer_id, at=visit.now) as session:
        count_attempt(session, tuple(counted), visit.now)
        access_log.note(
            session, What.SIGN_IN_FAILED, Subject("volunteer", volunteer_id) if volunteer_id else None
        )


def is_own_password(visit: Visit, typed: str, stored: str | None) -> bool:
    """Whether the signed-in volunteer typed their own passphrase; a wrong one counts like one at sign-in."""
    counted = limits(visit, visit.me.email)
    check(visit, counted)
    if is_password(typed, stored):
        return True
    count(visit, counted, visit.me.id)
    return False
