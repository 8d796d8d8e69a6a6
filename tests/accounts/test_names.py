"""Nobody gets a name that a colleague could be taken for, whichever way an account gets a name."""

from argparse import Namespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.changes import invite
from app.accounts.identity import are_alike
from app.accounts.queries import every_name
from app.cli.accounts import volunteer_add
from app.cli.errors import CommandFault
from app.db import number_of
from tests import clock
from tests.story import Cast

PASSPHRASE = "seven quiet herons wade"
LIKE_LEE = (
    "Lee", "lee", "LEE", " L e e ", "Lee.", "Iee", "1ee", "|ee", "L\u00e9e", "Le\u0435",
    "\u13deee", "\ua4e1\ua4f0\ua4f0",
    "\uff2cee", "\U0001d40bee", "\u24c1\u24d4\u24d4", "L\u200bee", "\u2060Lee", "L\u00adee", "Lee\u3164", "Lee\u034f",
    "Lee\u200f", "Lee \U0001f642", "L3e",
)  # fmt: skip
ALIKE = (
    ("Ana", "\u0410\u043d\u0430"), ("Ana", "\u0251n\u0251"), ("Paul", "\u0420aul"), ("Max", "\u041c\u0430\u0445"),
    ("Boris", "\u0412oris"), ("Hana", "\u0397ana"), ("Nina", "\u039dina"), ("Cora", "\u03f9ORA"), ("Mark", "rnark"),
    ("Wanda", "vvanda"), ("Bob", "8ob"), ("Olga", "0lga"), ("Ivan", "lvan"), ("Sam", "\u0405\u0430m"),
    ("vigil", "Vigi1"),
)  # fmt: skip
APART = (("Ana", "Anna"), ("Lila", "Ilia"), ("Boris", "Doris"), ("Jan", "Ian"), ("Kim", "Tim"), ("Lee", "Leo"),
         ("Lee", "Lee Harper"))  # fmt: skip


@pytest.mark.parametrize(("name", "other"), ALIKE)
def test_names_that_look_or_sound_the_same_are_alike(name: str, other: str) -> None:
    assert are_alike(name, other)
    assert are_alike(other, name)


@pytest.mark.parametrize(("name", "other"), APART)
def test_names_that_a_reader_tells_apart_are_not(name: str, other: str) -> None:
    assert not are_alike(name, other)


@given(
    st.text(max_size=30),
    st.sampled_from(["\u200b", "\u2060", " ", "\u00ad", "\u0301", "\ufe0f", "\U000e0041"]),
)
def test_what_nobody_sees_makes_no_difference(name: str, unseen: str) -> None:
    assert not are_alike(name, "x" * 40)
    if are_alike(name, name):
        assert are_alike(name, f"{unseen}{name}{unseen}")


@pytest.mark.either
@pytest.mark.parametrize("name", LIKE_LEE)
def test_a_colleagues_name_is_refused_in_settings(cast: Cast, name: str) -> None:
    rea = cast.client(cast.rea)

    answer = rea.post("/settings", data={"name": name, "zone": "UTC"})

    assert answer.status_code == 422
    assert "Somebody here has this name, or one that reads like it" in answer.text
    assert names(cast)[number_of(cast.lee)] == "Lee"
    assert names(cast)[number_of(cast.rea)] == "Rea"


def test_ones_own_name_may_stay_and_be_written_otherwise(cast: Cast) -> None:
    lee = cast.client(cast.lee)

    assert lee.post("/settings", data={"name": "Lee", "zone": "Asia/Aqtau"}).status_code == 303
    assert lee.post("/settings", data={"name": "LEE", "zone": "Asia/Aqtau"}).status_code == 303
    assert names(cast)[number_of(cast.lee)] == "LEE"


@pytest.mark.parametrize(("name", "sentence"), [
    ("\u041b\u0435\u0435", "or one that reads like it"), ("\u3164", "Write a name with letters in it"),
    ("vigil", "or one that reads like it"),
])  # fmt: skip
def test_a_colleagues_name_is_refused_at_joining_and_the_link_still_works(
    cast: Cast, name: str, sentence: str
) -> None:
    with cast.database.writing(actor_id=cast.ana.id, actor="Ana", at=clock.now()) as session:
        token = invite(session, "new@example.org", number_of(cast.campaign), "volunteer")
    stranger, here = cast.client(), f"/invitations/{token}"

    answer = stranger.post(here, data={"name": name, "new_password": PASSPHRASE})

    assert answer.status_code == 422
    assert sentence in answer.text
    again = stranger.post(here, data={"name": "Lee Harper", "new_password": PASSPHRASE})
    assert again.status_code == 303
    assert "Lee Harper" in names(cast).values()


@pytest.mark.parametrize("email", ["new@example.org", "rea@example.org"])
def test_a_colleagues_name_is_refused_at_the_keyboard(cast: Cast, email: str) -> None:
    given = Namespace(
        email=email, name="L\u0435e", role="reader", campaign="zhanaozen", passphrase_stdin=False,
        campaign_name=None, zone=None,
    )  # fmt: skip

    with pytest.raises(CommandFault, match="Somebody here has this name"):
        volunteer_add(cast.settings, given)

    assert "L\u0435e" not in names(cast).values()


def names(cast: Cast) -> dict[int, str]:
    """What everybody is called now."""
    with cast.database.reading() as session:
        return dict(every_name(session))
