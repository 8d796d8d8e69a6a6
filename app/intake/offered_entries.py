"""What an article proposes to one viewer: what is still open, beside what the record already says of the same."""

from dataclasses import dataclass

from app.cases.entry_words import in_one_line, kind_in_words, said
from app.cases.kinds import FORMS
from app.cases.models import Person
from app.cases.queries.timeline import Fact, timeline
from app.cases.queries.visible import workable_case
from app.db import fuzzy_of, number_of
from app.intake.article import Proposal, Reading, proposals
from app.intake.models import ArticleText
from app.intake.queries.article_texts import known_people, left_marks, places_known, taken_up
from app.refusal import Refusal
from app.sources.models import Source
from app.text import marked
from app.web.forms import Form, asked, read_form
from app.web.visit import Visit

MOST_BESIDE = 4
WORDY = frozenset({"on", "summary", "condition", "wording", "court", "place_text"})  # alike words may differ
SHOWN_APART = frozenset({"on", "summary"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact of the same kind that the record has: its words, and whether the text says otherwise."""

    entry_id: int
    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One proposal as it is shown."""

    proposal: Proposal
    kind: str
    answers: tuple[tuple[str, str], ...]  # what would be filled in, in words
    names: tuple[tuple[str, str], ...]  # the cases it may be about, by reference and name
    sentence: tuple[tuple[str, bool], ...]  # in pieces: the words, and whether they are marked
    beside: tuple[Beside, ...]

    @property
    def conflicts(self) -> bool:
        """Whether the record says something else of the same."""
        return any(one.differs for one in self.beside)


def read_for(visit: Visit, text: ArticleText, source: Source) -> Reading:
    """What the words propose, of the people whom this viewer may see."""
    people = known_people(visit.session, visit.me)
    return proposals(text.words, people, fuzzy_of(source, "published"), places_known(visit.session))


def still_open(visit: Visit, text: ArticleText, reading: Reading) -> list[Proposal]:
    """What nobody has accepted or left yet."""
    left, taken = left_marks(visit.session, number_of(text)), taken_up(visit.session, text.source_id)
    return [
        one
        for one in reading.proposals
        if one.key not in left and not any((case, one.kind, one.locator) in taken for case in one.cases)
    ]


def offered(visit: Visit, found: list[Proposal]) -> list[Offer]:
    """The proposals about cases in which the viewer may write."""
    cases: dict[str, tuple[str, list[Fact]] | None] = {}
    for reference in {case for one in found for case in one.cases}:
        try:
            case = workable_case(visit.session, visit.me, reference)
        except Refusal:
            cases[reference] = None
            continue
        who = visit.session.get_one(Person, case.person_id).name
        cases[reference] = (who, timeline(visit.session, number_of(case), visit.settings.today))
    return [offer for one in found if (offer := _offer(one, cases)) is not None]


def _offer(one: Proposal, cases: dict[str, tuple[str, list[Fact]] | None]) -> Offer | None:
    mine = [(case, cases[case]) for case in one.cases if cases[case] is not None]
    if not mine:
        return None
    facts = mine[0][1][1] if len(mine) == 1 and mine[0][1] else []
    beside = [_beside(one, fact) for fact in facts if fact.kind is one.kind and _may_be_same(one, fact)]
    names = tuple((reference, found[0]) for reference, found in mine if found)
    return Offer(
        one, kind_in_words(one.kind), _answers(one), names, _marked(one), tuple(beside[:MOST_BESIDE])
    )


def _answers(one: Proposal) -> tuple[tuple[str, str], ...]:
    questions = asked(FORMS[one.kind])
    form = read_form(FORMS[one.kind], {name: [value] for name, value in one.answers.items()})
    return tuple(
        (
            marked(questions[name].label),
            said(questions[name], getattr(form, name)) if isinstance(form, Form) else value,
        )
        for name, value in one.answers.items()
        if name in questions and name not in SHOWN_APART
    )


def _may_be_same(one: Proposal, fact: Fact) -> bool:
    return one.on is None or fact.on is None or fact.on.touches(one.on.first, one.on.last)


def _beside(one: Proposal, fact: Fact) -> Beside:
    differs = any(
        (known := getattr(fact.detail, name, None)) and known != value
        for name, value in one.answers.items()
        if name not in WORDY
    )
    return Beside(fact.id, in_one_line(fact), differs)


def _marked(one: Proposal) -> tuple[tuple[str, bool], ...]:
    """The sentence in pieces, with the words marked that the proposal rests on."""
    pieces, at = [], 0
    for begins, ends in one.spans:
        pieces += [(one.sentence[at:begins], False), (one.sentence[begins:ends], True)]
        at = ends
    return (*pieces, (one.sentence[at:], False))
