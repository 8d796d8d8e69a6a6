"""A person is found by any spelling of the name, alike on both databases, and never by who may not see them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session, col, select

from app.cases.models import PersonName
from app.cases.name_index import (
    candidates,
    fill_name_index,
    find_people,
    forget_unindexed,
    index_names,
    likely_duplicates,
    settle_names,
    unindex_names,
)
from app.db import Database, number_of
from tests import story
from tests.names.crowd import add_crowd
from tests.names.spelled import SPELLED_ALIKE


def add(session: Session, *spellings: str) -> int:
    """A person with these spellings, findable; returns their number."""
    made = story.person(session, spellings[0])
    session.add_all(PersonName(person_id=number_of(made), text=spelling) for spelling in spellings[1:])
    session.flush()
    settle_names(session)
    return number_of(made)


def found(session: Session, query: str, **how) -> list[int]:
    return [one.person_id for one in find_people(session, query, **how)]


def test_finds_a_person_by_another_spelling(session):
    roza = add(session, "Roza Tuletaeva")
    add(session, "Vadim Kuramshin")

    assert found(session, "Төлетаева") == [roza]
    assert found(session, "tuletajewa rosa") == [roza]


def test_says_which_spelling_was_found_and_how_well_it_fits(session):
    bozhenko = add(session, "Alexander Bozhenko", "Саша Боженко")

    (one,) = find_people(session, "Sasha Bozhenko")

    assert (one.person_id, one.spelling, one.score) == (bozhenko, "Саша Боженко", 1.0)


def test_the_best_come_first_and_each_person_once(session):
    vladimir = add(session, "Vladimir Kozlov", "Владимир Козлов", "Kozlov")
    other = add(session, "Vladimir Kozlovsky")
    vadim = add(session, "Vadim Kozlov")

    assert found(session, "Vladimir Kozlov") == [vladimir, other, vadim]
    assert found(session, "Vladimir Kozlov", limit=1) == [vladimir]


def test_a_short_form_alone_finds_the_full_name(session):
    bozhenko = add(session, "Alexander Bozhenko")

    assert found(session, "Sasha") == [bozhenko]


@pytest.mark.parametrize("typed", ["Li", "Л", "L", "Li W.", "li wei"])
def test_short_parts_are_found_as_beginnings(session, typed):
    add(session, "Kali Olim")
    li = add(session, "Li Wei")

    assert found(session, typed)[:1] == [li]


def test_who_may_not_be_seen_is_not_found_and_takes_no_place(session):
    seen = add(session, "Arman Ozhaubayev")
    for number in range(30):
        add(session, f"Arman Ozhaubayev {number}")

    where = col(PersonName.person_id).in_([seen])

    assert found(session, "Arman Ozhaubayev", where=where) == [seen]
    assert [one.person_id for one in candidates(session, "Arman Ozhaubayev", where, limit=1)] == [seen]


def test_warns_of_likely_duplicates_and_not_of_namesakes(session):
    sokolova = add(session, "Natalia Sokolova")
    add(session, "Natalia Azhigalieva")

    assert [one.person_id for one in likely_duplicates(session, "Наталья Соколова")] == [sokolova]
    assert likely_duplicates(session, "Natalia Kostiuchenko") == []


SIGNS = [
    '"',
    "''",
    "*",
    "NEAR(a b)",
    "-roza",
    "fold:",
    "roza:tul",
    "%",
    "_",
    "\\",
    "(",
    "a OR b",
    "AND",
    "NOT x",
]
SIGNS += ["\0", "roza\0tul", "\ud800", "{a}", "^roza", "+", "—", "🙂", "'; DROP TABLE person; --"]


@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_breaks_a_search(session, sign):
    roza = add(session, "Roza Tuletaeva")

    assert isinstance(find_people(session, sign), list)
    assert [one.person_id for one in candidates(session, f"Tuletaeva {sign}")] == [roza]
    assert [one.person_id for one in candidates(session, f"{sign}Tuletaeva")] == [roza]


@pytest.mark.parametrize("typed", ["a" * 5000, "ab " * 3000, "% _ — '", ""])
def test_what_is_no_name_finds_nobody(session, typed):
    add(session, "Roza Tuletaeva", "—")

    assert candidates(session, typed) == []


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_text_may_be_indexed_and_searched(session, typed):
    index_names(session, [(1, typed)])

    assert find_people(session, typed) == []  # indexed, but nobody has that spelling


def test_a_changed_spelling_is_found_and_the_former_no_longer(database):
    with writing(database) as session:
        kenzhebaev = add(session, "Bazarbai Kenzhebaev")
    with writing(database) as session:
        session.exec(select(PersonName)).one().text = "Sabit Ormanov"
        session.flush()
        settle_names(session)

    with database.reading() as session:
        assert found(session, "Sabit Ormanov") == [kenzhebaev]
        assert candidates(session, "Bazarbai Kenzhebaev") == []


def test_a_removed_spelling_is_no_longer_found(database):
    with writing(database) as session:
        add(session, "Bazarbai Kenzhebaev", "Kenzhebay")
    with writing(database) as session:
        for name in session.exec(select(PersonName)).all():
            session.delete(name)
        session.flush()
        settle_names(session)

    with database.reading() as session:
        assert rows_of_the_index(session) == []


def test_what_is_undone_was_never_indexed(database):
    with pytest.raises(ZeroDivisionError):
        fail_after_adding(database)

    with database.reading() as session:
        assert rows_of_the_index(session) == []


def test_indexing_twice_is_indexing_once(session):
    roza = add(session, "Roza Tuletaeva")
    name = session.exec(select(PersonName)).one()

    index_names(session, [(number_of(name), name.text)])
    fill_name_index(session.connection())

    assert len(rows_of_the_index(session)) == 1
    assert found(session, "Tuletaeva") == [roza]


def test_the_erased_leave_no_trace_in_the_index(session):
    add(session, "987654")
    assert "987" in kept_in_the_index(session)

    unindex_names(session, [number_of(session.exec(select(PersonName)).one())])
    forget_unindexed(session)

    assert "987" not in kept_in_the_index(session)


def test_every_spelling_finds_all_others_among_ten_thousand_people(session):
    add_crowd(session, 10_000)
    numbers = {text: add(session, text) for group in SPELLED_ALIKE for text in group}

    for group in SPELLED_ALIKE:
        for typed in group:
            assert {numbers[spelling] for spelling in group} <= set(found(session, typed)), typed


def writing(database: Database):
    return database.writing(actor="a test", at=story.BEGAN)


def fail_after_adding(database: Database) -> None:
    with writing(database) as session:
        add(session, "Bazarbai Kenzhebaev")
        raise ZeroDivisionError


def rows_of_the_index(session: Session) -> list[tuple[str, str]]:
    return [
        (fold, skeleton)
        for fold, skeleton in session.execute(text("SELECT fold, skeleton FROM name_trigram"))
    ]


def kept_in_the_index(session: Session) -> str:
    """Everything the index has written down, deleted or not, as far as the database lets itself be asked."""
    if session.get_bind().dialect.name == "postgresql":
        return str(rows_of_the_index(session))
    blocks = session.execute(text("SELECT block FROM name_trigram_data")).scalars()
    return str([*blocks, *rows_of_the_index(session)])
