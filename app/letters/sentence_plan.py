"""From a briefing to sentences in one language, each with the facts it rests on and who says so; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.cases.kinds import KINDS, EntryKind
from app.cases.models import Standing
from app.cases.queries.timeline import Fact
from app.cases.rules.facts import day_of, has_begun, heard, word_of
from app.cases.rules.health import STRIKE, Alert
from app.cases.vocabulary import for_each
from app.consent.models import FieldGroup
from app.consent.touched_groups import names_relatives
from app.dates import Duration, DurationRange, FuzzyDate
from app.letters.briefing import Briefing
from app.letters.custody_tense import arrest, days, held, missing
from app.letters.sentences.tongue import Count, Term
from app.letters.traced_sentence import Made, Maker, Telling, made_of, source_of
from app.text import N_

FREED = frozenset({Standing.RELEASED, Standing.FREE_WITH_CONDITIONS, Standing.CLEARED})
CONVICTED = frozenset({Standing.SENTENCED, Standing.APPEALING, Standing.FREE_WITH_CONDITIONS})
OF_NO_KIND = ("role",)
ARTICLE = re.compile(r"[0-9]+(?:[.\-–][0-9]+)*")


def sentences(telling: Telling) -> list[Made]:
    """Every sentence the language can make of the briefing, in the order of SLOTS; none without a citation."""
    made: dict[tuple[str, str], Made] = {}
    for sentence in (one for slot in SLOTS.values() for one in slot.maker(telling) if one.text and one.cites):
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


def _role(telling: Telling) -> Iterator[Made]:
    carries = telling.briefing.reading.carries
    for role in sorted(telling.briefing.roles, key=lambda one: one.role == "activist"):
        still = carries("role", role.heard)
        text = telling.tongue.known_as(telling.who, role.role, role.heard, still=still)
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
        yield made_of("charge", text, fact)


def _sentence(telling: Telling) -> Iterator[Made]:
    """Every sentence that counts now, in the order in which they were passed, the main one of a day first."""
    brief = telling.briefing
    if brief.standing not in CONVICTED:
        return
    history = {one.fact.id for one in (*brief.reading.penalties, *brief.whole.penalties) if one.is_history}
    counting = [one.fact for one in brief.reading.penalties if one.fact.id not in history]
    before: Fact | None = None
    for fact in sorted(counting, key=day_of):
        also = before is not None and fact.on is not None and fact.on == before.on
        added = word_of(fact, "relation") == "added-to" and any(
            one.id == fact.detail.supersedes_id for one in counting
        )
        appeals = [one for one in brief.of(EntryKind.APPEAL) if one.detail.resulting_sentence_id == fact.id]
        term = replace(_term(brief, fact), added=added, also=also)
        made = made_of("sentence", telling.tongue.sentenced(telling.who, term, fact.on), fact, *appeals)
        before = fact if made.text else before
        yield made


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
    replaces = (
        detail.supersedes_id is not None and (word_of(fact, "relation") or "instead-of") == "instead-of"
    )
    return Term(detail.form or "", length, disputed, amount, on_appeal=replaces)


def _appeal(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    pending = [fact for fact in brief.of(EntryKind.APPEAL) if (fact.detail.outcome or "pending") == "pending"]
    if brief.standing is not Standing.APPEALING or not pending:
        return
    fact = max(pending, key=lambda one: (day_of(one), one.id))
    told = heard(fact, brief.today)
    lapsed = None if brief.reading.carries(Standing.APPEALING.value, told) else told or brief.reading.as_of
    yield made_of("appeal", telling.tongue.appealing(telling.who, lapsed), fact)


def _hearing(telling: Telling) -> Iterator[Made]:
    """The next hearing that is announced and not known to have been held."""
    today = telling.briefing.today
    for fact in telling.briefing.of(EntryKind.HEARING):
        on = fact.on
        if on is not None and on.first is not None and on.first >= today and not word_of(fact, "result"):
            yield made_of("hearing", telling.tongue.hearing(telling.who, fact.detail.stage or "", on), fact)
            return


def _health(telling: Telling) -> Iterator[Made]:
    """Illnesses first, then a hunger strike, which they often explain."""
    for alert in sorted(telling.briefing.reading.alerts, key=lambda one: one.severity == STRIKE):
        fact, condition = alert.fact, alert.fact.detail.condition or ""
        shown = {"severity": alert.severity, "condition": fact.detail.condition}
        if alert.severity == STRIKE:
            source = source_of(fact, _lapsed(alert), **shown, on=fact.on.edtf if fact.on else None)
            text = telling.tongue.striking(telling.who, fact.on, source, _strike_day(alert))
        else:
            source = source_of(fact, _lapsed(alert), **shown)
            text = telling.tongue.ill(telling.who, condition, alert.severity, source)
        yield made_of("health", text, fact)


def _lapsed(alert: Alert[Fact]) -> FuzzyDate | None:
    return None if alert.carried else alert.heard


def _strike_day(alert: Alert[Fact]) -> Count | None:
    """The day that a hunger strike had reached by its last news; None where that is its first, or doubtful."""
    count = alert.count
    if count is None or alert.heard is None or count.doubtful or count.days <= 1:
        return None
    return Count(count.days, count.at_least, alert.heard)


def _care(telling: Telling) -> Iterator[Made]:
    refused = [one for one in telling.briefing.reading.alerts if one.fact.detail.care_refused == "yes"]
    if refused:
        told = next((one for one in refused if one.carried), refused[0])
        source = source_of(told.fact, _lapsed(told), care_refused="yes")
        text = telling.tongue.care_refused(telling.who, source)
        yield made_of("care", text, *(one.fact for one in reversed(refused)))


def _ill_treatment(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    for fact in brief.of(EntryKind.ILL_TREATMENT):
        told = fact.detail.raised_in_court == "yes"
        during = fact.detail.during or ""
        source = source_of(fact, during=fact.detail.during, raised_in_court=fact.detail.raised_in_court)
        text = telling.tongue.ill_treated(telling.who, during, source, in_court=told)
        yield made_of("ill_treatment", text, fact)


def _threat(telling: Telling) -> Iterator[Made]:
    for fact in telling.briefing.of(EntryKind.THREAT):
        family = names_relatives(fact.detail.target)
        told = heard(fact, telling.briefing.today)
        lapsed = None if telling.briefing.reading.carries(Standing.THREATENED.value, told) else told
        source = source_of(fact, lapsed, target=fact.detail.target)
        yield made_of("threat", telling.tongue.threatened(telling.who, source, family=family), fact)


def _contact(telling: Telling) -> Iterator[Made]:
    for fact in telling.briefing.of(EntryKind.CONTACT):
        if fact.detail.refused == "yes":
            source = source_of(fact, form=fact.detail.form, refused="yes")
            text = telling.tongue.not_let_through(telling.who, fact.detail.form or "", source)
            yield made_of("contact", text, fact)


def _release(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    freed = [fact for fact in brief.of(EntryKind.RELEASE) if has_begun(fact, brief.today)]
    if brief.standing in FREED and freed:
        fact = max(freed, key=lambda one: (day_of(one), one.id))
        yield made_of("release", telling.tongue.freed(telling.who, fact.on), fact)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a letter, in the order in which they are told."""

    maker: Maker
    label: str  # what whoever writes the words of a letter reads about it
    group: FieldGroup = FieldGroup.CASE  # the consent that a sentence needs to be repeated in a correction
    goes_on: bool = (
        False  # it was so when it was said, whatever came since: only a lost ground makes it false
    )
    several: bool = (
        False  # its sentences stand side by side: only one on the same facts takes another's place
    )


