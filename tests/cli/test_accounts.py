"""Accounts from the keyboard: a lone admin who has lost the second factor gets back in."""

from argparse import Namespace

import pytest

from app.accounts.queries import second_factor
from app.cli.accounts import reset_second_factor
from app.cli.errors import CommandFault
from app.db import number_of
from tests.story import Cast
from tests.trust.signing_in import enrol, mails


def test_a_second_factor_is_taken_away_and_its_owner_told(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    enrol(cast, cast.ana)
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    reset_second_factor(cast.settings, Namespace(email="Ana@example.org"))
    with cast.database.reading() as session:
        assert second_factor(session, number_of(cast.ana)) is None
    assert "passphrase alone" in capsys.readouterr().out
    assert [to for to, _text in mails(cast)] == ["ana@example.org"]
    assert ana.get("/my").status_code == 303
    assert lee.get("/my").status_code == 200


@pytest.mark.parametrize("email", ["nobody@example.org", "lee@example.org"])
def test_nothing_is_taken_from_whoever_has_none(cast: Cast, email: str) -> None:
    with pytest.raises(CommandFault):
        reset_second_factor(cast.settings, Namespace(email=email))
