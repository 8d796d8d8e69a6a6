"""Facts made by hand, as a briefing sees them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from app.cases.models import EntryKind, Standing
from app.cases.queries.timeline import Fact
from app.cases.rules.conflicts import disagreements
from app.cases.rules.reading import read_case
from app.consent.models import FieldGroup
from app.consent.rules import Consented
from app.dates import FuzzyDate
from app.letters.briefing import Known, Subject
from app.sources.citation_rows import Cited

TODAY = date(2013, 4, 30)
RECORDED = datetime(2013, 4, 25, tzinfo=UTC)
COLUMNS = (
    "form", "length", "length_min", "length_max", "amount", "currency", "supersedes_id", "outcome", "normalised",
    "article",
    "wording", "severity", "condition", "care_refused", "resolution", "during", "raised_in_court", "target", "refused",
    "relation", "part", "result", "ordered_until_edtf", "whereabouts",
    "stage", "resulting_sentence_id", "until_edtf", "starts_edtf", "credited_days", "conditions", "decided_edtf",
    "outcome_on_edtf", "cause_reported", "what", "level", "court", "method",
    "enforceable", "lashes", "in_absentia", "of_what", "ends_edtf", "execution_edtf", "decree",
)  # fmt: skip


def cited(number: int = 1, **more: Any) -> Cited:
    """A citation of a text published in April 2013."""
    given: dict[str, Any] = {
        "source_id": number, "source_key": f"text-{number}", "title": "Hands off Roza", "author": None,
        "publisher": "Campaign Kazakhstan", "published": FuzzyDate.parse("2013-04-24"), "published_inferred": False,
        "reliability": "c", "locator": "words of it", "claimant": None, "field": None, "value": None, "note": None,
    }  # fmt: skip
    return Cited(id=number, **(given | more))


def fact(number: int, kind: str, on: str | None = None, **more: Any) -> Fact:
    """A fact of any kind; `cites` defaults to one citation."""
    cites = tuple(more.pop("cites", (cited(number),)))
    own = {name: more.pop(name, None) for name in ("facility", "place", "as_of")}
    visibility, version = more.pop("visibility", "team"), more.pop("version", 1)
    detail = None if kind == "note" else SimpleNamespace(**dict.fromkeys(COLUMNS) | more)
    return Fact(
        id=number, kind=EntryKind(kind), on=FuzzyDate.parse(on) if on else None,
        as_of=FuzzyDate.parse(own["as_of"]) if own["as_of"] else None, on_note=None, summary=None, note=None,
        place=own["place"], facility=own["facility"], visibility=visibility, version=version, recorded_at=RECORDED,
        removed_at=None, incident_id=None, case_id=1, known_on=None, detail=detail,
        cites=cites, disagreements=disagreements(cites),
    )  # fmt: skip


def consents(*groups: str) -> list[Consented]:
    """Consent for letters, for these groups; all of them when none is named."""
    names = groups or tuple(FieldGroup)
    return [Consented(number, 1, group, "letter", "given") for number, group in enumerate(names, 1)]


def known(*facts: Fact, **more: Any) -> Known:
    """What is known of a woman who serves a sentence; everything may leave unless told otherwise.

    `standing` puts another one in place of what the facts tell, None none; `today` is the day of the reading.
    """
    facts = tuple(sorted(facts, key=lambda one: one.id))
    reading = read_case(facts, more.pop("today", TODAY))
    standing = more.pop("standing", Standing.SENTENCED)
    given: dict[str, Any] = {
        "reference": "K-001", "subject": Subject("Roza Tuletaeva", "female"), "consents": consents(),
        "reading": replace(reading, standing=standing) if standing else reading,
    }  # fmt: skip
    return Known(facts=facts, **(given | more))
