"""From a briefing to sentences in one language, each with the facts it rests on and who says so; pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.cases.models import EntryKind, Standing
from app.cases.queries.timeline import Fact
from app.cases.rules.sentences import operative
from app.consent.rules import names_relatives
from app.dates import Duration, DurationRange, FuzzyDate
from app.letters.briefing import Briefing
from app.letters.sentences.tongue import Person, Source, Term, Tongue
from app.sources.cited import Cited

HELD = frozenset(
    {Standing.DETAINED, Standing.CHARGED, Standing.ON_TRIAL, Standing.SENTENCED, Standing.APPEALING}
)
SERVING = frozenset({Standing.SENTENCED, Standing.APPEALING, Standing.FREE_WITH_CONDITIONS})
SLOTS = (
    "held", "arrest", "role", "charge", "sentence", "appeal", "hearing", "days", "health", "care", "ill_treatment",
    "threat", "contact", "release",
)  # fmt: skip
ADDRESS = re.compile(r"\s*\([^()]*\)\s*$")  # a publisher's web address, in brackets after its name
ARTICLE = re.compile(r"[0-9]+(?:[.\-–][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Made:
    """One sentence: where it belongs, its words, what it rests on (`entry-12`, `role-3`) and who says so."""

    slot: str
    text: str
    rests_on: tuple[str, ...]
    cites: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A briefing in the mouth of one language."""

    briefing: Briefing
    tongue: Tongue
    who: Person

    @classmethod
    def of(cls, briefing: Briefing, tongue: Tongue) -> "Telling":
        """The teller of a briefing in a language."""
        return cls(briefing, tongue, Person.of(briefing.subject, tongue.script))


Maker = Callable[[Telling], Iterator[Made]]


def sentences(telling: Telling) -> list[Made]:
    """Every sentence the language can make of the briefing, in the order of SLOTS; none without a citation."""
    made: dict[tuple[str, str], Made] = {}
    for sentence in (one for maker in _MAKERS for one in maker(telling) if one.text and one.cites):
        alike = made.get((sentence.slot, sentence.text))
        made[sentence.slot, sentence.text] = _both(alike, sentence) if alike else sentence
    return list(made.values())


def _both(first: Made, second: Made) -> Made:
    """Two facts that read the same are told once, on the grounds of both."""
    grounds = dict.fromkeys((*first.rests_on, *second.rests_on))
    cites = {cited.id: cited for cited in (*first.cites, *second.cites)}
    return Made(first.slot, first.text, tuple(grounds), tuple(cites.values()))


def untold(telling: Telling, made: list[Made]) -> list[Fact]:
    """Facts that may be said but for which no sentence was made."""
    told = {ground for sentence in made for ground in sentence.rests_on}
    return [fact for fact in telling.briefing.facts if f"entry-{fact.id}" not in told]


def _made(slot: str, text: str, *facts: Fact) -> Made:
    cites = tuple({cited.id: cited for fact in facts for cited in fact.cites}.values())
    return Made(slot, text, tuple(f"entry-{fact.id}" for fact in facts), cites)


def source_of(fact: Fact) -> Source:
    """The text to name for a claim: the newest that supports it. Relatives and witnesses are never named."""
    newest = max(
        fact.cites, key=lambda c: c.published.sort_key if c.published else FuzzyDate.parse("1900").sort_key
    )
    return Source(ADDRESS.sub("", newest.publisher or newest.author or ""), newest.published)


