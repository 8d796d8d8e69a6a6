"""Actions in words: state, day and hour, place, counts and sums; pure."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.campaigning import vocabulary as words
from app.campaigning.lifecycle import RUNNING, ForCase, State, as_seen, why_paused
from app.campaigning.queries.action_page import Claimed, Counted, Gift
from app.campaigning.queries.action_rows import ActionRow, Link, Told, office_in_words, references
from app.campaigning.queries.demands import Demanded
from app.campaigning.timezones import country_in_words
from app.cases.vocabulary import word
from app.dates import in_words
from app.text import N_, _, at_hour, day_in_words, marked, ngettext, weekday_in_words

PUBLIC_FROM = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """An action as lists and panels print it; every part in words."""

    reference: str
    href: str
    title: str
    kind: str
    state: str
    tag: str
    date: str
    iso: str
    place: str
    whom: str
    outcome: str
    cases: tuple[Link, ...]
    incidents: tuple[Link, ...]
    cites: tuple[Any, ...]
    ours: bool
    paused: str


def shown(told: Told, behind: Sequence[ForCase], today: date) -> Shown:
    """The action in words on this day."""
    row = told.row
    known = as_seen(behind, references(told.links))
    reasons = why_paused(known, row.paused_reason) if row.ours and row.state in RUNNING else []
    state, tag = state_in_words(row, today, paused=bool(reasons))
    return Shown(
        reference=row.reference,
        href=row.href,
        title=row.title,
        kind=kind_in_words(row),
        state=state,
        tag=tag,
        date=when(row),
        iso=row.on.edtf if row.on is not None and row.on.is_exact_day else "",
        place=where(told),
        whom=whom(told),
        outcome=outcome_in_words(row),
        cases=tuple(link for link in told.links if link.noun == "case" and link.part == "for"),
        incidents=tuple(link for link in told.links if link.noun == "incident" and link.part == "for"),
        cites=told.cites,
        ours=row.ours,
        paused=" ".join(reasons),
    )


def kind_in_words(row: ActionRow) -> str:
    """The kind, and more exactly where that is known."""
    kind = word(words.KINDS, row.kind)
    if not row.form:
        return kind
    form = word(words.GATHERINGS, row.form) if row.kind == "gathering" else row.form
    return form[:1].upper() + form[1:] if row.ours else _("%(kind)s: %(form)s") % {"kind": kind, "form": form}


def state_in_words(row: ActionRow, today: date, *, paused: bool = False) -> tuple[str, str]:
    """The state and its tag; a live action that ended or is paused says so."""
    if row.state in RUNNING:
        if row.replaced:
            return _("Replaced by a newer version"), "done"
        if paused:
            return _("Paused"), "paused"
        if row.last_day is not None and row.last_day < today:
            return _("Ended, not closed yet"), "late"
    return word(words.STATES, row.state), words.TAGS.get(row.state, "plain")


def when(row: ActionRow) -> str:
    """Day and hour as well as they are known; for a call its last day; the hour with its zone."""
    if row.on is None:
        return _("until %(day)s") % {"day": day_in_words(row.until)} if row.until else ""
    said = in_words(row.on)
    if row.on.is_exact_day and row.ours and row.on.first is not None:
        said = weekday_in_words(row.on.first)
    said = at_hour(said, row.time, row.zone)
    if row.ended is not None:
        said = _("%(start)s, until %(end)s") % {"start": said, "end": in_words(row.ended)}
    return said


def where(told: Told) -> str:
    """The place, or the places, with the country of a gathering of ours."""
    row = told.row
    if row.ours and (row.place_text or row.city):
        return place_of(row)
    own = [part for part in (row.city, row.place_text, row.facility, row.place) if part][:1]
    linked = [link.words for link in told.links if link.part == "place" and link.words not in own]
    return ", ".join([*own, *linked])


def place_of(row: ActionRow) -> str:
    """Place, city and country of a gathering of ours."""
    return ", ".join(part for part in (row.place_text, row.city, country_in_words(row.country)) if part)


def whom(told: Told) -> str:
    """Every addressee; the text's own words where none is in the directory."""
    offices = [link.words for link in told.links if link.part == "addressee"]
    own = office_in_words(told.row.office, told.row.office_city)
    return "; ".join([*([own] if own and own not in offices else []), *offices]) or told.row.target or ""


