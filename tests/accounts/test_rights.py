"""Who may what follows from one table: each role has a word and rights, and every right is given to somebody."""

import pytest

from app.accounts.changes import change_role
from app.accounts.rights import ADMIN, Role, everywhere, rights_by_campaign, role_words, roles_with
from app.db import number_of
from app.web.viewer import Right, Viewer
from tests import clock
from tests.story import Cast

HERE, THERE = 1, 2


def with_role(role: str, *, is_admin: bool = False) -> Viewer:
    """A member of one campaign."""
    held = rights_by_campaign([(HERE, role)])
    return Viewer(9, "Lee", "lee@example.org", "UTC", 1, held, everywhere(is_admin=is_admin))


def test_every_role_has_a_word_and_lets_read() -> None:
    assert list(role_words()) == list(Role)
    assert all(role_words().values())
    assert [role for role in Role if Right.READ not in role.rights] == []


@pytest.mark.parametrize("right", Right)
def test_every_right_is_given_to_somebody(right: Right) -> None:
    assert roles_with(right) or right in ADMIN


@pytest.mark.parametrize("role", Role)
def test_a_role_counts_in_its_campaign_alone(role: Role) -> None:
    member = with_role(role)

    assert {right for right in Right if member.may(right, HERE)} == role.rights
    assert not any(member.may(right, THERE) for right in Right)
    assert {right for right in Right if member.may_somewhere(right)} == role.rights
    assert member.campaigns == [HERE]


def test_a_role_that_is_none_opens_nothing() -> None:
    stranger = with_role("no-such-role")

    assert not any(stranger.may(right, HERE) for right in Right)
    assert stranger.campaigns == []


def test_an_admin_manages_every_campaign_and_reads_only_their_own() -> None:
    admin = with_role(Role.READER, is_admin=True)

    assert admin.may(Right.MANAGE, THERE)
    assert not admin.may(Right.READ, THERE)
    assert admin.campaigns == [HERE]


@pytest.mark.parametrize("role", Role)
def test_the_page_of_the_team_offers_every_role_by_its_word(cast: Cast, role: Role) -> None:
    team = cast.client(cast.ana).get("/admin/campaigns/zhanaozen").text

    assert f'value="{role}"' in team
    assert role.words in team


def test_settings_say_the_role_in_words(cast: Cast) -> None:
    assert "Zhanaozen: Coordinator" in cast.client(cast.ana).get("/settings").text


@pytest.mark.parametrize("role", Role)
def test_the_case_page_offers_what_the_role_may(cast: Cast, role: Role) -> None:
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        change_role(session, number_of(cast.rea), cast.campaign, role)
    rea = cast.client(cast.rea)

    page = rea.get("/cases/K-001").text

    assert ("/cases/K-001/letters/new" in page) == (Right.WRITE in role.rights)
    assert ("/cases/K-001/edit" in page) == (Right.WORK in role.rights)
    assert (rea.get("/cases/K-001/add/note").status_code == 200) == (Right.WORK in role.rights)
    assert (rea.get("/admin/campaigns/zhanaozen").status_code == 200) == (Right.MANAGE in role.rights)
