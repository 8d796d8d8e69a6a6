"""What the files once told and no longer tell: it goes when nobody has touched it and nothing else rests on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlmodel import Session, SQLModel

from app.cases.models import Entry
from app.history.bulk_writing import About, RowId
from app.history.recorder import plain
from app.intake.nodes import Node
from app.intake.queries.seed_marks import Row, pointing_to, rows_where
from app.intake.row_matching import NO_LONGER_TOLD
from app.intake.three_way_merge import Merging, Place
from app.publishing.export_columns import table_of
from app.publishing.export_shape import KINDS, Noun, Part, every_part
from app.text import _


@dataclass
class Leftovers:
    """Finds and removes them. Things of their own, such as people and cases, are only reported."""

    session: Session
    merging: Merging

    def remove(self, nodes: list[Node]) -> list[Place]:
        """Remove what may go; the places whose marks go with them."""
        alive = {(node.name, node.number): node for node in nodes if not node.is_gone}
        told = alive.keys() | {(node.name, node.number) for node in nodes}
        rows = dict(self._rows([place for place in self.merging.base if place not in told]))
        gone = self._gone(rows, alive)
        self._spare(gone, rows)
        for place in gone:
            self._remove(place, rows, alive)
        return list(gone)

    def _rows(self, places: Iterable[Place]) -> Iterator[tuple[Place, Row]]:
        numbers: dict[str, list[int]] = defaultdict(list)
        for name, number in places:
            numbers[name].append(number)
        for name, some in numbers.items():
            column = next(iter(table_of(_MODELS[name]).primary_key.columns)).name
            for row in rows_where(self.session, _MODELS[name], column, some):
                yield (name, row[column]), row

    def _gone(self, rows: dict[Place, Row], alive: dict[Place, Node]) -> set[Place]:
        """From the top down: what is part of something that stays, or of something that goes.

        An entry keeps its row and its citations, so nothing goes with it.
        """
        gone: set[Place] = set()
        for part in (*every_part(), *KINDS.values()):
            name = table_of(part.table).name
            for place, row in rows.items():
                if place[0] != name or row.get("removed_at") is not None:
                    continue
                if isinstance(part, Noun):
                    self._keep(place, row, _("no longer in the files; it stays until a person decides"))
                    continue
                above = _above(part, row)
                if above not in alive and (above not in gone or above[0] == "entry"):
                    continue
                if self._is_untouched(place, row):
                    gone.add(place)
                else:
                    self._keep(place, row, _("no longer in the files; it stays, for a person has changed it"))
        return gone

    def _is_untouched(self, place: Place, row: Row) -> bool:
        wrote = self.merging.base[place]
        return all(plain(row[column]) == value for column, value in wrote.items() if column in row)

    def _spare(self, gone: set[Place], rows: dict[Place, Row]) -> None:
        """What something else rests on stays, and so on until nothing rests on what goes."""
        while True:
            resting = set(self._resting(gone))
            if not resting:
                return
            gone -= resting
            for place in resting:
                self._keep(
                    place, rows[place], _("no longer in the files; it stays, for something rests on it")
                )

    def _resting(self, gone: set[Place]) -> Iterator[Place]:
        for name in {name for name, _number in gone} - {"entry"}:
            numbers = [number for table, number in gone if table == name]
            for table, own, pointed in pointing_to(self.session, _MODELS[name], numbers):
                if (table, own) not in gone:
                    yield (name, pointed)

    def _remove(self, place: Place, rows: dict[Place, Row], alive: dict[Place, Node]) -> None:
        name, number = place
        row, about = rows[place], self._about(place, rows, alive)
        self.merging.report.removed[name] += 1
        if name == "entry":
            after = {"removed_at": self.merging.at, "removed_reason": NO_LONGER_TOLD}
            self.merging.bulk.change(RowId(Entry, number), dict(row), after, about)
            return
        self.merging.bulk.remove(RowId(_MODELS[name], number), dict(row), about)
        if (about.noun, about.number) in alive:
            self.merging.touch(alive[about.noun, about.number])

    def _about(self, place: Place, rows: dict[Place, Row], alive: dict[Place, Node]) -> About:
        """The thing under which history files it: itself, or what it is part of."""
        name, number = place
        part, above = next(
            (part, above) for part in _PARTS[name] if (above := _above(part, rows[place])) is not None
        )
        if part.own:
            return About(part.table.noun, number, rows[place].get("case_id"))  # type: ignore[attr-defined]
        return alive[above].about if above in alive else self._about(above, rows, alive)

    def _keep(self, place: Place, row: Row, why: str) -> None:
        named = row.get("key") or row.get("slug") or row.get("locator") or row.get("text") or place[1]
        self.merging.report.kept.append(f"{place[0].replace('_', ' ')} {named}: {why}")


def _above(part: Part, row: Row) -> Place | None:
    """The row that this one is part of, when it is this sort of part."""
    number = row[part.parent]
    if number is None:
        return None
    target = next(iter(table_of(part.table).c[part.parent].foreign_keys)).column.table.name
    return (target, number)


_PARTS: dict[str, list[Part]] = defaultdict(list)
for _part in (*every_part(), *KINDS.values()):
    _PARTS[table_of(_part.table).name].append(_part)
_MODELS: dict[str, type[SQLModel]] = {name: parts[0].table for name, parts in _PARTS.items()}
