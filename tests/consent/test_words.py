"""The gate of words: who is named in free words, which groups they touch, and whether consent covers both now."""

from collections.abc import Collection
from datetime import date

import pytest
from sqlalchemy import event, select

from app.accounts.rights import Role
from app.cases.models import Case, PersonName, PersonRole
from app.consent.models import ALL, Basis, Consent, FieldGroup, Namesake, Use
from app.consent.queries.consents import AsOf
from app.consent.queries.spellings import Near
from app.consent.word_gate import Speech, Spoken, Verdict, asked, asked_each
from app.db import number_of
from app.web.viewer import Viewer
from tests import clock, story
from tests.story import Cast

TODAY = AsOf(date(2013, 4, 30))
SHOWN = (FieldGroup.NAME, FieldGroup.CASE)


def written(cast: Cast, name: str, *groups: FieldGroup, stopped: bool = False, **more: object) -> Case:
    """Somebody with a case, and what of them may leave for the public."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        made = story.case(session, cast.campaign, f"K-{len(name):03d}", name, **more)
        for group in groups:
            session.add(
                Consent(
                    person_id=made.person_id,
                    field_group=group,
                    use=Use.PUBLIC,
                    basis=Basis.GIVEN,
                    given_by="family",
                )
            )
        if stopped:
            session.add(Consent(person_id=made.person_id, field_group=ALL, use=ALL, basis=Basis.REFUSED))
        return made


def ask(cast: Cast, text: str, about: Collection[Case] = ()) -> Verdict:
    with cast.database.reading() as session:
        near = Near(frozenset(one.person_id for one in about), frozenset({number_of(cast.campaign)}))
        return asked(session, Speech([Spoken("Summary", text)], near), Use.PUBLIC, TODAY)


def as_read_by(cast: Cast, verdict: Verdict, number: int | None) -> list[str]:
    viewer = Viewer(number or 0, "X", "x@example.org", zone="UTC", sign_in_id=1,
                    rights={number_of(cast.campaign): Role.VOLUNTEER.rights})  # fmt: skip
    with cast.database.reading() as session:
        return verdict.in_words(session, viewer)


def test_words_that_name_nobody_and_are_about_nobody_may_leave(cast: Cast) -> None:
    assert ask(cast, "Free all prisoners. Her daughter is ill.").yes
    assert ask(cast, "").yes


def test_whoever_is_named_has_to_agree(cast: Cast) -> None:
    far = written(cast, "Vadim Kuramshin")
    found = ask(cast, "Free them all. We think of Vadim Kuramshin too.")
    assert [(one.person, one.group, one.sentence) for one in found.findings] == [
        (far.person_id, FieldGroup.NAME, "We think of Vadim Kuramshin too.")
    ]
    assert as_read_by(cast, found, cast.lee.id) == [
        "Summary: “We think of Vadim Kuramshin too.” names Vadim Kuramshin. No consent for this: name."
    ]


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Vadim Kuramshin is in prison.", True), ("Vadim Kuramshin is ill.", False),
        ("Vadim Kuramshin was moved on Monday. He is ill.", False), ("Kuramshin", True), ("He is ill", True),
    ],
)  # fmt: skip
def test_each_group_needs_the_consent_of_those_it_tells_of(cast: Cast, text: str, *, leaves: bool) -> None:
    written(cast, "Vadim Kuramshin", *SHOWN)
    assert ask(cast, text).yes is leaves


def test_a_sentence_that_names_somebody_asks_only_them(cast: Cast) -> None:
    ill = written(cast, "Vadim Kuramshin", *SHOWN, FieldGroup.HEALTH)
    silent = written(cast, "Maksat Dosmagambetov", *SHOWN)
    assert ask(cast, "Vadim Kuramshin is ill. Maksat Dosmagambetov is held.", [ill, silent]).yes
    assert not ask(cast, "One of them is ill. Maksat Dosmagambetov is held.", [ill, silent]).yes


def test_a_relative_who_is_named_tells_of_somebody_else(cast: Cast) -> None:
    wife = written(cast, "Aliya Kuramshina", *SHOWN, FieldGroup.FAMILY, FieldGroup.HEALTH)
    husband = written(cast, "Vadim Kuramshin", *SHOWN)
    assert not ask(cast, "Aliya Kuramshina says that her husband is ill.", [wife, husband]).yes


def test_who_asked_to_stop_closes_all_that_is_about_them(cast: Cast) -> None:
    gone = written(cast, "Vadim Kuramshin", *SHOWN, stopped=True)
    assert not ask(cast, "Free all prisoners.", [gone]).yes
    assert not ask(cast, "Free V. Kuramshin.").yes
    assert as_read_by(cast, ask(cast, "Free all.", [gone]), cast.lee.id) == [
        "Vadim Kuramshin: Whoever speaks for this person has asked to stop."
    ]


def test_a_restricted_case_closes_and_is_told_to_nobody_else(cast: Cast) -> None:
    written(cast, "Vadim Kuramshin", *SHOWN, visibility="restricted")
    found = ask(cast, "We think of Vadim Kuramshin too.")
    assert not found.yes
    assert as_read_by(cast, found, cast.lee.id) == [
        "Somebody else has to look at these words before they can go out."
    ]


def test_somebody_else_of_the_same_name_is_not_asked(cast: Cast) -> None:
    far = written(cast, "Vadim Kuramshin")
    assert not ask(cast, "Vadim Kuramshin of Leeds speaks.", [cast.case]).yes
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        at, words = clock.now(), "Vadim Kuramshin of Leeds speaks"
        session.add(
            Namesake(
                person_id=far.person_id, about_id=cast.case.person_id, case_id=cast.case.id, words=words, reason="x",
                said_at=at, seen_at=at,
            )
        )  # fmt: skip
    assert ask(cast, "Vadim Kuramshin of Leeds speaks.", [cast.case]).yes
    assert ask(cast, "In June Vadim Kuramshin of Leeds speaks, they say.", [cast.case]).yes
    for more in ("Vadim Kuramshin is ill.", "With Vadim Kuramshin of Leeds speaks, V. Kuramshin is meant."):
        assert not ask(cast, f"Vadim Kuramshin of Leeds speaks. {more}", [cast.case]).yes
    assert not ask(cast, "Vadim Kuramshin of Leeds speaks.").yes
    assert not ask(cast, "Vadim Kuramshin of Leeds speaks.", [cast.case, far]).yes


def test_officials_may_be_named_for_their_office(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for name, role in (("Aralbai Nagashibaev", "judge"), ("Salamat Ibraev", "lawyer")):
            who = story.person(session, name)
            session.add(PersonRole(person_id=number_of(who), role=role))
    assert ask(cast, "Judge Aralbai Nagashibaev sentenced them.").yes
    assert not ask(cast, "Salamat Ibraev defends them.").yes


def test_a_spelling_that_was_corrected_is_found_anew(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        spelling = session.scalars(select(PersonName)).one()
        spelling.text = "Rosa Other"
    assert ask(cast, "Roza Tuletaeva").yes
    assert not ask(cast, "Rosa Other").yes


@pytest.mark.parametrize("many", [1, 40])
def test_many_things_are_asked_in_as_few_statements_as_one(cast: Cast, many: int) -> None:
    written(cast, "Vadim Kuramshin")
    near = Near(frozenset({cast.case.person_id}), frozenset({number_of(cast.campaign)}))
    statements: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_more: object) -> None:
        statements.append(sql)

    with cast.database.reading() as session:
        event.listen(session.connection(), "before_cursor_execute", note)
        found = asked_each(
            session, [Speech([Spoken("Title", "For Vadim Kuramshin")], near)] * many, Use.PUBLIC, TODAY
        )
    assert not any(one.yes for one in found)
    assert len(statements) <= 8
