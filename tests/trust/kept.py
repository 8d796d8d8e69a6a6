"""What is added to the world for the eyes of one volunteer alone: whatever hangs together with what others may see."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlmodel import Session, col, select

from app.accounts.models import Volunteer
from app.campaigning.models import Action, ActionLink, Demand, DemandLink, Donation, Fund, Gathering, Tally
from app.cases.kinds import EntryKind
from app.cases.models import (
    Case,
    CaseMember,
    ConflictChoice,
    Entry,
    Erasure,
    Figure,
    GroupMember,
    IncidentGroup,
    IncidentMember,
    PersonLink,
    PersonName,
)
from app.consent.models import Approval, Consent
from app.db import Database, number_of
from app.directory.models import Addressee, Facility, Organisation, Place
from app.letters.models import Letter, LetterBatch, LetterBatchItem, LetterCase, LetterSending
from app.reviews.models import Review
from app.sources.models import Citation, Source, SourceDerivation
from tests import clock, story
from tests.trust import world
from tests.trust.world import Scope, World

QUIET = "K-010"  # an open case for which no action runs
PAUSES = (
    "release",
    "death",
)  # kept or not, these pause every action for the case, as everybody who runs it must see
_SERIAL = count()


def furnish_the_open(database: Database, everyone: World) -> Volunteer:
    """Before: the team's own case with letters, dates and an action, and one without; Ira, who is named on both."""
    with database.writing(actor="the story", at=clock.now() - timedelta(days=3)) as session:
        cast = everyone.cast
        ira = story.volunteer(session, "Ira", cast.campaign)
        case = session.get_one(Case, number_of(cast.case))
        place = Place(name="Aktau", country="KZ", key="aktau")
        session.add_all([place, Organisation(key="union", name="Union", kind="union")])
        session.flush()
        session.add(Facility(key="colony", name="Colony", place_id=place.id))
        source = story.source(session, "Text of the open case")
        quiet = story.case(session, cast.campaign, QUIET, "Natalia Sokolova")
        for one in (case, quiet):
            session.add(CaseMember(case_id=number_of(one), volunteer_id=number_of(ira)))
            for kind in ("custody", "charge", "hearing", "health-alert", "note", "release"):
                if kind != "release" or one is quiet:
                    _told(session, one, kind, "2026-11-10", [source], place_id=place.id)
            session.add(_by_hand(one, date(2026, 12, 20)))
            _letter(session, everyone, number_of(one))
        action = _action(session, everyone, "2026-011", "Write to the embassy")
        session.add(ActionLink(action_id=number_of(action), case_id=case.id))
    return ira


def _told(session: Session, case: Case, kind: str, on: str, sources: list[Source], **more: Any) -> Entry:
    made = story.entry(session, case, kind, on, summary=f"Told {kind}", **more)
    made.recorded_at = made.edited_at = session.info["at"]
    for source in sources:
        story.cited(session, source, made, field="place", value=source.key)
    return made


def add_what_is_kept(database: Database, everyone: World, ira: Volunteer) -> Scope:
    """A case and entries that Ira alone may see, tied in every way to what is open and to Nora's restricted case."""
    scope = Scope("restricted", 5)
    with database.writing(actor="ira@example.org", at=clock.now()) as session:
        scope.ids["incident_id"] = everyone.scopes["team"].ids["incident_id"]
        world._furnish(session, everyone.cast, scope)
        case = session.get_one(Case, scope.ids["case_id"])
        session.add(CaseMember(case_id=scope.ids["case_id"], volunteer_id=number_of(ira)))
        _entries(session, everyone, case)
        _told_by_open_sources(session, everyone, scope)
        _actions(session, everyone, case)
        _letters(session, everyone, case)
        _people(session, everyone, case, ira)
        _waiting(session, everyone, case)
    return scope


def _source(session: Session, everyone: World) -> Source:
    return session.get_one(Source, everyone.scopes["team"].ids["source_id"])


