"""Free words of a public action are held to everybody's consents: at approval, and again at every showing."""

from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import text

from app.campaigning.changes.second_reading import keep_read
from app.consent.models import ALL, Basis, Consent
from app.db import number_of
from app.sources.models import Source
from tests import clock, story
from tests.campaigning.acting import agree, live, stored
from tests.campaigning.test_public import consent, public
from tests.story import Cast

NAME = "Vadim Kuramshin"
PLAIN = {
    "title": "Free all prisoners",
    "summary": "We ask for freedom.",
    "asks": "Write today",
    "target": "The president",
}
KINDS = {
    "gathering": {
        **PLAIN,
        "on": "16 12 2012",
        "time": "12:00",
        "city": "London",
        "zone": "Europe/London",
        "place_text": "125 Pall Mall",
    },
    "petition": PLAIN,
    "fund": PLAIN,
    "letter-call": PLAIN,
}


@pytest.fixture
def vadim(cast: Cast) -> int:
    """Somebody else of the same campaign, of whom nothing may leave."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        return story.case(session, cast.campaign, "K-002", NAME).person_id


def allow(cast: Cast, person: int, *groups: str) -> None:
    """The family lets these groups be public."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for group in groups:
            session.add(
                Consent(
                    person_id=person, field_group=group, use="public", basis=Basis.GIVEN, given_by="family"
                )
            )


def stop(cast: Cast, person: int) -> None:
    """The family asks to stop."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(Consent(person_id=person, field_group=ALL, use=ALL, basis=Basis.REFUSED))


def shown(cast: Cast, ref: str, title: str = PLAIN["title"]) -> list[object]:
    """How a stranger finds it: the page, and whether lists, feed and map of the site tell of it."""
    world = cast.client()
    lists = ("/a", "/feeds/actions.atom", "/sitemap.xml")
    told = [any(one in unescape(world.get(there).text) for one in (title, f"/a/{ref}")) for there in lists]
    return [world.get(f"/a/{ref}").status_code, *told]


OPEN, CLOSED = [200, True, True, True], [410, False, False, False]


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("letter-call", "title"), ("letter-call", "summary"), ("letter-call", "asks"), ("letter-call", "target"),
        ("letter-call", "organiser"), ("gathering", "place_text"), ("gathering", "city"), ("gathering", "reach"),
        ("gathering", "bring"), ("petition", "wording"), ("petition", "hand_to"), ("fund", "holder"),
        ("fund", "purpose"), ("fund", "how"),
    ],
)  # fmt: skip
def test_no_field_may_name_somebody_who_has_not_agreed(cast: Cast, vadim: int, kind: str, field: str) -> None:
    consent(cast)
    ref = live(cast, kind, **KINDS[kind] | {field: f"{KINDS[kind].get(field, '')} for V. Kuramshin"})
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    for reader in (lee, ana):
        assert f"names {NAME}. No consent for this: name." in unescape(reader.get(f"/actions/{ref}").text)
    refused = agree(ana, ref, "publish")
    assert refused.status_code == 422
    assert "It cannot be public with these words" in unescape(refused.text)
    allow(cast, vadim, "name")
    assert agree(ana, ref, "publish").status_code == 303
    assert shown(cast, ref, ref) == OPEN
    stop(cast, vadim)
    assert shown(cast, ref, ref) == CLOSED


@pytest.mark.parametrize(
    "words",
    [NAME, "Вадима Курамшина", "Kuramshin", "vadim-kuramshin.example.org", "#FreeKuramshin", "В. Курамшину"],
)
def test_however_the_name_is_written(cast: Cast, vadim: int, words: str) -> None:
    assert vadim
    ref = live(cast, **PLAIN | {"summary": f"We ask for freedom. Free {words} now"})
    consent(cast)
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    assert agree(cast.client(cast.ana), ref, "publish").status_code == 422


@pytest.mark.parametrize("group", ["health", "family"])
def test_each_group_that_the_words_touch_is_asked(cast: Cast, group: str) -> None:
    ref = public(cast)
    assert shown(cast, ref, ref) == OPEN
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(
            text("UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE field_group = :group"),
            {"group": group},
        )
    assert shown(cast, ref, ref) == CLOSED


def later_in_the_record(cast: Cast) -> None:
    """Somebody is added to the record after the approval."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.case(session, cast.campaign, "K-009", "Anton Petrov")


