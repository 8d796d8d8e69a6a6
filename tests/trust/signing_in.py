"""What the tests of trust share about accounts: passphrases, authenticators, time that passes, mails that went."""

import base64
import re
from datetime import timedelta
from email import message_from_bytes, policy

from httpx2 import Response
from sqlalchemy import text
from sqlmodel import col, select
from starlette.testclient import TestClient

from app.accounts.models import SignIn, Volunteer
from app.accounts.passwords import hash_password
from app.accounts.queries import second_factor
from app.accounts.totp import unseal
from app.accounts.two_factor import begin, confirm
from app.db import number_of
from app.mail.models import OutgoingMail
from tests import clock
from tests.story import Cast

PASSPHRASE = "seven quiet cranes over Aktau"
OTHER = "eleven loud herons by Aral"
HASHED = hash_password(PASSPHRASE)


def give_passphrases(cast: Cast) -> None:
    """Everybody has the same one."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        for one in (cast.ana, cast.lee, cast.rea, cast.sam):
            session.merge(one).password_hash = HASHED


def enrol(cast: Cast, who: Volunteer) -> tuple[str, list[str]]:
    """Somebody's authenticator key and recovery codes."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        begin(session, number_of(who), cast.settings.secret_key)
        session.flush()
        factor = second_factor(session, number_of(who))
        assert factor is not None
        key = unseal(cast.settings.secret_key, number_of(who), factor.sealed_key)
        assert key is not None
        return key, confirm(session, factor, 1, 0)


def sign_in(client: TestClient, email: str, password: str = PASSPHRASE, **more: str) -> Response:
    """The first step."""
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def type_code(client: TestClient, asked: Response, typed: str) -> Response:
    """The second step."""
    half = re.search(r'name="half" value="([^"]+)"', asked.text)
    assert half is not None, asked.text
    return client.post("/sign-in/code", data={"half": half[1], "code": typed})


def time_passes(cast: Cast, **columns: timedelta) -> None:
    """Every sign-in there is has these moments so much longer ago."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        for one in session.scalars(select(SignIn)):
            for name, much in columns.items():
                setattr(one, name, getattr(one, name) - much)


def access_log(cast: Cast) -> list[str]:
    """What happened, in order."""
    with cast.database.reading() as session:
        return [row[0] for row in session.execute(text("SELECT what FROM access ORDER BY id"))]


def mails(cast: Cast) -> list[tuple[str, str]]:
    """Mails that wait: to whom, and their text."""
    with cast.database.reading() as session:
        rows = session.scalars(select(OutgoingMail).order_by(col(OutgoingMail.id))).all()
    return [(row.to_address, _text(row.message or b"")) for row in rows]


def _text(raw: bytes) -> str:
    message = message_from_bytes(raw, policy=policy.default)
    return base64.b64decode(message.get_payload()).decode()  # type: ignore[arg-type]


def link_in(text: str, path: str) -> str:
    """The address of this kind that a mail holds, without its host."""
    found = re.search(rf"https?://[^/\s]+({path}/\S+)", text)
    assert found is not None, text
    return found[1]
