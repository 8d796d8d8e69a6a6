"""A case with a letter to write: Roza's, her consents and an embassy, in a database."""

from datetime import timedelta

from sqlmodel import Session

from app.cases.models import Case, Entry, Person
from app.consent.models import Consent, FieldGroup
from app.db import number_of
from app.directory.models import Addressee
from tests import clock, story
from tests.story import Cast
from tests.ticked import ticked

EMBASSY = "embassy-of-kazakhstan-london"
NEW = f"/cases/K-001/letters/new?kind=medical-care&to={EMBASSY}"
CHOSEN = {"kind": "medical-care", "to": EMBASSY}


def recent(days: int = 3) -> str:
    """A day of this week, so that nothing is too old to send."""
    return (clock.now().date() - timedelta(days=days)).isoformat()


def embassy(session: Session, slug: str = EMBASSY, city: str = "London") -> Addressee:
    """An office of the directory."""
    made = Addressee(
        slug=slug,
        office=f"Embassy of Kazakhstan in {city}",
        city=city,
        country="GB",
        email="london@example.org",
    )
    session.add(made)
    session.flush()
    return made


def allow(session: Session, case: Case, *groups: str) -> None:
    """Consent for letters, for these groups; all of them when none is named."""
    for group in groups or tuple(FieldGroup):
        session.add(
            Consent(
                person_id=case.person_id, field_group=group, use="letter", basis="given", given_by="her daughter",
                given_how="by telephone",
            )
        )  # fmt: skip
    session.flush()


def told(session: Session, case: Case) -> dict[str, Entry]:
    """Held, sentenced to seven years and then to five, ill and on hunger strike; every fact cited."""
    text = story.source(session, published=recent())
    facts = {
        "held": story.entry(session, case, "custody", recent(200), form="prison", place_text="Atyrau"),
        "seven": story.entry(session, case, "sentence", recent(150), form="prison", length="P7Y"),
        "ill": story.entry(
            session, case, "health-alert", recent(9), condition="Chronic liver disease.", severity="serious",
            care_refused="yes",
        ),
        "strike": story.entry(
            session, case, "health-alert", recent(4), condition="Hunger strike.", severity="hunger-strike"
        ),
    }  # fmt: skip
    facts["five"] = story.entry(
        session, case, "sentence", recent(100), form="prison", length="P5Y", supersedes_id=facts["seven"].id
    )
    for entry in facts.values():
        story.cited(session, text, entry, locator="words of it")
    return facts


def prepared(cast: Cast, *groups: str) -> dict[str, int]:
    """Everything a letter about Roza needs; the numbers of its entries."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.get_one(Case, cast.case.id)
        session.get_one(Person, case.person_id).gender = "female"
        embassy(session)
        allow(session, case, *groups)
        return {name: number_of(entry) for name, entry in told(session, case).items()}


def kept(cast: Cast, who=None) -> str:
    """A kept draft; its address."""
    answer = cast.client(who or cast.lee).post("/cases/K-001/letters/new", data=CHOSEN)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def approved(cast: Cast) -> str:
    """A letter that a second person has approved."""
    letter = kept(cast)
    assert cast.client(cast.lee).post(f"{letter}/submit").status_code == 303
    assert (
        cast.client(cast.ana).post(f"{letter}/decide", data=ticked(cast.client(cast.ana), letter)).status_code
        == 303
    )
    return letter
