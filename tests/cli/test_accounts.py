"""Accounts from the keyboard: a lone admin who has lost the second factor gets back in."""

from argparse import Namespace

import pytest

from app.accounts.queries import campaign_by_slug, members, second_factor, volunteer_by_email
from app.cli.accounts import reset_second_factor, volunteer_add
from app.cli.data import adopt_campaigns
from app.cli.errors import CommandFault
from app.db import number_of
from tests import clock, story
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


def add(cast: Cast, **named: str | None) -> None:
    """`vigil volunteer add`, as typed."""
    given: dict[str, str | bool | None] = {
        "email": "new@example.org", "name": "New", "role": "admin", "campaign": None, "campaign_name": None,
        "campaign_zone": "UTC", "passphrase_stdin": False,
    }  # fmt: skip
    volunteer_add(cast.settings, Namespace(**{**given, **named}))


def test_the_first_admin_makes_the_first_campaign_and_coordinates_all(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    add(cast, campaign="free-them", campaign_name="Free them", campaign_zone="Europe/London")
    said = capsys.readouterr().out
    assert "Campaigns to coordinate: elsewhere, free-them, zhanaozen." in said
    assert "They have no passphrase yet" in said
    with cast.database.reading() as session:
        found = volunteer_by_email(session, "new@example.org")
    assert found is not None
    client = cast.client(found)
    for page in (
        "/my",
        "/cases",
        "/cases/new",
        "/admin",
        "/admin/campaigns/free-them",
        "/admin/access",
        "/mail",
    ):
        assert client.get(page).status_code == 200, page
    saved = client.post("/cases/K-001/add/note", data={"summary": "A letter came back."})
    assert saved.status_code == 303


@pytest.mark.parametrize("wrong", [{"campaign": "no slug!"}, {"campaign_zone": "Mars/Olympus"}])
def test_a_campaign_that_cannot_be_is_refused_and_nobody_is_added(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(CommandFault, match="cannot be made"):
        add(cast, **{"campaign": "free-them", "campaign_name": "Free them", **wrong})
    with cast.database.reading() as session:
        assert volunteer_by_email(session, "new@example.org") is None


def test_a_campaign_that_comes_in_by_a_file_is_coordinated_by_the_admin_there_is(
    cast: Cast,
) -> None:
    add(cast)
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        story.campaign(session, "from-a-file", "Nobody is in it yet")
    for _time in range(2):
        adopt_campaigns(cast.database)
    with cast.database.reading() as session:
        found = volunteer_by_email(session, "new@example.org")
        lone = campaign_by_slug(session, "from-a-file")
        assert found is not None
        assert lone is not None
        assert [row.name for row, _role in members(session, number_of(lone))] == ["New"]
    assert cast.client(found).get("/admin/campaigns/from-a-file").status_code == 200
