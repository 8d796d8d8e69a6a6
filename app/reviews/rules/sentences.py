"""What follows from a sentence: the earliest parole, its end, and a release that is overdue."""

import math
from collections.abc import Iterator
from datetime import date, timedelta

from app.cases.kinds.sentence import SENTENCE_FORMS
from app.cases.models import Standing
from app.cases.queries.timeline import Fact
from app.cases.rules.sentences import AFTERWARDS, SERVED_IN_TIME, Term, death_sentence
from app.cases.vocabulary import word
from app.clock import recorded_day
from app.dates import Duration, FuzzyDate, expected_end
from app.directory.periods import Period
from app.reviews.due_date import Due, Given, Urgency, base_line, earliest, latest, of_entry, plus
from app.reviews.rules.after_fact import freed_after
from app.text import _, day_in_words, ngettext

DEATH_RULE = "death-sentence"
RELATION_RULE, RELATION_DAYS = "sentence-relation", 30
FIRST_YEAR = 1000  # dates are written with four digits
SERVED = SERVED_IN_TIME - {"administrative-detention"}


def parole(given: Given) -> Iterator[Due]:
    """From when parole is possible at the earliest: an estimate by the smallest fraction the law names."""
    for penalty in given.reading.penalties:
        sentence, term = penalty.fact, penalty.term
        if sentence.on is None or sentence.detail.form != "prison" or penalty.is_history:
            continue
        in_force = given.periods.of_law(given.country, "parole", earliest(sentence.on))
        laws = [law for law in in_force if law.fraction]
        if not laws or term is None or term.last < given.today or freed_after(given.facts, sentence.on):
            continue
        smallest = min(laws, key=lambda law: law.fraction or 0)
        start = term.first - timedelta(days=term.days - 1)
        day = min(max(_after(start, term, law=smallest), _least(given, sentence.on, start)), term.first)
        yield Due(
            rule="parole",
            subject=of_entry(sentence.id),
            due=day,
            last=max(day, term.last - (term.first - day)),
            title=_("Parole may be possible"),
            reason=_(
                "An estimate by the smallest part of the term that the law names. Check it with a lawyer."
            ),
            rests_on=term.rests_on,
            arithmetic=(
                _("counted from %(day)s at the earliest") % {"day": day_in_words(start)},
                *(_part(start, term, law) for law in laws),
            ),
            urgency=Urgency.FREEDOM,
            estimated=True,
        )


def _after(start: date, term: Term, law: Period) -> date:
    return plus(start, math.ceil(term.days * (law.fraction or 1)))


def _part(start: date, term: Term, law: Period) -> str:
    named = {
        "label": law.label,
        "part": law.value or "",
        "days": f"{term.days:,}",
        "day": day_in_words(_after(start, term, law)),
        "law": law.named,
    }
    return _("%(label)s: %(part)s of %(days)s days, so from %(day)s (%(law)s)") % named


def _least(given: Given, on: FuzzyDate, start: date) -> date:
    """The day before which no parole is possible whatever the fraction."""
    for law in given.periods.of_law(given.country, "parole-least", earliest(on)):
        if law.value and start.year >= FIRST_YEAR:
            return plus(expected_end(FuzzyDate.on(start), Duration.parse(law.value)).first, 1)
    return start


def sentence_ends(given: Given) -> Iterator[Due]:
    """The expected end of a sentence; once its last possible day has passed in prison, a release that is overdue."""
    for penalty in given.reading.penalties:
        sentence, term = penalty.fact, penalty.term
        form = sentence.detail.form
        if penalty.question and not freed_after(given.facts, sentence.on):
            yield _unsettled(given, sentence, penalty.question)
        if term is None or form not in SERVED or _is_over(given, sentence):
            continue
        yield (
            _overdue(given, sentence, term)
            if form == "prison" and term.last < given.today
            else _end(sentence, term)
        )


def _is_over(given: Given, sentence: Fact) -> bool:
    """Whether leaving prison ended it: what is served afterwards goes on."""
    if sentence.detail.form in AFTERWARDS and sentence.detail.relation == "added-to":
        return given.standing is Standing.DEAD
    return freed_after(given.facts, sentence.on)


