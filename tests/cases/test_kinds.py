"""What a kind of entry says of itself is whole, and every list of words names each thing there is."""

from dataclasses import replace
from typing import Any

import pytest

from app.cases.kinds import FORMS, KIND_TABLES, KINDS, EntryKind, KindRow
from app.cases.models import Standing, Visibility
from app.cases.rules.reading import GRAVITY
from app.cases.vocabulary import STANDINGS, VISIBILITIES, for_each, slugs
from app.consent.models import FieldGroup
from app.consent.rules import OF_KIND
from app.publishing.export_columns import table_of
from app.web.forms import asked
from tests.story import Cast


def column_of(table: type[KindRow], name: str) -> str:
    return name if name in table.model_fields else f"{name}_edtf"


def test_every_standing_and_every_visibility_has_its_words() -> None:
    assert slugs(STANDINGS) == tuple(Standing)
    assert slugs(VISIBILITIES) == tuple(Visibility)


def test_every_kind_is_declared_and_says_what_its_layers_ask() -> None:
    assert list(KINDS) == list(FORMS) == list(OF_KIND) == list(EntryKind)
    assert set(KIND_TABLES) == set(EntryKind) - {EntryKind.NOTE}
    assert set(OF_KIND.values()) <= set(FieldGroup)
    assert {slug for slug, kind in KINDS.items() if kind.gravity} == set(GRAVITY)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_the_date_comes_first_and_everything_under_more_last(kind) -> None:
    questions = asked(FORMS[kind.slug])
    assert next(iter(questions)) == "on"
    under_more = [question.more for question in questions.values()]
    assert under_more == sorted(under_more)
    assert {"on", "summary", "place_text", "note", "visibility"} <= set(questions)


def test_a_choice_offers_what_its_column_can_keep() -> None:
    for slug, table in KIND_TABLES.items():
        for name, sort in KINDS[slug].sorts.items():
            column_type: Any = table_of(table).columns[column_of(table, name)].type
            for value in slugs(sort.options):
                assert len(value) <= column_type.length, (slug, name, value)


@pytest.mark.parametrize("field", ["headline_fields", "read", "endings", "public", "seed_needs"])
def test_a_name_that_is_no_column_stops_the_program(field: str) -> None:
    wrong: dict[str, Any] = {field: ("no such",)}
    with pytest.raises(TypeError, match="no such"):
        replace(KINDS[EntryKind.RELEASE], **wrong)


def test_a_map_that_leaves_one_out_or_names_a_stranger_stops_the_program() -> None:
    assert for_each(("a", "b"), {"b": 2, "a": 1}) == {"a": 1, "b": 2}
    for wrong in ({"a": 1}, {"a": 1, "b": 2, "c": 3}):
        with pytest.raises(TypeError):
            for_each(("a", "b"), wrong)


def test_a_volunteer_chooses_a_charge_and_a_role_that_campaigns_elsewhere_need(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    charge = {
        "on": "2 June 2012",
        "normalised": "terrorism",
        "outcome": "pending",
        "source": "Hands off Roza",
    }
    assert lee.post("/cases/K-001/add/charge", data=charge).status_code == 303
    assert "Charged: Terrorism" in lee.get("/cases/K-001").text
    assert lee.post("/people/1/add/roles", data={"role": "teacher"}).status_code == 303
    assert "Teacher" in lee.get("/people/1").text
