"""Three cases that differ only in who may see them, each with something of every sort, and secrets in all its words.

`team` is an ordinary case of the campaign, `restricted` one of the same campaign that only Nora may see, `other`
one of another campaign. Every text column that people write gets a secret of its own, which names its scope.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, SQLModel, select

from app.accounts.models import Campaign, Volunteer
from app.campaigning.models import Action, ActionLink, Demand, DemandLink, Donation, Fund, Gathering, Petition
from app.cases.kinds import EntryKind
from app.cases.models import (
    Case,
    CaseMember,
    ConflictChoice,
    Incident,
    IncidentMember,
    Minder,
    PersonLink,
    PersonRole,
)
from app.cases.models.attachments import Attachment
from app.cases.models.incidents import Figure, GroupMember, IncidentFact, IncidentGroup
from app.consent.models import Approval, Consent
from app.db import Database, number_of
from app.directory.models import Addressee
from app.letters.models import Letter, LetterBatch, LetterBatchItem, LetterCase
from app.reviews.models import Review
from app.settings import Settings
from app.sources.models import SourceDerivation
from tests import story
from tests.trust.leaving import take_off
from tests.trust.wording import wordy

WHEN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
SECRET = re.compile(r"zq(team|restricted|other|kept)\d\d\dx")
SCOPES = ("team", "restricted", "other")
KEPT = "kept"  # a restricted entry on the team's case: for those who look after the case or are named on it


@dataclass
class Scope:
    """One of the three: how to address its things, and its secrets by column."""

    name: str
    number: int
    ids: dict[str, int] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def case(self) -> str:
        """The reference of its case."""
        return f"K-00{self.number}"

    @property
    def incident(self) -> str:
        """The reference of its incident."""
        return f"I-00{self.number}"

    @property
    def action(self) -> str:
        """The reference of its action."""
        return f"2026-00{self.number}"


@dataclass
class World:
    """The cast, Nora, who is named on the restricted case, Ada, who runs the installation, Una, who is named no longer,
    Finn, who has left the campaign, and the three scopes.
    """

    cast: story.Cast
    nora: Volunteer
    ada: Volunteer
    una: Volunteer
    finn: Volunteer
    scopes: dict[str, Scope]

    @property
    def personas(self) -> dict[str, tuple[Volunteer | None, frozenset[str]]]:
        """Everybody, with the scopes whose secrets they may read."""
        team = frozenset({"team"})
        return {
            "nobody": (None, frozenset()),
            "stranger": (self.cast.sam, frozenset({"other"})),
            "reader": (self.cast.rea, team),
            "volunteer": (self.cast.lee, team),
            "coordinator": (self.cast.ana, team | {KEPT}),  # she looks after the case
            "named": (self.nora, team | {"restricted", KEPT}),
            "admin": (self.ada, frozenset()),
            "unlinked": (self.una, team),
            "former": (self.finn, frozenset()),
        }


def world(settings: Settings, database: Database) -> World:
    """Everybody and everything."""
    settings = replace(settings, vault_key="k" * 43)
    cast = story.the_cast(settings, database)
    with database.writing(actor="the story", at=WHEN) as session:
        nora = story.volunteer(session, "Nora", cast.campaign)
        ada = story.volunteer(session, "Ada", None)
        ada.is_admin = True
        una, finn = (story.volunteer(session, name, cast.campaign) for name in ("Una", "Finn"))
    scopes = {name: Scope(name, number) for number, name in enumerate(SCOPES, 2)}
    for scope in scopes.values():
        with database.writing(actor="the story", at=WHEN) as session:
            made: list[object] = []
            event.listen(session, "pending_to_persistent", lambda _session, row, made=made: made.append(row))
            _furnish(session, cast, scope)
            if scope.name == "restricted":
                row = CaseMember(case_id=scope.ids["case_id"], volunteer_id=number_of(nora))
                session.add(row)
            _plant(session, scope, made)
    scopes[KEPT] = _keep(database, scopes["team"], nora)
    take_off(database, scopes["restricted"].ids["case_id"], scopes["team"].ids["case_id"], [una, finn])
    return World(cast, nora, ada, una, finn, scopes)


def _keep(database: Database, team: Scope, nora: Volunteer) -> Scope:
    """A restricted health alert on the team's case, with a text of its own, that somebody has changed since."""
    kept = Scope(KEPT, team.number, dict(team.ids))
    with database.writing(actor="the story", at=WHEN) as session:
        made: list[object] = []
        event.listen(session, "pending_to_persistent", lambda _session, row: made.append(row))
        case = session.get(Case, team.ids["case_id"])
        source = story.source(session, "text of kept", author="x", note="x")
        for kind in ("health-alert", "release"):
            kept.ids["entry_id"] = _entry(session, case, kind, source, visibility="restricted")
        kept.ids["source_id"] = number_of(source)
        approval = Approval(
            subject="entry", entry_id=kept.ids["entry_id"], case_id=team.ids["case_id"], asked_at=WHEN
        )
        session.add(approval)
        session.flush()
        kept.ids["approval_id"] = number_of(approval)
        _plant(session, kept, made)
    with database.writing(actor="the story", at=WHEN) as session:
        session.add(CaseMember(case_id=team.ids["case_id"], volunteer_id=number_of(nora)))
    return kept


