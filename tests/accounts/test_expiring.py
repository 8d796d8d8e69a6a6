"""Sign-ins, attempts and form keys go when they have run out, and not before."""

from datetime import timedelta

from sqlalchemy import text

from app.accounts.cleanup import EXPIRE
from app.accounts.models import SignIn, SignInAttempt
from app.db import Database
from app.jobs.schedule import Step
from app.settings import Settings
from app.web.models import Submission
from tests import story
from tests.conftest import NOW

HOUR = timedelta(hours=1)


def test_only_what_has_run_out_is_removed(settings: Settings, database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        owner = story.volunteer(session, "Ana", None).id
        assert owner is not None
        for age in (1, 11, 13, 50):
            then = NOW - age * HOUR
            session.add(SignIn(token_hash=f"t{age}", volunteer_id=owner, created_at=then, seen_at=then))
            session.add(SignInAttempt(subject=f"s{age}", at=then))
            session.add(Submission(key_hash=f"k{age}", body_hash="b", location="/", at=then))
    said = EXPIRE.run(Step(database, settings, NOW))

    with database.reading() as session:
        left = {
            table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            for table in ("sign_in", "sign_in_attempt", "submission")
        }
    assert left == {"sign_in": 2, "sign_in_attempt": 3, "submission": 3}
    assert said == "2 sign-ins, 1 attempts, 1 form keys, 0 links removed"
