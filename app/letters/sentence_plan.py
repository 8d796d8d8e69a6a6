"""From a briefing to sentences in one language, each with the facts it rests on and who says so; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.cases.kinds import KINDS, EntryKind
from app.cases.kinds.sentence import DEATH
from app.cases.models import Standing
from app.cases.models.cases import Gravity
from app.cases.queries.timeline import Fact
from app.cases.rules.facts import day_of, has_begun, heard, last_day, word_of
from app.cases.rules.health import LIFE_IN_DANGER, STRIKE, Alert
from app.cases.vocabulary import for_each
from app.consent.models import FieldGroup
from app.consent.touched_groups import names_relatives
from app.dates import Duration, DurationRange, FuzzyDate
from app.letters.briefing import Briefing
from app.letters.custody_tense import arrest, days, held, is_loose, missing
from app.letters.sentences.tongue import Count, Source, Term
from app.letters.traced_sentence import Made, Maker, Telling, source_of
from app.text import N_

FREED = frozenset({Standing.RELEASED, Standing.FREE_WITH_CONDITIONS, Standing.CLEARED})
CONVICTED = frozenset({Standing.SENTENCED, Standing.APPEALING, Standing.FREE_WITH_CONDITIONS})
OF_NO_KIND = ("role",)
NEWS_DAYS = 60
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
    return replace(first, rests_on=tuple(grounds), cites=tuple(cites.values()))


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
        under = found.group() if found else ""
        yield telling.say(
            "charge", telling.tongue.charged, fact, charge=charge, article=under, wording=wording
        )


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
        made = telling.say("sentence", telling.tongue.sentenced, fact, *appeals, term=term, on=fact.on)
        if term.form == DEATH:
            made = replace(made, gravity=Gravity.DEATH_SENTENCE)
        elif not (term.also or added or is_loose(fact.on)):
            made = replace(made, gravity=Gravity.SENTENCE)
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
    told = Term(detail.form or "", length, disputed, amount, on_appeal=replaces, lashes=detail.lashes or 0)
    enforced = Duration.parse(detail.enforceable) if detail.enforceable else None
    return replace(told, enforced=enforced, absent=detail.in_absentia == "yes")


def _appeal(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    pending = [fact for fact in brief.of(EntryKind.APPEAL) if (fact.detail.outcome or "pending") == "pending"]
    if brief.standing is not Standing.APPEALING or not pending:
        return
    fact = max(pending, key=lambda one: (day_of(one), one.id))
    told = heard(fact, brief.today)
    lapsed = None if brief.reading.carries(Standing.APPEALING.value, told) else told or brief.reading.as_of
    yield telling.say("appeal", telling.tongue.appealing, fact, lapsed=lapsed)


def _hearing(telling: Telling) -> Iterator[Made]:
    """The next hearing that is announced and not known to have been held."""
    today = telling.briefing.today
    for fact in telling.briefing.of(EntryKind.HEARING):
        on = fact.on
        if on is not None and on.first is not None and on.first >= today and not word_of(fact, "result"):
            stage = fact.detail.stage or ""
            made = telling.say("hearing", telling.tongue.hearing, fact, stage=stage, on=on)
            yield replace(made, gravity=Gravity.NEAR)
            return


def _health(telling: Telling) -> Iterator[Made]:
    """Illnesses first, then a hunger strike, which they often explain."""
    for alert in sorted(telling.briefing.reading.alerts, key=lambda one: one.severity == STRIKE):
        fact, condition = alert.fact, alert.fact.detail.condition or ""
        shown = {"severity": alert.severity, "condition": fact.detail.condition}
        if alert.severity == STRIKE:
            source = source_of(fact, _lapsed(alert), **shown, on=fact.on.edtf if fact.on else None)
            made = _strike(telling, alert, source)
        else:
            source = source_of(fact, _lapsed(alert), **shown)
            ill = telling.tongue.ill
            made = telling.say(
                "health", ill, fact, condition=condition, severity=alert.severity, source=source
            )
        weight = Gravity.LIFE if alert.severity in LIFE_IN_DANGER else Gravity.NEAR
        yield replace(made, gravity=weight) if _is_new(alert.heard, telling) else made


def _strike(telling: Telling, alert: Alert[Fact], source: Source) -> Made:
    """A hunger strike: that it goes on, where it opens a letter and the news still carries; else its last known day."""
    fact, tongue = alert.fact, telling.tongue
    made = telling.say("health", tongue.striking, fact, on=fact.on, source=source, reached=_strike_day(alert))
    goes_on = telling.say("health", tongue.on_strike, fact, on=fact.on, source=source)
    if not goes_on.text or _lapsed(alert):
        return made
    return replace(made, voiced=lambda voice: (goes_on if voice.leads else made).spoken(voice))


def _is_new(told: FuzzyDate | None, telling: Telling) -> bool:
    """Whether news is young enough to open a letter, which names the day of its report."""
    today = telling.briefing.today
    return told is not None and (today - last_day(told, today)).days <= NEWS_DAYS


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
        facts = [one.fact for one in reversed(refused)]
        made = telling.say("care", telling.tongue.care_refused, *facts, source=source)
        yield replace(made, gravity=Gravity.LIFE) if _is_new(told.heard, telling) else made


def _ill_treatment(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    for fact in brief.of(EntryKind.ILL_TREATMENT):
        told = fact.detail.raised_in_court == "yes"
        during = fact.detail.during or ""
        source = source_of(fact, during=fact.detail.during, raised_in_court=fact.detail.raised_in_court)
        made = telling.say(
            "ill_treatment", telling.tongue.ill_treated, fact, during=during, source=source, in_court=told
        )
        yield (
            replace(made, gravity=Gravity.ILL_TREATMENT)
            if _is_new(heard(fact, brief.today), telling)
            else made
        )


def _threat(telling: Telling) -> Iterator[Made]:
    for fact in telling.briefing.of(EntryKind.THREAT):
        family = names_relatives(fact.detail.target)
        told = heard(fact, telling.briefing.today)
        lapsed = None if telling.briefing.reading.carries(Standing.THREATENED.value, told) else told
        source = source_of(fact, lapsed, target=fact.detail.target)
        made = telling.say("threat", telling.tongue.threatened, fact, source=source, family=family)
        yield made if lapsed else replace(made, gravity=Gravity.NEAR)


def _contact(telling: Telling) -> Iterator[Made]:
    for fact in telling.briefing.of(EntryKind.CONTACT):
        if fact.detail.refused == "yes":
            source = source_of(fact, form=fact.detail.form, refused="yes")
            form = fact.detail.form or ""
            yield telling.say("contact", telling.tongue.not_let_through, fact, form=form, source=source)


def _condition(telling: Telling) -> Iterator[Made]:
    """What somebody is bound to, while its last day lies ahead and nothing ended it."""
    brief = telling.briefing
    for fact in () if brief.is_thought_held else brief.of(EntryKind.CONDITION):
        until = fact.fuzzy("until")
        if until and until.earliest_plausible >= brief.today and not fact.fuzzy("ended"):
            yield telling.say(
                "condition", telling.tongue.under, fact, form=fact.detail.form or "", until=until
            )


def _release(telling: Telling) -> Iterator[Made]:
    brief = telling.briefing
    freed = [fact for fact in brief.of(EntryKind.RELEASE) if has_begun(fact, brief.today)]
    if brief.standing in FREED and freed:
        fact = max(freed, key=lambda one: (day_of(one), one.id))
        made = telling.say("release", telling.tongue.freed, fact, on=fact.on, how=fact.detail.form or "")
        yield replace(made, gravity=Gravity.LIFE)


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
        "condition": Slot(_condition, N_("conditions that are in force"), several=True),
        "release": Slot(_release, N_("that the person was released"), goes_on=True),
    },
)
NO_LONGER = Slot(lambda _telling: iter(()), "")


def slot_of(name: str) -> Slot:
    """Where a sentence of an old letter stood; what letters no longer tell counts as of the case."""
    return SLOTS.get(name, NO_LONGER)
