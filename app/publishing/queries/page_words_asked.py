"""The words of pages asked of the gate of words, and of the places of detention: what may not leave now, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.accounts.models import Campaign
from app.cases.models import Case, Entry, EntryKind
from app.consent.models import FieldGroup, Use
from app.consent.queries.consents import AsOf
from app.consent.queries.spellings import Near, people_seen
from app.consent.rules import Consented, may_leave
from app.consent.word_gate import HIDDEN, Doubt, Finding, Speech, Spoken, Verdict, asked_each
from app.directory.models import Facility, Place
from app.publishing.page_content import Content
from app.publishing.page_free_words import FACT_LINE, Said, Why, said_on
from app.publishing.place_words import Places
from app.text import marked
from app.web.viewer import Viewer

Held = tuple[int, str]


class Asked(NamedTuple):
    """One content with the case, person and campaign it is about; `id` tells it from the others."""

    id: int
    case_id: int
    person_id: int
    campaign_id: int
    content: Content
    use: Use = Use.PUBLIC

    @property
    def said(self) -> Iterator[tuple[str, list[Said]]]:
        """Its words by where they stand, each place for itself: what one says keeps no other silent."""
        for where, said in groupby(self._sorted(), key=lambda one: one.where):
            yield where, list(said)

    def _sorted(self) -> list[Said]:
        return sorted((one for one in said_on(self.content) if one.text), key=lambda one: one.where)


def why_held(
    session: Session,
    asked: Sequence[Asked],
    consents: Mapping[int, Sequence[Consented]],
    as_of: AsOf,
    viewer: Viewer | None = None,
) -> dict[Held, Why]:
    """Which words of which contents may not leave, and why; as many statements for many as for one.

    To a viewer nobody is named of whom they may not know.
    """
    found: dict[Held, Why] = {}
    for use in dict.fromkeys(one.use for one in asked):
        found |= _held_for(session, [one for one in asked if one.use is use], consents, as_of, viewer)
    return found


def _held_for(
    session: Session,
    asked: Sequence[Asked],
    consents: Mapping[int, Sequence[Consented]],
    as_of: AsOf,
    viewer: Viewer | None,
) -> dict[Held, Why]:
    """The same for contents that are all for one use."""
    marks = [((one.id, where), one, said) for one in asked for where, said in one.said]
    speeches = [
        Speech(
            [Spoken("", text.text) for text in said],
            Near(frozenset({one.person_id}), frozenset({one.campaign_id})),
        )
        for _mark, one, said in marks
    ]
    verdicts = asked_each(session, speeches, asked[0].use, as_of)
    seen = _seen(session, verdicts, viewer)
    found = {
        mark: _why(min(verdict.findings, key=_less_plain), one.person_id, seen, verdict.doubts)
        for (mark, one, _said), verdict in zip(marks, verdicts, strict=True)
        if verdict.findings
    }
    return _at_places(session, asked, consents, as_of) | found


def _seen(session: Session, verdicts: Sequence[Verdict], viewer: Viewer | None) -> frozenset[int] | None:
    """Whom the viewer may know of; None where nobody reads the reasons."""
    people = {one.person for verdict in verdicts for one in verdict.findings if one.person is not None}
    if viewer is None or not people:
        return None
    kept = frozenset[int]().union(*(verdict.kept for verdict in verdicts))
    seen = people_seen(session, viewer, people, kept & people)
    for verdict in verdicts:
        verdict.ask_about_hidden(session, seen)
    return seen


def _less_plain(finding: Finding) -> bool:
    return finding.group is not FieldGroup.NAME


def _why(finding: Finding, own: int, seen: frozenset[int] | None, doubts: Iterable[Doubt]) -> Why:
    if seen is not None and finding.person not in seen:
        return Why(marked(HIDDEN), hidden=True)
    names = finding.group is FieldGroup.NAME
    about = own if finding.person is None else finding.person
    doubt = next((one for one in doubts if one.person == about != own), None)
    return Why(finding.why, "" if about == own else finding.name, names=names, doubt=doubt)


def _at_places(
    session: Session, asked: Sequence[Asked], consents: Mapping[int, Sequence[Consented]], as_of: AsOf
) -> dict[Held, Why]:
    """Words that say where somebody is held who has not allowed that."""
    hidden = {}
    for one in asked:
        answer = may_leave(consents.get(one.person_id, ()), FieldGroup.PLACE, one.use, as_of.today)
        if not answer.yes:
            hidden[one.case_id] = answer.reason
    places = _places_held(session, sorted(hidden)) if hidden else {}
    return {
        (one.id, said.where): Why(hidden[one.case_id])
        for one in asked
        if one.case_id in places
        for said in said_on(one.content)
        if not said.where.endswith(FACT_LINE) and places[one.case_id].in_text(said.text)
    }


def _places_held(session: Session, case_ids: Sequence[int]) -> dict[int, Places]:
    """By every known spelling, where the persons of these cases are or were held.

    The campaign's own name tells nothing of one of its cases.
    """
    town = aliased(Place)
    wanted: Any = (
        select(
            col(Entry.case_id), col(Campaign.name), col(Entry.place_text), col(Place.name), col(Place.also),
            col(Facility.name), col(Facility.also), col(Facility.name_local), col(town.name), col(town.also),
        )
        .select_from(Entry)
        .join(Case, col(Case.id) == col(Entry.case_id))
        .join(Campaign, col(Campaign.id) == col(Case.campaign_id))
        .outerjoin(Place, col(Place.id) == col(Entry.place_id))
        .outerjoin(Facility, col(Facility.id) == col(Entry.facility_id))
        .outerjoin(town, col(town.id) == col(Facility.place_id))
        .where(
            col(Entry.case_id).in_(case_ids), col(Entry.kind) == EntryKind.CUSTODY, col(Entry.removed_at).is_(None)
        )
    )  # fmt: skip
    names: defaultdict[int, set[str]] = defaultdict(set)
    heard: dict[int, str] = {}
    rows: Any = session.connection().execute(wanted)
    for case_id, campaign, *known in rows:
        heard[case_id] = campaign
        names[case_id] |= {name for name in known if name}
    return {case_id: Places(known, heard=heard[case_id]) for case_id, known in names.items()}