def _entries(session: Session, everyone: World, case: Case) -> None:
    """Restricted entries of every kind on the open cases, and more on the restricted one, at open places."""
    home = session.get_one(Case, number_of(everyone.cast.case))
    quiet = session.scalars(select(Case).where(col(Case.reference) == QUIET)).one()
    open_text = _source(session, everyone)
    own = story.source(session, "text that only kept entries cite", published="2026-11-28")
    own.container_id = open_text.id
    for one, other in ((own, open_text), (open_text, own)):
        session.add(SourceDerivation(source_id=number_of(one), from_id=number_of(other)))
    where = {
        "place_id": session.scalars(select(col(Place.id))).first(),
        "facility_id": session.scalars(select(col(Facility.id))).first(),
        "incident_id": everyone.scopes["team"].ids["incident_id"],
    }
    for kind in EntryKind:
        for whose, visibility in (
            (home, "restricted"),
            (quiet, "restricted"),
            (case, "team"),
            (case, "restricted"),
        ):
            if whose is home and kind in PAUSES:
                continue
            made = _told(session, whose, kind, "2026-11-29", [own, open_text], visibility=visibility, **where)
            session.add(ConflictChoice(entry_id=number_of(made), field="place", reason="kept"))
    for day in ("2026-12-02", "2026-12-20", "2020-01-01"):
        _told(session, home, "hearing", day, [own], visibility="restricted")


def _told_by_open_sources(session: Session, everyone: World, scope: Scope) -> None:
    """An open text is cited for what hangs on the restricted case, and a new text for nothing else."""
    person, case_id = scope.ids["person_id"], scope.ids["case_id"]
    name = PersonName(person_id=person, text="Kept Spelling")
    member = session.scalars(select(IncidentMember).where(col(IncidentMember.case_id) == case_id)).one()
    figure = Figure(action_id=scope.ids["action_id"], measure="killed", value_min=3)
    gift = Donation(action_id=scope.ids["action_id"], donor="Kept", amount="3")
    demand = Demand(campaign_id=scope.ids["campaign_id"], by="Kept", by_kind="campaign", text="Kept demand")
    session.add_all([name, figure, gift, demand])
    session.flush()
    session.add(DemandLink(demand_id=number_of(demand), case_id=case_id))
    consent = session.scalars(select(Consent).where(col(Consent.person_id) == person)).first()
    told: dict[str, Any] = {
        "name_id": name.id, "role_id": scope.ids["role_id"], "link_id": scope.ids["link_id"], "member_id": member.id,
        "action_id": scope.ids["action_id"], "figure_id": figure.id, "donation_id": gift.id, "demand_id": demand.id,
        "person_id": person, "consent_id": consent.id if consent else None,
    }  # fmt: skip
    for column, number in told.items():
        new = story.source(session, f"kept text of {column}", published="2026-11-29")
        for source in (new, _source(session, everyone)):
            session.add(Citation(source_id=number_of(source), **{column: number}))
    group = session.scalars(select(IncidentGroup)).first()
    session.add(GroupMember(group_id=number_of(group), case_id=case_id))


def _action(session: Session, everyone: World, reference: str, title: str, **more: Any) -> Action:
    told: dict[str, Any] = {
        "ours": True, "kind": "letter-call", "state": "live", "until": date(2026, 12, 20), "made_at": clock.now(),
        "live_at": clock.now() - timedelta(days=2),
    }  # fmt: skip
    made = Action(
        reference=reference, campaign_id=number_of(everyone.cast.campaign), title=title, summary="Words",
        **(told | more),
    )  # fmt: skip
    session.add(made)
    session.flush()
    session.add(Tally(action_id=number_of(made), what="letters", channel="post", month="2026-11", count=7))
    return made


def _actions(session: Session, everyone: World, case: Case) -> None:
    """For the new case alone; for it and the open one; for it and Nora's; over, running, paused, of every kind."""
    open_id, nora_id = number_of(everyone.cast.case), everyone.scopes["restricted"].ids["case_id"]
    place = session.scalars(select(Place)).first()
    office = session.scalars(select(Addressee)).first()
    ways: tuple[tuple[str, dict[str, Any]], ...] = (
        ("021", {}),
        ("022", {"kind": "gathering", "on_edtf": "2026-12-10", "on_first": date(2026, 12, 10),
                 "on_last": date(2026, 12, 10), "place_id": number_of(place)}),
        ("023", {"kind": "fund", "addressee_id": number_of(office)}),
        ("024", {"state": "closed", "outcome": "released", "ended_at": clock.now(), "target": "Kept target"}),
        ("025", {"state": "awaiting-approval"}),
        ("026", {"ours": False, "state": "done", "kind": "gathering", "on_edtf": "2026-11-12",
                 "on_first": date(2026, 11, 12), "on_last": date(2026, 11, 12), "place_text": "Kept town"}),
    )  # fmt: skip
    for number, more in ways:
        for letter, others in (("", ()), ("7", (open_id,)), ("8", (nora_id,)), ("9", (open_id, nora_id))):
            made = _action(session, everyone, f"2026-{number}{letter}", "Kept action", **more)
            for one in (number_of(case), *others):
                session.add(ActionLink(action_id=number_of(made), case_id=one))
            if more.get("kind") == "gathering":
                session.add(Gathering(action_id=number_of(made), city="Kept city", country="GB"))
            if more.get("kind") == "fund":
                session.add(Fund(action_id=number_of(made)))
            session.add(Approval(subject="action", action_id=number_of(made), asked_at=clock.now()))


