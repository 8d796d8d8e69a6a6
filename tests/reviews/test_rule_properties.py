"""What holds of every rule, whatever the facts."""

from datetime import date, timedelta

from hypothesis import given as drawn
from hypothesis import strategies as st

from app.cases.models import EntryKind
from app.cases.queries.timeline import Fact
from app.directory.periods import Periods
from app.reviews.date_preview import Before, moves
from app.reviews.due_date import Look, earliest
from app.reviews.reconcile import still_due
from app.reviews.rules import dues_of
from tests.dates.drawn import fuzzy_dates
from tests.reviews.facts import fact, given, law

DAYS = st.dates(date(2008, 1, 1), date(2020, 12, 31))
LAWS = Periods(
    (law("appeal-deadline", "P10D", counting="working"), law("parole", "1/3"), law("parole-least", "P6M"))
)


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """A few facts of the kinds that rules read, dated loosely."""
    made = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        kind = draw(st.sampled_from(list(EntryKind)))
        fields: dict[str, object] = {}
        if kind is EntryKind.SENTENCE:
            fields = {
                "form": draw(st.sampled_from(["prison", "suspended", "administrative-detention"])),
                "length": draw(st.sampled_from(["P5Y", "P1M", "P10D"])),
            }
        elif kind is EntryKind.CUSTODY:
            fields = {
                "form": draw(st.sampled_from(["remand", "administrative-detention", "prison"])),
                "length": draw(st.sampled_from([None, "P10D"])),
            }
        elif kind is EntryKind.HEALTH_ALERT:
            fields = {
                "severity": draw(st.sampled_from(["hunger-strike", "critical", "serious", "watch", None]))
            }
        elif kind is EntryKind.HEARING:
            fields = {"stage": draw(st.sampled_from(["trial", "verdict", None]))}
        made.append(
            fact(
                number,
                kind,
                draw(st.none() | fuzzy_dates.map(lambda drawn: drawn.edtf if drawn else None)),
                **fields,
            )
        )
    return made


@drawn(facts(), DAYS)
def test_no_rule_gives_a_date_before_its_base(told: list[Fact], today: date) -> None:
    known = {one.id: one for one in told}

    for due in dues_of(given(*told, today=today, periods=LAWS, country="KZ")):
        bases = [known[number].on for number in due.rests_on]
        first = min((earliest(on) for on in bases if on), default=date.min)
        assert first <= due.due <= due.last


@drawn(facts(), DAYS)
def test_the_same_facts_give_the_same_dates_and_each_once(told: list[Fact], today: date) -> None:
    once = dues_of(given(*told, today=today, periods=LAWS, country="KZ"))
    again = dues_of(given(*reversed(told), today=today, periods=LAWS, country="KZ"))

    assert {due.identity: due.due for due in once} == {due.identity: due.due for due in again}
    assert len({due.identity for due in once}) == len(once)


@drawn(facts(), DAYS)
def test_every_date_explains_itself(told: list[Fact], today: date) -> None:
    for due in dues_of(given(*told, today=today, periods=LAWS, country="KZ")):
        assert due.title
        assert due.reason.endswith((".", "?"))
        assert due.arithmetic


@drawn(facts(), DAYS, st.integers(0, 400))
def test_a_look_never_brings_an_earlier_date(told: list[Fact], today: date, ahead: int) -> None:
    before = {due.identity: due for due in dues_of(given(*told, today=today, periods=LAWS, country="KZ"))}
    looked = today + timedelta(days=ahead)
    looks = {identity: Look(looked, due.due) for identity, due in before.items()}

    after = dues_of(given(*told, today=looked, periods=LAWS, country="KZ", looks=looks))

    for due in after:
        kept = still_due(due, looks.get(due.identity))
        if kept is not None and due.identity in before and due.rule not in ("birthday", "anniversary"):
            assert kept.due >= before[due.identity].due


@drawn(facts(), DAYS)
def test_what_does_not_change_moves_nothing(told: list[Fact], today: date) -> None:
    found = dues_of(given(*told, today=today, periods=LAWS, country="KZ"))
    before = {due.identity: Before(due.title, due.due, due.last) for due in found}

    assert moves(before, found, today) == []