def _held(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    held = [fact for fact in brief.of(EntryKind.CUSTODY) if fact.fuzzy("until") is None]
    if brief.standing not in HELD or not held:
        return
    at = next((fact for fact in reversed(held) if fact.facility or fact.place), None)
    if at is not None and brief.may_say_place:
        yield _made("held", telling.tongue.held(telling.who, at.facility or at.place or ""), at)
    else:
        yield _made("held", telling.tongue.held(telling.who, ""), held[-1])


def _arrest(telling: Telling) -> Iterator[Made]:
    if telling.briefing.standing not in HELD:
        return
    for fact in telling.briefing.of(EntryKind.CUSTODY):
        if fact.detail.form in ("arrest", "police-custody", "remand") and fact.fuzzy("until") is None:
            yield _made("arrest", telling.tongue.arrested(telling.who, fact.on), fact)
            return


def _role(telling: Telling) -> Iterator[Made]:
    for role in sorted(telling.briefing.roles, key=lambda one: one.role == "activist"):
        text = telling.tongue.known_as(telling.who, (role.role,))
        if text:
            yield Made("role", text, (f"role-{role.id}",), role.cites)
            return


def _charges(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    for fact in brief.of(EntryKind.CHARGE):
        if fact.detail.outcome in ("acquitted", "dropped", "withdrawn"):
            continue
        found = ARTICLE.search(fact.detail.article or "")
        charge, wording = fact.detail.normalised or "", fact.detail.wording or ""
        text = telling.tongue.charged(telling.who, charge, found.group() if found else "", wording)
        yield _made("charge", text, fact)


def _sentence(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    if brief.standing not in SERVING:
        return
    for fact in operative(brief.facts)[:1]:
        assert isinstance(fact, Fact)  # noqa: S101 - the rule hands back what it was given
        appeals = [one for one in brief.of(EntryKind.APPEAL) if one.detail.resulting_sentence_id == fact.id]
        text = telling.tongue.sentenced(telling.who, _term(brief, fact), fact.on)
        yield _made("sentence", text, fact, *appeals)


def _term(brief: Briefing, fact: Fact) -> Term:
    detail = fact.detail
    exact = detail.length
    length: Duration | DurationRange | None = Duration.parse(exact) if exact else None
    least, most = detail.length_min, detail.length_max
    if length is None and (least or most):
        length = DurationRange(
            Duration.parse(least) if least else None, Duration.parse(most) if most else None
        )
    disputed = brief.disputed_lengths(fact)
    amount = f"{detail.amount} {detail.currency or ''}".strip() if detail.amount else ""
    return Term(detail.form or "", length, disputed, amount, on_appeal=detail.supersedes_id is not None)


def _appeal(telling: Telling) -> Iterator[Made]:
    if telling.briefing.standing is Standing.APPEALING:
        for fact in telling.briefing.of(EntryKind.APPEAL)[-1:]:
            yield _made("appeal", telling.tongue.appealing(telling.who), fact)


def _hearing(telling: Telling) -> Iterator[Made]:
    today = telling.briefing.today
    for fact in telling.briefing.of(EntryKind.HEARING):
        on = fact.on
        if on is not None and on.first is not None and on.first >= today:
            yield _made("hearing", telling.tongue.hearing(telling.who, fact.detail.stage or "", on), fact)
            return


def _days(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    facts = [fact for fact in brief.of(EntryKind.CUSTODY) if fact.on is not None]
    if brief.days and brief.held and brief.standing in HELD and facts and not brief.days.doubtful:
        text = telling.tongue.held_for(telling.who, brief.days.days, at_least=brief.days.at_least)
        yield _made("days", text, *facts)


def _health(telling: Telling) -> Iterator[Made]:
    """Illnesses first, then a hunger strike, which they often explain."""
    alerts = [fact for fact in telling.briefing.of(EntryKind.HEALTH_ALERT) if not fact.detail.resolution]
    for fact in sorted(alerts, key=lambda alert: alert.detail.severity == "hunger-strike"):
        source, severity = source_of(fact), fact.detail.severity or ""
        if severity == "hunger-strike":
            text = telling.tongue.striking(telling.who, fact.on, source)
        else:
            text = telling.tongue.ill(telling.who, fact.detail.condition or "", severity, source)
        yield _made("health", text, fact)


def _care(telling: Telling) -> Iterator[Made]:
    refused = [
        fact
        for fact in telling.briefing.of(EntryKind.HEALTH_ALERT)
        if fact.detail.care_refused == "yes" and not fact.detail.resolution
    ]
    if refused:
        yield _made("care", telling.tongue.care_refused(telling.who, source_of(refused[-1])), *refused)


def _ill_treatment(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    for fact in brief.of(EntryKind.ILL_TREATMENT):
        told = fact.detail.raised_in_court == "yes"
        during = fact.detail.during or ""
        text = telling.tongue.ill_treated(telling.who, during, source_of(fact), in_court=told)
        yield _made("ill_treatment", text, fact)


def _threat(telling: Telling) -> Iterator[Made]:
    for fact in telling.briefing.of(EntryKind.THREAT):
        family = names_relatives(fact.detail.target)
        yield _made("threat", telling.tongue.threatened(telling.who, source_of(fact), family=family), fact)


def _contact(telling: Telling) -> Iterator[Made]:
    for fact in telling.briefing.of(EntryKind.CONTACT):
        if fact.detail.refused == "yes":
            text = telling.tongue.not_let_through(telling.who, fact.detail.form or "", source_of(fact))
            yield _made("contact", text, fact)


def _release(telling: Telling) -> Iterator[Made]:
    if telling.briefing.standing in (Standing.RELEASED, Standing.FREE_WITH_CONDITIONS, Standing.CLEARED):
        for fact in telling.briefing.of(EntryKind.RELEASE)[-1:]:
            yield _made("release", telling.tongue.freed(telling.who, fact.on), fact)


_MAKERS: tuple[Maker, ...] = (
    _held, _arrest, _role, _charges, _sentence, _appeal, _hearing, _days, _health, _care, _ill_treatment, _threat,
    _contact, _release,
)  # fmt: skip