def _furnish(session: Session, cast: story.Cast, scope: Scope) -> None:
    """One case with something of every sort."""
    other = session.get(Campaign, number_of(cast.campaign) + 1)
    campaign = other if scope.name == "other" else session.get(Campaign, number_of(cast.campaign))
    assert campaign is not None
    case = story.case(
        session, campaign, scope.case, "x", summary="x", public_interest="x", open_question="x",
        visibility="restricted" if scope.name == "restricted" else "team",
    )  # fmt: skip
    source = story.source(session, f"text of {scope.name} {scope.number}", author="x", note="x")
    entries = [_entry(session, case, kind, source) for kind in EntryKind]
    relative = story.person(session, "x")
    made = _parts(session, case, number_of(relative), entries, scope)
    if scope.name != "restricted":
        session.add(Minder(case_id=number_of(case), volunteer_id=number_of(cast.ana)))
    session.add_all(made.values())
    session.flush()
    session.add(LetterCase(letter_id=number_of(made["letter"]), case_id=number_of(case)))
    session.add(ConflictChoice(entry_id=entries[0], field="court", reason="x"))
    scope.ids |= {f"{noun}_id": number_of(row) for noun, row in made.items()}
    scope.ids |= {"case_id": number_of(case), "person_id": case.person_id, "entry_id": entries[0]}
    scope.ids |= {"source_id": number_of(source), "campaign_id": number_of(campaign)}
    scope.ids |= {"relative_id": number_of(relative)}
    _incident_and_action(session, campaign, scope)


def _parts(
    session: Session, case: Case, relative_id: int, entries: list[int], scope: Scope
) -> dict[str, SQLModel]:
    """What hangs on a case and its person, by the noun that stands in addresses."""
    case_id, person_id, campaign_id = number_of(case), case.person_id, case.campaign_id
    return {
        "role": PersonRole(person_id=person_id, role="oil-worker", note="x"),
        "link": PersonLink(person_id=relative_id, other_id=person_id, kind="child", reason="x"),
        "consent": Consent(
            person_id=person_id, field_group="case", use="letter", basis="given", given_by="x", given_how="x",
            note="x",
        ),
        "approval": Approval(subject="entry", entry_id=entries[-1], case_id=case_id, asked_at=WHEN),
        "review": Review(
            campaign_id=campaign_id, case_id=case_id, rule="by-hand",
            subject=f"case-{scope.number}", due=date(2026, 11, 2),
            due_last=date(2026, 11, 2), late_after=date(2026, 11, 2),
            title="x", reason="x", made_at=WHEN, href=f"/cases/{scope.case}",
        ),
        "file": Attachment(
            case_id=case_id, kind="document", media_type="application/pdf", name="x", caption="x", credit="x",
            stored=f"{scope.number:032x}", size=1, sha256="0" * 64, sent_sha256="0" * 64, added_at=WHEN,
        ),
        "letter": Letter(
            campaign_id=campaign_id, case_id=case_id, kind="medical-care", state="draft", subject="x", body="x",
            sentences=[], made_at=WHEN, addressee_id=_office(session),
        ),
    }  # fmt: skip


