"""How penalties relate and how threats ended leaves in an export and comes back; what is derived never leaves."""

import json
from pathlib import Path

from app.cases.models import Visibility
from app.cases.models.cases import DERIVED, NEXT_DUES
from app.db import Database
from app.intake.loading import load_file
from tests import story
from tests.publishing.installations import another
from tests.publishing.test_exporting import AT, case, entry, exported, filled, written

__all__ = ["filled"]


def test_how_penalties_relate_and_threats_end_travels_and_nothing_derived_does(
    filled: Database, migrated_file: Path, tmp_path: Path
) -> None:
    with filled.writing(actor="the story", at=AT) as session:
        ada, first = case(session, "K-001"), entry(session, "ada-sentence")
        story.entry(
            session, ada, "sentence", "2015-07-01", form="fine", part="further", supersedes_id=first.id,
            relation="served-beside",
        )  # fmt: skip
        story.entry(session, ada, "threat", "2015-01", what="arrest", ended="2015-03", ending="carried-out")
        story.entry(session, ada, "contact", "2016-01", form="at-large")
    whole = exported(filled)

    told = json.loads(whole)["cases"][0]
    threat = next(one for one in told["entries"] if one["kind"] == "threat")
    fine = next(one for one in told["entries"] if one.get("part") == "further")
    assert (fine["supersedes"], fine["relation"]) == ("ada-sentence", "served-beside")
    assert (threat["ended"], threat["ending"]) == ("2015-03", "carried-out")
    assert not set(told) & {"opened_at", *DERIVED, *NEXT_DUES, "standing", "full_standing"}
    assert not any("late_after" in line for line in whole.splitlines())
    with another(migrated_file) as other:
        load_file(other, written(tmp_path, whole), at=AT)
        assert exported(other) == whole


def test_that_a_sentence_relates_to_a_hidden_one_is_not_told(filled: Database) -> None:
    with filled.writing(actor="the story", at=AT) as session:
        entry(session, "ada-sentence").visibility = Visibility.RESTRICTED
    told = json.loads(exported(filled))["cases"][0]["entries"]
    cut = next(one for one in told if one["key"] == "ada-sentence-cut")
    assert not {"supersedes", "relation"} & set(cut)
