"""What has left about somebody is listed for whoever has to recall it, on the page of the stop and of the case."""

from html import unescape

from app.cases.models import CaseMember, Entry
from app.db import number_of
from tests import clock
from tests.letters.written import approved, kept, prepared
from tests.story import Cast


def test_after_a_stop_the_letters_that_left_are_listed_with_office_and_day(cast: Cast) -> None:
    prepared(cast)
    sent, may, draft, again = approved(cast), approved(cast), kept(cast), approved(cast)
    lee = cast.client(cast.lee)
    for channel in ("post", "email"):
        assert lee.post(f"{sent}/send", data={"channel": channel, "month": "2026-10"}).status_code == 303
    assert lee.post(f"{again}/reopen").status_code == 303
    lee.post("/cases/K-001/consent/stop", data={"given_by": "her daughter"})
    page = unescape(lee.get("/cases/K-001/stop").text)
    assert "3 letters have left, or may have: these offices have them" in page
    rows = page.split('id="left"')[1]
    assert rows.count("Embassy of Kazakhstan in London") == 3
    assert "Sent 2 times in October 2026" in rows
    assert f'href="{sent}"' in rows
    assert "it may have been printed, copied or mailed since" in rows
    assert "taken back later: it may have been printed or mailed before" in rows
    assert f'href="{may}"' in rows
    assert f'href="{draft}"' not in rows
    assert "3 letters have left, or may have" in unescape(lee.get("/cases/K-001").text)
    assert "/cases/K-001/stop#left" in lee.get("/cases/K-001/consent").text


def test_where_nothing_left_nothing_is_listed_and_a_letter_one_may_not_see_is_not_counted(cast: Cast) -> None:
    facts = prepared(cast)
    lee, rea = cast.client(cast.lee), cast.client(cast.rea)
    kept(cast)
    assert "letter has left" not in lee.get("/cases/K-001/stop").text
    letter = approved(cast)
    assert letter in rea.get("/cases/K-001/stop").text
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        session.get_one(Entry, facts["ill"]).visibility = "restricted"
        session.add(CaseMember(case_id=number_of(cast.case), volunteer_id=number_of(cast.lee)))
    assert letter in lee.get("/cases/K-001/stop").text
    for page in ("/cases/K-001/stop", "/cases/K-001"):
        assert letter not in rea.get(page).text
        assert "letter has left" not in rea.get(page).text