def _office(session: Session) -> int:
    """An office that everybody may write to; its words are no secret."""
    found = session.exec(select(Addressee)).first()
    if found is None:
        found = Addressee(slug="embassy", office="Embassy", country="GB", city="London")
        session.add(found)
        session.flush()
    return number_of(found)


def _entry(session: Session, case: Any, kind: str, source: Any, **more: Any) -> int:
    made = story.entry(session, case, kind, "2026-10", summary="x", note="x", on_note="x", **more)
    story.cited(session, source, made, locator="x", claimant="x", note="x")
    return number_of(made)


def _incident_and_action(session: Session, campaign: Campaign, scope: Scope) -> None:
    """What is about the case alone: an incident is its campaign's, an action is seen with its cases."""
    action = Action(
        reference=scope.action, campaign_id=number_of(campaign), ours=True, kind="letter-call", state="live",
        title="x", summary="x", asks="x", target="x", organiser="x", asked_for_by="x", until=date(2099, 1, 1),
        made_at=WHEN,
    )  # fmt: skip
    session.add(action)
    session.flush()
    session.add(ActionLink(action_id=number_of(action), case_id=scope.ids["case_id"]))
    scope.ids["action_id"] = number_of(action)
    _around(session, campaign, scope, number_of(action))
    member = IncidentMember(case_id=scope.ids["case_id"], incident_id=0, part="x", note="x")
    if scope.name == "restricted":  # an incident of the campaign is everybody's there; only its member is not
        found = session.get(Incident, scope.ids.get("incident_id", 1))
        member.incident_id = number_of(found) if found is not None else 1
        session.add(member)
        session.flush()
        scope.ids["incident_id"] = member.incident_id
        scope.ids["number"] = number_of(member)
        return
    incident = Incident(
        reference=scope.incident,
        campaign_id=number_of(campaign),
        kind="strike",
        title="x",
        summary="x",
        note="x",
    )
    session.add(incident)
    session.flush()
    incident_id = number_of(incident)
    member.incident_id = incident_id
    group = IncidentGroup(incident_id=incident_id, label="x", count=2, note="x")
    fact = IncidentFact(incident_id=incident_id, summary="x", note="x")
    figure = Figure(incident_id=incident_id, measure="killed", value_min=1, claimant="x", note="x")
    session.add_all([member, group, fact, figure])
    session.flush()
    session.add(GroupMember(group_id=number_of(group), case_id=scope.ids["case_id"]))
    scope.ids |= {"incident_id": incident_id, "number": number_of(fact)}


def _around(session: Session, campaign: Campaign, scope: Scope, action_id: int) -> None:
    """What actions of each kind keep, a demand for the case, many letters at once, a text behind the text."""
    case_id, source_id, campaign_id = scope.ids["case_id"], scope.ids["source_id"], number_of(campaign)
    demand = Demand(campaign_id=campaign_id, by="x", by_kind="family", text="x", on_note="x", note="x")
    batch = LetterBatch(
        campaign_id=campaign_id, kind="medical-care", language="en", made_at=WHEN, own_line="x"
    )
    session.add_all([demand, batch])
    session.flush()
    scope.ids |= {"batch_id": number_of(batch), "demand_id": number_of(demand)}
    session.add_all([
        DemandLink(demand_id=number_of(demand), case_id=case_id),
        LetterBatchItem(batch_id=number_of(batch), case_id=case_id, office="embassy", why_not="x"),
        Gathering(action_id=action_id), Petition(action_id=action_id), Fund(action_id=action_id),
        Donation(action_id=action_id), Figure(action_id=action_id, measure="came", value_min=1),
        SourceDerivation(source_id=source_id, from_id=source_id),
    ])  # fmt: skip
    session.flush()


def _plant(session: Session, scope: Scope, made: list[object]) -> None:
    """A secret of its own in every text that people write, in everything this session has made."""
    session.flush()
    shared = (Campaign, Volunteer, Addressee)
    for row in made:
        if isinstance(row, shared) or not isinstance(row, SQLModel):
            continue
        for column in wordy(type(row)):
            secret = f"zq{scope.name}{len(scope.secrets):03d}x"
            secret = scope.secrets.setdefault(f"{column.table.name}.{column.name}", secret)
            setattr(row, column.name, f"https://{secret}.example.org/" if column.name == "url" else secret)
    session.flush()
