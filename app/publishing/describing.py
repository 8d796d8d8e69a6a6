"""A public page in words: where somebody stands and how old that is, the ask, each fact with who says so; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.cases import vocabulary as words
from app.cases.reading_words import OLD_AFTER_DAYS, age_in_days, age_in_words
from app.clock import recorded_day
from app.dates import FuzzyDate, count_in_words, in_words
from app.publishing.content import Content
from app.publishing.showing import Shown, as_of, custody
from app.text import _, day_in_words, ngettext

QUOTES = " \"'“”„«»‘’"
FREE = frozenset({"released", "cleared", "dead", "free-with-conditions"})


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list of public people."""

    title: str
    href: str
    standing: str
    age: str
    known: str  # the same without counting the days since, for what is read later
    is_old: bool
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


def row_of(seen: Shown, today: date) -> PersonRow:
    """Somebody in one look."""
    age = as_of(seen.facts, today)
    return PersonRow(
        title=seen.title,
        href=f"/p/{seen.page.slug}",
        standing=words.word(words.STANDINGS, seen.standing),
        age=age_in_words(age, today),
        known=age_in_words(age, min(age.last or today, today) if age is not None else today),
        is_old=age is not None and age_in_days(age, today) > OLD_AFTER_DAYS,
        custody=_custody(seen, today),
        ask=seen.ask,
    )


def page_of(seen: Shown, today: date) -> PersonPage:
    """Everything the page says, facts newest first."""
    content = seen.page.content
    texts = {(one["title"], one["source"]) for fact in seen.facts for one in fact["sources"]}
    by = (
        _("by one person, who is alone in this campaign")
        if seen.page.by_one
        else _("by two people of the campaign")
    )
    return PersonPage(
        row=row_of(seen, today),
        other_names=tuple(content["other_names"]),
        campaign=content["campaign"],
        lead=seen.lead,
        facts=tuple(fact_row(fact) for fact in reversed(seen.facts)),
        sources=ngettext("%(n)s source", "%(n)s sources", len(texts)) % {"n": len(texts)},
        approved=_("Last approved on %(day)s, %(by)s.")
        % {"day": day_in_words(recorded_day(seen.page.approved_at)), "by": by},
        narrowed=seen.narrowed,
        photo=_photo(seen),
    )


def _photo(seen: Shown) -> Photo | None:
    """Its public address, or, before there is one, that of the file for those who read a proposal."""
    page, photo = seen.page, seen.photo
    if photo is None:
        return None
    own = f"/cases/{page.reference}/files/{photo['file']}/small"
    return Photo(f"/p/{page.slug}/photo" if page.slug else own, photo["alt"], photo["credit"])


def fact_row(fact: Content) -> FactRow:
    """One fact in words."""
    on = FuzzyDate.parse(fact["on"]) if fact["on"] else None
    differs = ""
    if fact["differs"]:
        what = ", ".join(filter(None, fact["differs"]))
        differs = (
            _("Sources differ about: %(what)s") % {"what": what} if what else _("Sources differ about it.")
        )
    return FactRow(
        id=fact["id"],
        kind=fact["kind"],
        date=in_words(on) if on else _("date not known"),
        iso=on.edtf if on is not None and on.is_exact_day else "",
        title=fact["title"],
        body=fact["body"] or "",
        place=fact["place"] or "",
        answers=tuple((label, value) for label, value in fact["answers"]),
        sources=tuple(_witnesses(fact["sources"])),
        differs=differs,
        superseded=bool(fact["superseded"]),
    )


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


def _custody(seen: Shown, today: date) -> str:
    """The days held; where the last news is old, only the days until then, for nobody knows of later ones."""
    news = as_of(seen.facts, today)
    is_old = news is not None and age_in_days(news, today) > OLD_AFTER_DAYS
    until = min(news.last or today, today) if news is not None and is_old else today
    known = custody(seen.facts, until)
    if known is None:
        return ""
    count, goes_on = known
    if count.at_least and count.days == 1:  # an arrest of which nothing more is known
        return ""
    held = {"days": count_in_words(count)}
    if not goes_on or seen.standing in FREE:
        return _("%(days)s in custody, ended") % held
    return (_("%(days)s in custody when last heard of") if is_old else _("%(days)s in custody")) % held