SLOTS = for_each(
    (*OF_NO_KIND, *(slot for kind in KINDS.values() for slot in kind.letters or ())),
    {
        "missing": Slot(missing, N_("that the person was taken, and nobody says where to")),
        "held": Slot(held, N_("where the person is held"), FieldGroup.PLACE),
        "arrest": Slot(arrest, N_("when the person was arrested"), goes_on=True),
        "role": Slot(_role, N_("what the person is known as"), goes_on=True),
        "charge": Slot(_charges, N_("the charges that stand"), goes_on=True),
        "sentence": Slot(_sentence, N_("the sentence that counts")),
        "appeal": Slot(_appeal, N_("that an appeal is pending"), goes_on=True),
        "hearing": Slot(_hearing, N_("the next hearing"), goes_on=True),
        "days": Slot(days, N_("how long the person has been held"), goes_on=True),
        "health": Slot(
            _health, N_("illnesses and a hunger strike, as reported"), FieldGroup.HEALTH, several=True
        ),
        "care": Slot(_care, N_("that care is refused, as reported"), FieldGroup.HEALTH),
        "ill_treatment": Slot(
            _ill_treatment, N_("ill-treatment, as reported"), FieldGroup.ILL_TREATMENT, several=True
        ),
        "threat": Slot(_threat, N_("threats, as reported"), FieldGroup.FAMILY, several=True),
        "contact": Slot(_contact, N_("visits and mail refused, as reported"), FieldGroup.FAMILY),
        "release": Slot(_release, N_("that the person was released"), goes_on=True),
    },
)
NO_LONGER = Slot(lambda _telling: iter(()), "")


def slot_of(name: str) -> Slot:
    """Where a sentence of an old letter stood; what letters no longer tell counts as of the case."""
    return SLOTS.get(name, NO_LONGER)
