"""From which day on everything loaded could be known: derived from the texts that carry it, so it leaves no history.

A row is known since the first of its sources appeared, a case or an incident since the first of its parts was, a
field that citations name since the first of those. What only a later text carries although the row is older stands
in `seed/known.yaml`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from sqlmodel import Session, SQLModel

from app.cases.models import KIND_TABLES, Case, ConflictChoice, Entry, Incident, Person, PersonLink
from app.dates import FuzzyDate
from app.history.known_since import WHOLE, Since, field_of, know
from app.intake.faults import NotTaken
from app.intake.nodes import Node
from app.intake.queries.seed_marks import Told, appeared, told_by
from app.intake.schema.known_since import Known
from app.intake.yaml_lines import read_sheet
from app.publishing.export_columns import table_of
from app.text import _

KIND_NAMES = frozenset(table_of(model).name for model in KIND_TABLES.values())
GATHERED = (Case, Incident, Person)  # known since the first of their parts was
FILE = "known.yaml"


def keep_days(session: Session, nodes: list[Node]) -> None:
    """Keep from when on each row of these was known, and each field that citations name."""
    kept = [node for node in nodes if not node.is_gone]
    came = appeared(session)
    told = list(told_by(session, {(node.name, node.number) for node in kept}))
    rows: dict[Since, date] = {(name, number, WHOLE): day for name, number, day in _first(told, came)}
    ours = {
        node.number for node in kept if node.name == "source"
    }  # what somebody added keeps the day of its writing
    rows |= {("source", number, WHOLE): day for number, day in came.items() if number in ours}
    for node in kept:
        if node.table in GATHERED:
            parts = _days_below(node, rows)
            if parts:
                rows[node.name, node.number, WHOLE] = max(min(parts), _opened(node))
    _gather_people(kept, rows)
    _wait(kept, rows, told, came)
    know(session, rows)
    fields = {**_named(kept, told, came), **_weighed(kept, told, came)}
    know(session, dict(_only_later(fields, rows)), anew=False)


def keep_words(session: Session, folder: Path, nodes: list[Node]) -> None:
    """Keep what `known.yaml` says of fields that only a later text carries."""
    path = folder / FILE
    if not path.is_file():
        return
    came, found = appeared(session), {(node.part.name, node.key): node for node in nodes if node.part.key}
    sources = {node.key: node.number for node in nodes if node.name == "source"}
    days: dict[Since, date] = {}
    for number, item in enumerate(read_sheet(path, path.name).data or ()):
        known = Known.model_validate(item)
        node, source = found.get((known.of, known.key)), sources.get(known.source)
        if node is None or source not in came:
            raise NotTaken([_("%(file)s: entry %(number)s names nothing that is there") % {
                "file": FILE, "number": number + 1}])  # fmt: skip
        for field in known.fields:
            owner = next((one for one in node.downwards() if _has(one.table, field)), None)
            if owner is None:
                told = {"file": FILE, "number": number + 1, "field": field}
                raise NotTaken([_("%(file)s: entry %(number)s: there is no field %(field)s") % told])
            days[owner.name, owner.number, field] = came[source]
    know(session, days, anew=False)


def _has(model: type[SQLModel], field: str) -> bool:
    return any(field_of(column) == field for column in table_of(model).columns)


def _first(told: Iterable[Told], came: dict[int, date]) -> Iterator[tuple[str, int, date]]:
    days: dict[tuple[str, int], date] = {}
    for one in told:
        day = came.get(one.source_id)
        if day is not None:
            days[one.table, one.number] = min(day, days.get((one.table, one.number), day))
    yield from ((table, number, day) for (table, number), day in days.items())


def _days_below(node: Node, rows: dict[Since, date]) -> list[date]:
    return [
        rows[part.name, part.number, WHOLE]
        for part in node.downwards()
        if (part.name, part.number, WHOLE) in rows and part.table is not PersonLink
    ]


def _opened(node: Node) -> date:
    """A case is opened with the first text that tells of the person by name; others may tell of them without."""
    opened = node.item.get("opened") if node.table is Case else None
    return FuzzyDate.parse(opened).first or date.min if opened else date.min


def _gather_people(nodes: list[Node], rows: dict[Since, date]) -> None:
    """Somebody is also known through their case."""
    people = {node.key: node.number for node in nodes if node.table is Person}
    for node in nodes:
        day = rows.get(("case", node.number, WHOLE)) if node.table is Case else None
        person = people.get(str(node.item.get("person")))
        if day is not None and person is not None:
            rows["person", person, WHOLE] = min(day, rows.get(("person", person, WHOLE), day))


def _wait(nodes: list[Node], rows: dict[Since, date], told: list[Told], came: dict[int, date]) -> None:
    """A fact waits for its case, a link for both its ends and for the last of the texts that it weighs."""
    people = {node.key: node.number for node in nodes if node.table is Person}
    last: dict[Since, date] = {}
    for one in told:
        since = (one.table, one.number, WHOLE)
        last[since] = max(came.get(one.source_id, date.min), last.get(since, date.min))
    for node in nodes:
        since = (node.name, node.number, WHOLE)
        if node.table is PersonLink:
            other = rows.get(("person", people.get(str(node.item.get("other")), 0), WHOLE), date.min)
            rows[since] = max(other, last.get(since, date.min))
        elif node.table is Entry and node.above is not None and since in rows:
            case = (node.above.name, node.above.number, WHOLE)
            rows[since] = max(rows[since], rows.get(case, date.min))


def _named(nodes: list[Node], told: list[Told], came: dict[int, date]) -> dict[Since, date]:
    """Each field that citations name, since the first of them appeared."""
    tables = {(node.name, node.number): node for node in nodes}
    found: dict[Since, date] = {}
    for one in told:
        node, day = tables.get((one.table, one.number)), came.get(one.source_id)
        if node is None or day is None or one.field is None:
            continue
        details = node.below if node.table is Entry else []
        owner = next((each for each in (node, *details) if _has(each.table, one.field)), None)
        if owner is not None:
            since = (owner.name, owner.number, one.field)
            found[since] = min(day, found.get(since, day))
    return found


def _weighed(nodes: list[Node], told: list[Told], came: dict[int, date]) -> dict[Since, date]:
    """The reason of a choice speaks of all the texts that it weighs, so it is known since the last of them."""
    days: dict[tuple[str, int, str], list[date]] = defaultdict(list)
    for one in told:
        if one.field is not None and one.source_id in came:
            days[one.table, one.number, one.field].append(came[one.source_id])
    found: dict[Since, date] = {}
    for node in nodes:
        if node.table is ConflictChoice and node.above is not None:
            weighed = days.get((node.above.name, node.above.number, str(node.item.get("field"))))
            if weighed:
                found[node.name, node.number, "reason"] = max(weighed)
    return found


def _only_later(fields: dict[Since, date], rows: dict[Since, date]) -> Iterator[tuple[Since, date]]:
    """Those known later than the row they stand in; the rest is known with the row."""
    for (table, number, field), day in fields.items():
        own = rows.get((table, number, WHOLE))
        entry = rows.get(("entry", number, WHOLE)) if table in KIND_NAMES else None
        if day > (own or entry or date.min):
            yield (table, number, field), day
