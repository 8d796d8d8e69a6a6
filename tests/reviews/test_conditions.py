"""What somebody in freedom is bound to: looked at before it ends, when it is broken, and while its end is not known."""

from tests.reviews.facts import day, dues, fact


def test_a_condition_is_looked_at_before_its_last_day() -> None:
    ban = fact(1, "condition", "2013-02-01", form="travel-ban", until="2013-06-01")
    found = dues("awaited", ban)
    assert [(due.due, due.last) for due in found] == [(day("2013-05-18"), day("2013-06-01"))]
    assert "14 days before = 18 May 2013" in found[0].arithmetic
    lifted = fact(1, "condition", "2013-02-01", form="travel-ban", until="2013-06-01", ended="2013-04-01")
    assert dues("awaited", lifted) == []


def test_an_end_that_is_not_known_is_asked_for() -> None:
    bail = fact(1, "condition", "2013-02-01", form="bail")
    assert [due.title for due in dues("awaited", bail)] == ["A condition whose end is not known"]


def test_a_breach_has_to_be_followed() -> None:
    broken = fact(1, "condition", "2013-02-01", form="curfew", until="2013-06-01", breached="2013-04-20")
    assert "A condition is said to be broken" in [due.title for due in dues("awaited", broken)]
