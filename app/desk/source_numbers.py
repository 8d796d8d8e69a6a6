"""Sources as small numbers: one list at the end of a page says which text each of them is."""

from collections.abc import Iterable

from app.sources.citation_rows import Cited


class SourceNumbers:
    """Hands out a number to each source, in the order in which a page first names them."""

    def __init__(self) -> None:
        self._named: dict[int, Cited] = {}

    def of(self, cites: Iterable[Cited]) -> tuple[int, ...]:
        """The numbers of the sources of these citations, each once, in order."""
        for cite in cites:
            self._named.setdefault(cite.source_id, cite)
        places = {source: place for place, source in enumerate(self._named, 1)}
        return tuple(sorted({places[cite.source_id] for cite in cites}))

    def one(self, cite: Cited) -> int:
        """The number of one citation's source."""
        return self.of((cite,))[0]

    def listed(self) -> list[tuple[str, str]]:
        """Every source named so far, in the order of the numbers: its words and its page."""
        return [(cite.source, cite.href) for cite in self._named.values()]
