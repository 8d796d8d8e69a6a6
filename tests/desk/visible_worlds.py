"""Small worlds drawn at random, and who sees what of them by the rules alone, without a database."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from app.accounts.models import Campaign, Membership, Volunteer
from app.accounts.rights import Role, rights_by_campaign
from app.campaigning.models import Action, ActionLink
from app.cases.models import (
    Case,
    CaseMember,
    Entry,
    Incident,
    IncidentMember,
    Minder,
    Person,
    PersonLink,
    Visibility,
)
from app.cases.rules import visible as rules
from app.letters.models import Letter, LetterCase
from app.reviews.models import Review
from app.sources.models import Citation, Source
from app.web.viewer import Viewer
from tests.story import BEGAN

CAMPAIGNS, VOLUNTEERS, PEOPLE, INCIDENTS = (range(1, most + 1) for most in (2, 2, 4, 2))


@dataclass(frozen=True)
class Drawn:
    """Everything by number. Of a pair of a thing and something else the thing comes first."""

    memberships: dict[int, dict[int, str]]  # of a volunteer: campaign and role
    cases: dict[int, tuple[int, int, bool]]  # campaign, person, whether it is restricted
    members: dict[int, Collection[int]]
    minders: dict[int, Collection[int]]
    entries: dict[int, tuple[int, bool]]  # case, whether it is restricted
    links: list[tuple[int, int]]
    in_incidents: list[tuple[int, int]]  # incident, person; an incident's campaign has the same number
    actions: dict[int, tuple[int, frozenset[int]]]  # campaign, cases
    letters: dict[int, tuple[frozenset[int], frozenset[int]]]  # cases, entries that it tells of
    reviews: dict[int, tuple[int, int | None, bool]]  # campaign, case, whether it rests on something kept
    sources: dict[int, frozenset[int]]  # entries that they tell of

    def viewer(self, number: int) -> Viewer:
        """The volunteer as the door knows them."""
        held = rights_by_campaign(self.memberships[number].items())
        return Viewer(number, f"V{number}", f"v{number}@example.org", "UTC", 0, held)


def _some(of: Collection[int]) -> st.SearchStrategy[frozenset[int]]:
    return st.frozensets(st.sampled_from(sorted(of)), max_size=2)


@st.composite
def worlds(draw: st.DrawFn) -> Drawn:
    """Two campaigns, two volunteers with any roles, and what hangs on a few cases of theirs."""
    roles = st.dictionaries(st.sampled_from(CAMPAIGNS), st.sampled_from([*Role, "no-such-role"]))
    cases = dict(enumerate(draw(st.lists(_case, min_size=1, max_size=4)), 1))
    entry = st.tuples(st.sampled_from(sorted(cases)), st.booleans())
    entries = dict(enumerate(draw(st.lists(entry, min_size=1, max_size=5)), 1))
    action = st.tuples(st.sampled_from(CAMPAIGNS), _some(cases))
    letter = st.tuples(_some(cases), _some(entries)).filter(lambda drawn: bool(drawn[0]))
    due = st.tuples(st.sampled_from(CAMPAIGNS), st.none() | st.sampled_from(sorted(cases)), st.booleans())
    return Drawn(
        memberships={number: draw(roles) for number in VOLUNTEERS},
        cases=cases,
        members={number: draw(_some(VOLUNTEERS)) for number in cases},
        minders={number: draw(_some(VOLUNTEERS)) for number in cases},
        entries=entries,
        links=[pair for pair in draw(st.lists(_pair, max_size=2, unique=True)) if pair[0] != pair[1]],
        in_incidents=draw(st.lists(_taking_part, max_size=2, unique=True)),
        actions=dict(enumerate(draw(st.lists(action, max_size=3)), 1)),
        letters=dict(enumerate(draw(st.lists(letter, max_size=3)), 1)),
        reviews=dict(enumerate(draw(st.lists(due, max_size=3)), 1)),
        sources=dict(enumerate(draw(st.lists(_some(entries), max_size=3)), 1)),
    )


_case = st.tuples(st.sampled_from(CAMPAIGNS), st.sampled_from(PEOPLE), st.booleans())
_pair = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
_taking_part = st.tuples(st.sampled_from(INCIDENTS), st.sampled_from(PEOPLE))


class Onlooker:
    """What one volunteer sees of a drawn world, by the rules."""

    def __init__(self, drawn: Drawn, number: int) -> None:
        self.drawn, self.number = drawn, number
        self.campaigns = drawn.viewer(number).campaigns

    def seen(self) -> dict[str, set[int]]:
        """The numbers they see, by table."""
        drawn = self.drawn
        asked: dict[str, tuple[Iterable[int], Callable[[int], bool]]] = {
            "case": (drawn.cases, self._case), "entry": (drawn.entries, self._entry), "person": (PEOPLE, self._person),
            "incident": (INCIDENTS, self._theirs), "action": (drawn.actions, self._action),
            "letter": (drawn.letters, self._letter), "review": (drawn.reviews, self._review),
            "source": (drawn.sources, self._source),
        }  # fmt: skip
        return {name: {number for number in numbers if see(number)} for name, (numbers, see) in asked.items()}

    def _theirs(self, campaign: int) -> bool:
        return campaign in self.campaigns

    def _named(self, case: int) -> bool:
        return rules.is_named_on(self.drawn, self.number, case)

    def _case(self, number: int) -> bool:
        campaign, _person, restricted = self.drawn.cases[number]
        return rules.case_is_seen(self._theirs(campaign), not restricted, self._named(number))

    def _entry(self, number: int) -> bool:
        case, restricted = self.drawn.entries[number]
        return rules.entry_is_seen(self._case(case), not restricted, self._named(case))

    def _action(self, number: int) -> bool:
        campaign, cases = self.drawn.actions[number]
        kept = (case for case in cases if self.drawn.cases[case][2])
        return rules.action_is_seen(self._theirs(campaign), all(map(self._case, kept)))

    def _letter(self, number: int) -> bool:
        cases, told = self.drawn.letters[number]
        entries = (self.drawn.entries[one] for one in told)
        facts = (rules.not_kept(not kept, self._named(case)) for case, kept in entries if case in cases)
        return rules.letter_is_seen(all(map(self._case, cases)), all(facts))

    def _review(self, number: int) -> bool:
        campaign, case, kept = self.drawn.reviews[number]
        theirs = self._theirs(self.drawn.cases[case][0] if case else campaign)
        grounds = rules.not_kept(not (kept and case), bool(case) and self._named(case or 0))
        return rules.date_is_seen(theirs, case is None or self._case(case), grounds)

    def _person(self, number: int) -> bool:
        own = [case for case, (_campaign, person, _kept) in self.drawn.cases.items() if person == number]
        taking_part = [incident for incident, person in self.drawn.in_incidents if person == number]
        ties = {one for pair in self.drawn.links if number in pair for one in pair} - {number}
        of_ties = [case for case, (_campaign, person, _kept) in self.drawn.cases.items() if person in ties]
        return rules.person_is_seen(
            any(map(self._case, own)), any(map(self._theirs, taking_part)), not own, any(map(self._case, of_ties)),
            not taking_part and not ties,
        )  # fmt: skip

    def _source(self, number: int) -> bool:
        entries = self.drawn.sources[number]
        return rules.source_is_seen(any(map(self._entry, entries)), not entries)


def put(session: Session, drawn: Drawn) -> None:
    """Write a drawn world down, row by row, with nothing derived."""
    _insert(session, [Campaign(id=n, slug=f"c{n}", name=f"C{n}") for n in CAMPAIGNS])
    _insert(
        session, [Volunteer(id=n, email=f"v{n}@example.org", name=f"V{n}", created_at=BEGAN) for n in VOLUNTEERS]
    )  # fmt: skip
    _insert(session, [
        Membership(volunteer_id=n, campaign_id=campaign, role=role)
        for n, roles in drawn.memberships.items() for campaign, role in roles.items()
    ])  # fmt: skip
    _insert(session, [Person(id=n, name=f"P{n}") for n in PEOPLE])
    _insert(
        session,
        [Incident(id=n, reference=f"I-{n}", campaign_id=n, title="x", kind="strike") for n in INCIDENTS],
    )
    _insert(session, [
        Case(id=n, reference=f"K-{n}", campaign_id=campaign, person_id=person, title="x", opened_at=BEGAN,
             visibility=_kept(restricted))
        for n, (campaign, person, restricted) in drawn.cases.items()
    ])  # fmt: skip
    _insert(session, [CaseMember(case_id=n, volunteer_id=v) for n, who in drawn.members.items() for v in who])
    _insert(session, [Minder(case_id=n, volunteer_id=v) for n, who in drawn.minders.items() for v in who])
    _insert(session, [
        Entry(id=n, case_id=case, kind="note", recorded_at=BEGAN, edited_at=BEGAN, visibility=_kept(restricted))
        for n, (case, restricted) in drawn.entries.items()
    ])  # fmt: skip
    _insert(session, [PersonLink(person_id=one, other_id=other, kind="friend") for one, other in drawn.links])
    _insert(session, [IncidentMember(incident_id=i, person_id=p) for i, p in drawn.in_incidents])
    _put_what_is_done(session, drawn)


def _put_what_is_done(session: Session, drawn: Drawn) -> None:
    _insert(session, [
        Action(id=n, reference=f"A-{n}", campaign_id=campaign, kind="petition", title="x", state="draft", made_at=BEGAN)
        for n, (campaign, _cases) in drawn.actions.items()
    ])  # fmt: skip
    _insert(
        session,
        [
            ActionLink(action_id=number, case_id=case, part="for")
            for number, (_campaign, cases) in drawn.actions.items()
            for case in cases
        ],
    )
    _insert(session, [
        Letter(id=n, campaign_id=drawn.cases[min(cases)][0], kind="x", subject="x", body="x", made_at=BEGAN,
               sentences=[{"rests": [f"entry-{one}" for one in told]}])
        for n, (cases, told) in drawn.letters.items()
    ])  # fmt: skip
    _insert(
        session,
        [LetterCase(letter_id=n, case_id=c) for n, (cases, _) in drawn.letters.items() for c in cases],
    )
    for number, (campaign, case, kept) in drawn.reviews.items():
        _insert(session, [
            Review(id=number, campaign_id=drawn.cases[case][0] if case else campaign, rule="x", subject=str(number),
                   case_id=case, kept_case_id=case if kept else None, due=BEGAN.date(), due_last=BEGAN.date(),
                   late_after=BEGAN.date(), title="x", reason="x", made_at=BEGAN)
        ])  # fmt: skip
    _insert(session, [Source(id=n, key=f"s{n}", title="x", kind="news") for n in drawn.sources])
    _insert(
        session, [Citation(source_id=n, entry_id=one) for n, told in drawn.sources.items() for one in told]
    )


def _kept(restricted: bool) -> str:  # noqa: FBT001 - a column of the drawn rows
    return Visibility.RESTRICTED if restricted else Visibility.TEAM


def _insert(session: Session, rows: list[Any]) -> None:
    for row in rows:
        table: type[SQLModel] = type(row)
        given = {name: value for name, value in row.model_dump().items() if name != "id" or value is not None}
        if "version" in given:
            given["version"] = 1
        session.connection().execute(insert(table), given)
