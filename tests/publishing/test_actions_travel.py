"""What an action of ours keeps beside its row, its place, its petition, its fund and its counts, travels with it."""

import json
from datetime import date
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]

from app.campaigning.models import Action, ActionLink, Donation, Fund, Gathering, Petition, Tally
from app.db import number_of
from app.intake.loading import load_file
from app.publishing.export_models import SCHEMA_FILE
from tests import story
from tests.publishing.exports import text_of
from tests.publishing.installations import another
from tests.story import Cast


def action(cast: Cast, reference: str, kind: str) -> int:
    """One of ours for the case; its number."""
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        made = Action(
            reference=reference, campaign_id=number_of(cast.campaign), ours=True, kind=kind, state="live",
            title=f"A {kind}", made_at=story.BEGAN,
        )  # fmt: skip
        session.add(made)
        session.flush()
        session.add(ActionLink(action_id=number_of(made), case_id=cast.case.id))
        return number_of(made)


def told(cast: Cast) -> str:
    """The campaign as a file."""
    with cast.database.reading() as session:
        return text_of(session, cast.campaign.slug)


def four_actions(cast: Cast) -> None:
    """A day of action with a picket, a petition with counts, a fund with a gift."""
    day, picket = action(cast, "2013-001", "gathering"), action(cast, "2013-002", "gathering")
    petition, fund = action(cast, "2013-003", "petition"), action(cast, "2013-004", "fund")
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        session.add(Gathering(action_id=day))
        session.add(
            Gathering(
                action_id=picket, zone="Europe/London", city="London", country="GB", wheelchair="yes", day_id=day,
                came=40, notice_to="The police", notice_given_on=date(2013, 4, 1), handed_to="The consul",
            )
        )  # fmt: skip
        session.add(Petition(action_id=petition, wording="Release them", hand_in=date(2013, 5, 16)))
        session.add(Fund(action_id=fund, holder="The campaign", purpose="Parcels"))
        session.add(Donation(action_id=fund, amount="1500.50", currency="EUR", donor="Mineworkers"))
        for country, number in (("", 12), ("DE", 31)):
            session.add(
                Tally(
                    action_id=petition, what="signatures", channel="paper", country=country, month="2013-04",
                    count=number,
                )
            )  # fmt: skip


def test_place_hour_petition_fund_and_counts_are_read_back_equal(
    cast: Cast, migrated_file: Path, tmp_path: Path
) -> None:
    four_actions(cast)
    whole = told(cast)
    document = json.loads(whole)
    jsonschema.validate(document, json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    actions = {one["reference"]: one for one in document["actions"]}
    assert actions["2013-002"]["gathering"] == [
        {
            "zone": "Europe/London", "city": "London", "country": "GB", "wheelchair": "yes", "day": "2013-001",
            "came": 40, "notice_to": "The police", "notice_given_on": "2013-04-01", "handed_to": "The consul",
        }
    ]  # fmt: skip
    assert [(one.get("country", ""), one["count"]) for one in actions["2013-003"]["tallies"]] == [
        ("", 12),
        ("DE", 31),
    ]
    (tmp_path / "export.json").write_text(whole, encoding="utf-8")
    with another(migrated_file) as other:
        for _time in range(2):
            load_file(other, tmp_path / "export.json", at=story.BEGAN)
            with other.reading() as session:
                assert text_of(session, cast.campaign.slug) == whole


def test_a_second_version_is_valid_by_the_schema(cast: Cast) -> None:
    action(cast, "2026-001", "letter-call")
    action(cast, "2026-001.2", "letter-call")
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    whole = json.loads(told(cast))
    jsonschema.Draft202012Validator(schema).validate(whole)
    assert [one["key"] for one in whole["actions"]] == ["2026-001", "2026-001.2"]
