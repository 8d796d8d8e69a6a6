"""The kinds of letters as they are shipped: what each needs, and its words in each language."""

from dataclasses import dataclass
from functools import lru_cache

from app.settings import PROJECT_ROOT

SHIPPED = PROJECT_ROOT / "seed" / "letter-kinds"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter. `needs` are groups of sentences of which one each has to be there.

    `held` says that it makes sense only for somebody who was in custody when last heard of; `pleads`, that it asks
    something for the person, as the pleas of the case allow.
    """

    slug: str
    title: str
    to: str
    words: int
    needs: tuple[tuple[str, ...], ...] = ()
    standings: frozenset[str] = frozenset()
    fresh: int = 365
    about_case: bool = True
    held: bool = False
    pleads: bool = True
    is_own: bool = False


@lru_cache(maxsize=1)
def shipped() -> dict[str, Kind]:
    """Every shipped kind, in the order of the file."""
    import yaml  # only who writes letters reads the kinds

    told = yaml.safe_load((SHIPPED / "kinds.yaml").read_text(encoding="utf-8"))
    return {one["slug"]: _kind(one) for one in told}


def _kind(one: dict[str, object]) -> Kind:
    needs = one.pop("needs", [])
    standings = one.pop("standings", [])
    assert isinstance(needs, list)  # noqa: S101 - our own file, checked by a test
    assert isinstance(standings, list)  # noqa: S101 - as above
    return Kind(needs=tuple(map(tuple, needs)), standings=frozenset(standings), **one)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def shipped_words(slug: str, language: str) -> str | None:
    """The Liquid text of a shipped kind in a language; None where there is none."""
    path = SHIPPED / f"{slug}.{language}.liquid"
    return path.read_text(encoding="utf-8") if slug in shipped() and path.is_file() else None