def death_looks(given: Given) -> Iterator[Due]:
    """A death sentence that stands: the day set for it, and a look every month, every day once a day is set."""
    sentence = death_sentence(given.standing, given.reading.penalties)
    if sentence is None:
        return
    execution, subject = sentence.fuzzy("execution"), of_entry(sentence.id)
    if execution is not None:
        yield _execution(sentence, execution)
    days = given.periods.house(DEATH_RULE, "date-set" if execution else "") or 1
    due, lines = _looked_again(given, DEATH_RULE, sentence, days)
    yield Due(
        rule=DEATH_RULE,
        subject=subject,
        due=due,
        last=due,
        title=_("Death sentence: ask how things are now"),
        reason=_("Looked at again until it is commuted, quashed or pardoned."),
        rests_on=(sentence.id,),
        arithmetic=lines,
        urgency=Urgency.CRITICAL,
        recurs=True,
    )


def _looked_again(given: Given, rule: str, sentence: Fact, days: int) -> tuple[date, tuple[str, ...]]:
    """So many days after it was written down, or last looked at."""
    base = recorded_day(sentence.recorded_at)
    looked = given.looked(rule, of_entry(sentence.id))
    line = _("written down on %(day)s") % {"day": day_in_words(base)}
    if looked is not None and looked > base:
        base, line = looked, _("last looked at on %(day)s") % {"day": day_in_words(looked)}
    due = plus(base, days)
    added = ngettext("plus %(n)s day = %(day)s", "plus %(n)s days = %(day)s", days)
    return due, (line, added % {"n": days, "day": day_in_words(due)})


def _execution(sentence: Fact, execution: FuzzyDate) -> Due:
    return Due(
        rule="execution",
        subject=of_entry(sentence.id),
        due=earliest(execution),
        last=latest(execution),
        title=_("Execution is set"),
        reason=_("The day that is set for carrying out the death sentence."),
        rests_on=(sentence.id,),
        arithmetic=(_("as set: %(date)s") % {"date": base_line(execution)},),
        urgency=Urgency.CRITICAL,
        hard=True,
    )


def _unsettled(given: Given, sentence: Fact, question: str) -> Due:
    """Two terms stand and nobody knows how they relate, so no end is reckoned until somebody finds out."""
    due, lines = _looked_again(given, RELATION_RULE, sentence, RELATION_DAYS)
    return Due(
        rule=RELATION_RULE,
        subject=of_entry(sentence.id),
        due=due,
        last=due,
        title=_("Find out how two terms relate"),
        reason=question,
        rests_on=(sentence.id,),
        arithmetic=lines,
        urgency=Urgency.FREEDOM,
        recurs=True,
    )


def _end(sentence: Fact, term: Term) -> Due:
    return Due(
        rule="sentence-end",
        subject=of_entry(sentence.id),
        due=term.first,
        last=term.last,
        title=_("Sentence is expected to end"),
        reason=_("The term of the sentence that counts (%(form)s) ends, as far as is known.")
        % {"form": word(SENTENCE_FORMS, sentence.detail.form).lower()},
        rests_on=term.rests_on,
        arithmetic=term.arithmetic,
        urgency=Urgency.FREEDOM,
        counts_from=term.last,
    )


def _overdue(given: Given, sentence: Fact, term: Term) -> Due:
    base = plus(term.last, 1)
    looked = given.looked("release-overdue", of_entry(sentence.id))
    every = given.periods.house("release-overdue") or 14
    lines = [
        *term.arithmetic,
        _("the day after, no release is recorded: %(day)s") % {"day": day_in_words(base)},
    ]
    due = base
    if looked is not None and looked >= base:
        due = plus(looked, every)
        lines.append(
            _("looked at on %(day)s, again after %(days)s days")
            % {"day": day_in_words(looked), "days": every}
        )
    return Due(
        rule="release-overdue",
        subject=of_entry(sentence.id),
        due=due,
        last=due,
        title=_("The term should be over: is the person free?"),
        reason=_("The sentence was to end by %(day)s, and no release is recorded.")
        % {"day": day_in_words(term.last)},
        rests_on=term.rests_on,
        arithmetic=tuple(lines),
        urgency=Urgency.FREEDOM,
        recurs=True,
        counts_from=term.last,
    )