def outcome_in_words(row: ActionRow) -> str:
    """What came of it; empty while that is open."""
    if row.state == State.STOPPED:
        return _("Stopped")
    return word(words.OUTCOMES, row.outcome)


AT_LEAST = frozenset({"at-least", "more-than"})


def sums(gifts: Sequence[Gift]) -> list[str]:
    """What was given in each currency, added up exactly; currencies are never mixed."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    kinds: dict[str, set[str]] = defaultdict(set)
    number: dict[str, int] = defaultdict(int)
    for gift in gifts:
        if gift.exact is not None and gift.currency:
            totals[gift.currency] += gift.exact
            kinds[gift.currency].add(gift.qualifier)
            number[gift.currency] += 1
    return [
        _sum(currency, totals[currency], kinds[currency], number[currency]) for currency in sorted(totals)
    ]


def _sum(currency: str, total: Decimal, kinds: set[str], number: int) -> str:
    loose = kinds - {"exactly"}
    how = "" if not loose else _("at least") if loose <= AT_LEAST else _("about")
    gifts = ngettext("%(n)s gift", "%(n)s gifts", number) % {"n": number}
    sum_ = " ".join(part for part in (how, money(total), currency) if part)
    return _("%(sum)s in %(gifts)s") % {"sum": sum_, "gifts": gifts}


def money(amount: Decimal) -> str:
    """A sum with its thousands set apart and nothing rounded."""
    return f"{amount:,f}"


def gift_in_words(gift: Gift) -> str:
    """One gift's sum."""
    if gift.exact is None:
        return " ".join(part for part in (gift.words, gift.currency) if part)
    how = "" if gift.qualifier == "exactly" else word(words.QUALIFIERS, gift.qualifier)
    return " ".join(part for part in (how, money(gift.exact), gift.currency) if part)


def total_of(counts: Sequence[Counted], what: str) -> int:
    """All letters, or all signatures."""
    return sum(counted.number for counted in counts if counted.what == what)


COUNT_WORDS: dict[str, Callable[[int], str]] = {
    "letters": lambda total: ngettext("%(n)s letter sent", "%(n)s letters sent", total),
    "signatures": lambda total: ngettext("%(n)s signature", "%(n)s signatures", total),
}


def public_counts(counts: Sequence[Counted]) -> list[str]:
    """The counts the world may see: from ten up, smaller ones might point at somebody."""
    return public_totals({what: total_of(counts, what) for what in COUNT_WORDS})


def public_totals(totals: Mapping[str, int]) -> list[str]:
    """The same of numbers that are added up already."""
    found = []
    for what, counted_out in COUNT_WORDS.items():
        total = totals.get(what, 0)
        if total >= PUBLIC_FROM:
            found.append(counted_out(total) % {"n": f"{total:,}"})
    return found


MEASURES = {
    "demonstrators": N_("demonstrators"),
    "signatures": N_("signatures"),
    "audience": N_("in the audience"),
}


def figure_in_words(figure: Claimed) -> str:
    """A claimed figure with its qualifier."""
    what = (
        marked(MEASURES[figure.measure]) if figure.measure in MEASURES else figure.measure.replace("-", " ")
    )
    number = figure.words or str(figure.value_min if figure.value_min is not None else figure.value_max or "")
    if figure.value_min is not None and figure.value_max not in (None, figure.value_min):
        number = _("%(least)s to %(most)s") % {"least": figure.value_min, "most": figure.value_max}
    how = "" if figure.qualifier in ("exactly", "words") else word(words.QUALIFIERS, figure.qualifier)
    return " ".join(part for part in (how, number, what) if part)


@dataclass(frozen=True, slots=True)
class ShownDemand:
    """A demand as pages print it."""

    text: str
    by: str
    who: str
    date: str
    ours: bool
    cites: tuple[Any, ...]


def demands_shown(demands: Sequence[Demanded]) -> list[ShownDemand]:
    """Each in words; it belongs to whoever asks."""
    return [
        ShownDemand(
            one.row.text, one.row.by, word(words.ASKERS, one.row.by_kind), in_words(one.row.on) if one.row.on else "",
            one.row.ours, one.cites,
        )
        for one in demands
    ]  # fmt: skip