def restricted(cast: Cast) -> None:
    """The same, and the case is for a few."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        made = story.case(session, cast.campaign, "K-009", "Anton Petrov", visibility="restricted")
        for group in ("name", "case"):
            session.add(
                Consent(
                    person_id=made.person_id,
                    field_group=group,
                    use="public",
                    basis=Basis.GIVEN,
                    given_by="family",
                )
            )


def in_a_source(cast: Cast) -> None:
    """The title of a source under it is corrected."""
    later_in_the_record(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        source = session.get_one(Source, 1)
        source.title = "Free Anton Petrov"


def in_an_address(cast: Cast) -> None:
    """The address of a source under it is added."""
    later_in_the_record(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.get_one(Source, 1).url = "https://news.example/2012/anton-petrov-beaten.html"


@pytest.mark.parametrize("event", [later_in_the_record, restricted])
def test_what_changes_afterwards_closes_it(cast: Cast, event: Callable[[Cast], None]) -> None:
    ref = public(cast, **PLAIN | {"summary": "We ask for freedom. With Anton Petrov."})
    assert shown(cast, ref) == OPEN
    event(cast)
    assert shown(cast, ref) == CLOSED


@pytest.mark.parametrize("event", [in_a_source, in_an_address])
def test_a_source_that_names_somebody_is_held_and_closes_once_read(
    cast: Cast, event: Callable[[Cast], None]
) -> None:
    ref = public(cast, **PLAIN)
    event(cast)
    page = cast.client().get(f"/a/{ref}")
    assert page.status_code == 200
    assert "Hands off Roza" not in page.text
    assert "Petrov" not in page.text.title()
    assert "names Anton Petrov" in unescape(cast.client(cast.ana).get(f"/actions/{ref}/words").text)
    with cast.database.writing(actor="as if it had been read", at=clock.now()) as session:
        keep_read(session, 1)
    assert shown(cast, ref) == CLOSED


def test_a_restricted_case_is_not_told_of_by_a_refusal(cast: Cast) -> None:
    restricted(cast)
    ref = live(cast, **PLAIN | {"summary": "With Anton Petrov."})
    page = unescape(cast.client(cast.ana).get(f"/actions/{ref}/publish").text)
    assert "Somebody else has to look at these words" in page
    assert "names Anton Petrov" not in page
    assert "K-009" not in page
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(
            text(
                "INSERT INTO minder (case_id, volunteer_id) SELECT id, :who FROM \"case\" WHERE reference = 'K-009'"
            ),
            {"who": cast.ana.id},
        )
    assert "names Anton Petrov" in unescape(cast.client(cast.ana).get(f"/actions/{ref}/publish").text)


def test_only_an_incident_behind_it_lets_no_name_out(cast: Cast, vadim: int) -> None:
    made = cast.client(cast.lee).post("/incidents/new", data={"title": "The trial", "kind": "mass-trial"})
    assert made.status_code == 303
    stop(cast, vadim)
    ref = live(cast, **PLAIN | {"cases": "", "incidents": "I-001", "summary": f"{NAME} has diabetes."})
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "The strike"})
    refused = agree(cast.client(cast.ana), ref, "publish")
    assert refused.status_code == 422
    assert "has asked to stop" in unescape(refused.text)
    with cast.database.writing(
        actor="the story", at=clock.now()
    ) as session:  # as the release before let it be
        session.connection().execute(text("UPDATE action SET published_at = live_at"))
    assert shown(cast, ref) == CLOSED
    assert stored(cast, "SELECT COUNT(*) FROM action WHERE published_at IS NOT NULL") == [(1,)]


def test_its_calendar_file_and_the_feed_of_dates_go_too(cast: Cast, vadim: int) -> None:
    allow(cast, vadim, "name")
    ref = public(
        cast, "gathering", **KINDS["gathering"] | {"on": "16 12 2099", "bring": f"A picture of {NAME}"}
    )
    world = cast.client()
    assert world.get(f"/a/{ref}/calendar.ics").status_code == 200
    stop(cast, vadim)
    assert world.get(f"/a/{ref}/calendar.ics").status_code == 410
    assert number_of(cast.case) == 1
