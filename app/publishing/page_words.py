"""A public page in words: where somebody stands and how old that is, the ask, each fact with who says so; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.cases.reading_words import Stands, custody_in_words
from app.cases.rules.facts import superseded
from app.cases.stored_standing import stood_of
from app.clock import recorded_day
from app.dates import FuzzyDate, in_words
from app.publishing.page_content import Content
from app.publishing.visible_page import Shown
from app.text import _, day_in_words, ngettext

QUOTES = " \"'“”„«»‘’"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list of public people."""

    title: str
    href: str
    stands: Stands
    told: Stands  # the same without counting the time since, for what is read later
    custody: str
    ask: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact as its page prints it."""

    id: int
    kind: str
    date: str
    iso: str
    title: str
    body: str
    place: str
    answers: tuple[tuple[str, str], ...]
    sources: tuple["Witness", ...]
    differs: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class Photo:
    """The photograph of a page: where it lies, and the words that stand for it."""

    src: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The whole page."""

    row: PersonRow
    other_names: tuple[str, ...]
    campaign: str
    lead: str
    facts: tuple[FactRow, ...]
    sources: str
    approved: str
    narrowed: bool
    photo: Photo | None = None


def row_of(seen: Shown) -> PersonRow:
    """Somebody in one look."""
    reading = seen.read()
    stood = stood_of(reading) if reading is not None else seen.stood
    held = custody_in_words(reading) if reading is not None else ""
    return PersonRow(
        title=seen.title,
        href=f"/p/{seen.page.slug}",
        stands=stood.on(seen.today),
        told=stood.told(seen.today),
        custody=_("In custody: %(days)s") % {"days": held} if held else "",
        ask=seen.told["ask"],
    )


def page_of(seen: Shown) -> PersonPage:
    """Everything the page says, facts newest first."""
    content, without_force = seen.told, _superseded(seen)
    texts = {(one["title"], one["source"]) for fact in seen.facts for one in fact["sources"]}
    by = (
        _("by one person, who is alone in this campaign")
        if seen.page.by_one
        else _("by two people of the campaign")
    )
    return PersonPage(
        row=row_of(seen),
        other_names=tuple(content["other_names"]),
        campaign=content["campaign"],
        lead=content["lead"],
        facts=tuple(fact_row(fact, without_force) for fact in reversed(seen.facts)),
        sources=ngettext("%(n)s source", "%(n)s sources", len(texts)) % {"n": len(texts)},
        approved=_("Last approved on %(day)s, %(by)s.")
        % {"day": day_in_words(recorded_day(seen.page.approved_at)), "by": by},
        narrowed=seen.narrowed,
        photo=_photo(seen),
    )


def _superseded(seen: Shown) -> frozenset[int]:
    """The sentences in whose place another stands, by the facts that may be seen; as approved where only words are."""
    reading = seen.read()
    if reading is not None:
        return superseded(reading.facts)
    return frozenset(fact["id"] for fact in seen.facts if fact.get("superseded"))


def _photo(seen: Shown) -> Photo | None:
    """Its public address, or, before there is one, that of the file for those who read a proposal."""
    page, photo = seen.page, seen.photo
    if photo is None:
        return None
    own = f"/cases/{page.reference}/files/{photo['file']}/small"
    return Photo(f"/p/{page.slug}/photo" if page.slug else own, photo["alt"], photo["credit"])


def fact_row(fact: Content, without_force: frozenset[int] = frozenset()) -> FactRow:
    """One fact in words; whoever says what its title says stands first."""
    on = FuzzyDate.parse(fact["on"]) if fact["on"] else None
    first = fact.get("credited")
    sources = sorted(fact["sources"], key=lambda one: one is not fact["sources"][first or 0])
    return FactRow(
        id=fact["id"],
        kind=fact["kind"],
        date=in_words(on) if on else _("date not known"),
        iso=on.edtf if on is not None and on.is_exact_day else "",
        title=fact["title"],
        body=fact["body"] or "",
        place=fact["place"] or "",
        answers=tuple((label, value) for label, value in fact["answers"]),
        sources=tuple(_witnesses(sources)),
        differs=_differs(fact["differs"]),
        superseded=fact["id"] in without_force,
    )


def _differs(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    what = ", ".join(filter(None, labels))
    if not what:  # as an earlier release kept it
        return _("Not every source tells this alike; all of them are named here.")
    return _("Not every source tells this alike (%(what)s); all of them are named here.") % {"what": what}


@dataclass(frozen=True, slots=True)
class Witness:
    """One text that says so, with the places in it."""

    title: str
    url: str
    quotes: tuple[str, ...]
    claimants: tuple[str, ...]


def _witnesses(sources: Sequence[Content]) -> Iterator[Witness]:
    """Each text once, however often it is cited."""
    found: dict[tuple[str, str], list[Content]] = {}
    for one in sources:
        title, who = one["title"], one["source"]
        said = who if not title or title in who else f"{title}, {who}"
        found.setdefault((said, one["url"]), []).append(one)
    for (title, url), cited in found.items():
        quotes = tuple(dict.fromkeys(one["locator"].strip(QUOTES) for one in cited if one["locator"]))
        claimants = tuple(dict.fromkeys(one["claimant"] for one in cited if one["claimant"]))
        yield Witness(title, url, quotes, claimants)
