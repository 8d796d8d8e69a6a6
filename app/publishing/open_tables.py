"""The open tables: their fields, each with its rule, and the rows that are written under them; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.campaigning.lifecycle import State
from app.campaigning.queries.public_actions import Open
from app.cases.kinds import KINDS, EntryKind
from app.cases.rules.facts import of_kind
from app.cases.stored_standing import stood_of
from app.clock import recorded_day
from app.publishing.approved import ApprovedFact
from app.publishing.page_content import Content
from app.publishing.visible_page import Shown
from app.text import N_, marked

Fields = tuple[tuple[str, str], ...]
Row = dict[str, str]
PEOPLE: Fields = (
    ("id", N_("The number of the public page. It stays, and is never given to another page.")),
    ("url", N_("The public page, with every fact and who says so.")),
    ("name", N_("The name, where it may be told; else empty.")),
    ("other_names", N_("Other spellings, separated by a vertical bar.")),
    ("status", N_("Where the case stood when it was last heard of, as one of the words listed below.")),
    ("status_as_of", N_("For when the status is known. News that is old says nothing of today.")),
    ("arrested", N_("The first arrest or custody that is told.")),
    ("prison", N_("Where the person was held when last heard of; empty after a release.")),
    ("articles", N_("Articles of law of the charges, separated by a vertical bar.")),
    ("verdict_date", N_("The day of the sentence that counts now.")),
    ("decision", N_("That sentence in words, as on the public page.")),
    ("penalty", N_("Its kind, as one word.")),
    ("term", N_("Its length in ISO 8601, such as P5Y6M.")),
    ("release_date", N_("The last release that is told.")),
    ("died", N_("When the person died, where that is told.")),
    ("campaign", N_("Who keeps watch and answers for the row.")),
    ("licence", N_("Under which words of that campaign others may use the row.")),
    ("approved", N_("The day on which people of the campaign last approved the page.")),
)
ACTIONS: Fields = (
    ("id", N_("The number of the action. It stays, and is never given to another one.")),
    ("url", N_("Its public page.")),
    ("kind", N_("What is done, as one word.")),
    ("title", N_("Its title.")),
    ("state", N_("One word: live while it goes on, closed when it is over.")),
    ("date", N_("When it happens, where there is a day.")),
    ("licence", N_("Under which words of that campaign others may use the row.")),
)
BAR = " | "


@dataclass(frozen=True, slots=True)
class Around:
    """What every row needs beside itself: the public address, and the licence of each campaign."""

    base: str
    licences: Mapping[int, str]


def names_of(fields: Fields) -> list[str]:
    """The head of a table."""
    return [name for name, _rule in fields]


def cells(fields: Fields, row: Row) -> list[str]:
    """The row in the order of the head."""
    return [row[name] for name in names_of(fields)]


def person_row(seen: Shown, around: Around) -> Row:
    """One person, by what of their approved page may leave for this use now."""
    told, page = seen.told, seen.page
    return dict.fromkeys(names_of(PEOPLE), "") | {
        "id": str(page.id),
        "url": f"{around.base}/p/{page.slug}",
        "name": told["name"] or "",
        "other_names": BAR.join(told["other_names"]),
        "campaign": told["campaign"],
        "licence": around.licences[page.campaign_id],
        "approved": recorded_day(page.approved_at).isoformat(),
        **_derived(seen),
    }


def _derived(seen: Shown) -> Row:
    """What follows from the facts; nothing but the standing of a page that keeps only words."""
    reading = seen.read()
    stood = stood_of(reading) if reading is not None else seen.stood
    found = {"status": str(stood.standing), "status_as_of": stood.as_of.edtf if stood.as_of else ""}
    if reading is None:
        return found
    told: dict[int, Content] = {fact["id"]: fact for fact in seen.facts}
    held = of_kind(reading.facts, EntryKind.CUSTODY)
    counting = [one.fact for one in reading.penalties if not one.is_history]
    sentence = counting[0] if counting else None
    places = [told[fact.id]["place"] for fact in held if told[fact.id]["place"]]
    return found | {
        "arrested": _days(held)[0],
        "prison": str(places[-1]) if places and reading.was_held_last else "",
        "articles": BAR.join(dict.fromkeys(_articles(seen.facts))),
        "verdict_date": _edtf(sentence),
        "decision": str(told[sentence.id]["title"]) if sentence else "",
        "penalty": _said(sentence, "form"),
        "term": _said(sentence, "length"),
        "release_date": _days(of_kind(reading.facts, EntryKind.RELEASE))[-1],
        "died": _days(of_kind(reading.facts, EntryKind.DEATH))[-1],
    }


def _days(facts: Sequence[ApprovedFact]) -> list[str]:
    """Their dates, the earliest first; never none at all."""
    known = sorted((fact.on for fact in facts if fact.on), key=lambda on: on.earliest_plausible)
    return [on.edtf for on in known] or [""]


def _edtf(fact: ApprovedFact | None) -> str:
    return fact.on.edtf if fact is not None and fact.on else ""


def _said(fact: ApprovedFact | None, name: str) -> str:
    value: Any = getattr(fact.detail, name, None) if fact is not None else None
    return str(value or "")


def _articles(facts: Sequence[Content]) -> Iterator[str]:
    asked = next(one for one in KINDS[EntryKind.CHARGE].questions if one.name == "article")
    for fact in facts:
        if fact.get("read", {}).get("kind") == EntryKind.CHARGE:
            yield from (value for label, value in fact["answers"] if label == marked(asked.label))


def action_row(one: Open, around: Around) -> Row:
    """One public action."""
    row = one.row
    return {
        "id": row.reference,
        "url": f"{around.base}/a/{row.reference}",
        "kind": row.kind,
        "title": row.title,
        "state": str(State.CLOSED if row.state == State.CLOSED else State.LIVE),
        "date": row.on_edtf or "",
        "licence": around.licences[row.campaign_id],
    }
