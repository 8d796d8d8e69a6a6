"""What each kind of public action tells the world, until it ends."""

from html import unescape

from sqlalchemy import text

from app.directory.models import Addressee
from tests import clock
from tests.campaigning.acting import live
from tests.campaigning.test_public import public
from tests.campaigning.test_read_by_two import confirm
from tests.story import Cast


def put(cast: Cast, sql: str) -> None:
    """Let the days pass."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(text(sql))


def test_a_petition_and_a_fund_tell_the_world_how_until_they_end(cast: Cast) -> None:
    lee, world = cast.client(cast.lee), cast.client()
    petition = public(cast, "petition", wording="We ask for her release.", hand_in="16 12 2099")
    fund = public(cast, "fund", holder="The campaign", purpose="Parcels", how="By transfer to the union")
    lee.post(f"/actions/{fund}/gifts", data={"amount": "10.50", "currency": "EUR", "donor": "Somebody"})
    lee.post(f"/actions/{fund}/gifts", data={"amount": "7", "currency": "KZT"})
    assert confirm(cast, fund) == 303
    page = unescape(world.get(f"/a/{petition}").text)
    assert "We ask for her release." in page
    assert f'href="/a/{petition}/sheet"' in page
    assert "We ask for her release." in world.get(f"/a/{petition}/sheet").text
    page = unescape(world.get(f"/a/{fund}").text)
    for words in (
        "The campaign",
        "Parcels",
        "By transfer to the union",
        "10.50 EUR in 1 gift",
        "7 KZT in 1 gift",
    ):
        assert words in page
    assert "Somebody" not in page
    put(cast, "UPDATE action SET until = '2013-05-31'")
    assert world.get(f"/a/{petition}/sheet").status_code == 410
    assert f'href="/a/{petition}/sheet"' not in world.get(f"/a/{petition}").text
    assert "By transfer to the union" not in world.get(f"/a/{fund}").text


def test_a_sheet_without_consent_says_that_it_may_not_be_shown(cast: Cast) -> None:
    ref = live(cast, "petition", wording="We ask for her release.")
    page = unescape(cast.client(cast.lee).get(f"/actions/{ref}/sheet").text)
    assert "Not to be shown outside. No consent for public use stands for K-001." in page


def test_the_world_sees_the_outcomes_of_public_actions_by_year(cast: Cast) -> None:
    ref = public(cast)
    lee = cast.client(cast.lee)
    assert "What came of it:" not in unescape(cast.client().get("/a").text)
    lee.post(
        f"/actions/{ref}/close", data={"outcome": "worse", "report": "She was moved to a harsher prison."}
    )
    hidden = live(cast)
    lee.post(f"/actions/{hidden}/close", data={"outcome": "released", "report": "She is free."})
    page = unescape(cast.client().get("/a").text)
    table = page.split(f"What came of it: Zhanaozen, {clock.now().year}")[1]
    assert table.index("Worse") > table.index("Released")
    rows = {row.split("<")[0].split(">")[-1]: row for row in table.split('scope="row">')[1:]}
    assert ">1<" in rows["Worse"]
    assert ">0<" in rows["Released"]


def test_a_gathering_is_over_the_day_after_it(cast: Cast) -> None:
    ref = public(cast, "gathering", on="16 12 2099")
    world = cast.client()
    assert "calendar.ics" in world.get(f"/a/{ref}").text
    put(cast, "UPDATE action SET on_edtf = '2013-05-31', on_first = '2013-05-31', on_last = '2013-05-31'")
    page = world.get(f"/a/{ref}").text
    assert "This action ended on 31 May 2013." in page
    assert "calendar.ics" not in page


def test_a_call_names_each_office_it_goes_to(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        offices = [Addressee(slug=f"office-{n}", office=f"Office {n}") for n in (1, 2, 3)]
        session.add_all(offices)
        session.flush()
        one, two, three = (office.id or 0 for office in offices)
    chosen = {"addressee_id": two, "second_addressee_id": one, "third_addressee_id": three}
    ref = public(cast, **{name: str(number) for name, number in chosen.items()})
    lee, world = cast.client(cast.lee), cast.client()
    for page in (lee.get(f"/actions/{ref}").text, world.get(f"/a/{ref}").text):
        assert all(f"Office {n}" in page for n in (1, 2, 3))