def _letter(session: Session, everyone: World, case_id: int, state: str = "sent") -> Letter:
    made = Letter(
        campaign_id=number_of(everyone.cast.campaign), case_id=case_id, kind="release", state=state, subject="Subject",
        body="Body", sentences=[], made_at=clock.now(), addressee_id=world._office(session),
    )  # fmt: skip
    session.add(made)
    session.flush()
    session.add(LetterCase(letter_id=number_of(made), case_id=case_id))
    session.add(LetterSending(letter_id=number_of(made), channel="post", month="2026-11", count=4))
    return made


def _letters(session: Session, everyone: World, case: Case) -> None:
    """About the new case, in every state; and many at once, also with others."""
    open_id, nora_id, own = (
        number_of(everyone.cast.case),
        everyone.scopes["restricted"].ids["case_id"],
        number_of(case),
    )
    for state in ("draft", "awaiting-approval", "approved", "sent", "answered"):
        made = _letter(session, everyone, own, state)
        session.add(Approval(subject="letter", letter_id=number_of(made), case_id=own, asked_at=clock.now()))
    for cases in ([own], [own, open_id], [nora_id, own]):
        batch = LetterBatch(
            campaign_id=number_of(everyone.cast.campaign),
            kind="release",
            made_at=clock.now(),
            ended_at=clock.now(),
        )
        session.add(batch)
        session.flush()
        session.add_all(
            [LetterBatchItem(batch_id=number_of(batch), case_id=one, office="embassy") for one in cases]
        )


def _people(session: Session, everyone: World, case: Case, ira: Volunteer) -> None:
    """The open case's person has a restricted case too, and a tie to the new one; so has Nora's."""
    incident = everyone.scopes["team"].ids["incident_id"]
    for name, number in (
        ("open", everyone.cast.case.person_id),
        ("nora", everyone.scopes["restricted"].ids["person_id"]),
    ):
        second = Case(
            reference=f"K-00{8 if name == 'open' else 9}", campaign_id=number_of(everyone.cast.campaign),
            person_id=number, title="Second case", visibility="restricted", opened_at=clock.now(),
        )  # fmt: skip
        session.add(second)
        session.flush()
        session.add(CaseMember(case_id=number_of(second), volunteer_id=number_of(ira)))
        session.add(IncidentMember(incident_id=incident, case_id=second.id, part="kept part"))
        story.entry(session, second, "custody", "2026-11-29")
        link = PersonLink(person_id=number, other_id=case.person_id, kind="sibling", reason="kept")
        session.add(link)
        session.flush()
        session.add(Citation(source_id=number_of(_source(session, everyone)), link_id=link.id))
    session.add(Erasure(person_id=case.person_id, ground="family", asked_at=clock.now()))
    session.add(
        Consent(person_id=case.person_id, field_group="case", use="public", basis="refused", note="kept")
    )


def _by_hand(case: Case, due: date, **more: Any) -> Review:
    return Review(
        campaign_id=case.campaign_id, case_id=case.id, rule="by-hand", subject=f"by-hand-{next(_SERIAL)}",
        due=due, due_last=due, late_after=due, title="Look", reason="By hand", made_at=clock.now(),
        href=f"/cases/{case.reference}", **more,
    )  # fmt: skip


def _waiting(session: Session, everyone: World, case: Case) -> None:
    """Dates by hand on the new case, and on the open one for the few; done, open, late; and what waits for a yes."""
    home = session.get_one(Case, number_of(everyone.cast.case))
    lee = number_of(everyone.cast.lee)
    for day in (date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 2), date(2020, 1, 1)):
        session.add(_by_hand(case, day))
        session.add(_by_hand(home, day, kept_case_id=home.id))
        session.add(_by_hand(home, day, kept_case_id=home.id, holder_id=lee))
        session.add(_by_hand(home, day, kept_case_id=home.id, done_at=clock.now(), done_by_id=lee))
    for entry in session.scalars(select(Entry).where(col(Entry.visibility) == "restricted")).all()[-4:]:
        session.add(Approval(subject="entry", entry_id=entry.id, case_id=entry.case_id, asked_at=clock.now()))
