"""What follows from a sentence: the appeal's deadline, the earliest parole, its end, and a release that is overdue."""

import math
from collections.abc import Iterator
from datetime import date, timedelta

from app.cases.models import EntryKind
from app.cases.queries.timeline import Fact
from app.cases.rules.sentences import Term, operative, term_of
from app.cases.vocabulary import SENTENCE_FORMS, word
from app.dates import Duration, FuzzyDate, expected_end
from app.reviews.due import Due, Given, Urgency, base_line, earliest, latest, of_entry
from app.reviews.periods import NOT_SET, Period
from app.reviews.rules.later import freed_after, of_kind
from app.reviews.working_days import count
from app.text import _, day_in_words

APPEALABLE = frozenset(
    {
        "prison",
        "suspended",
        "conditional",
        "probation",
        "community-service",
        "fine",
        "administrative-detention",
    }
)
SERVED = frozenset({"prison", "suspended", "conditional", "probation"})


def counting(given: Given) -> list[Fact]:
    """The sentences that count now."""
    return [fact for fact in operative(given.facts) if isinstance(fact, Fact)]


def appeal_deadlines(given: Given) -> Iterator[Due]:
    """Until when an appeal is possible: as recorded with it, else reckoned from the sentence by the country's law."""
    appeals = of_kind(given.facts, EntryKind.APPEAL)
    for appeal in appeals:
        deadline = appeal.fuzzy("deadline")
        if (
            deadline
            and not appeal.fuzzy("lodged")
            and appeal.detail.outcome in (None, "pending")
            and not freed_after(given.facts, deadline)
        ):
            yield _deadline(
                appeal, (earliest(deadline), latest(deadline)), (base_line(deadline),), estimated=False
            )
    for sentence in counting(given):
        if (
            sentence.on is None
            or sentence.detail.form not in APPEALABLE
            or freed_after(given.facts, sentence.on)
        ):
            continue
        if not any(_answers(appeal, sentence) for appeal in appeals):
            yield _by_law(given, sentence, sentence.on)


def _answers(appeal: Fact, sentence: Fact) -> bool:
    """Whether the appeal is against this sentence, or the sentence came of it."""
    if appeal.detail.resulting_sentence_id == sentence.id:
        return True
    return appeal.on is None or sentence.on is None or latest(appeal.on) >= earliest(sentence.on)


def _by_law(given: Given, sentence: Fact, on: FuzzyDate) -> Due:
    base = base_line(on)
    laws = given.periods.of_law(given.country, "appeal-deadline", earliest(on))
    law = next((law for law in laws if law.days is not None), None)
    if law is None or law.days is None:
        known = next(iter(laws), None)
        not_set = _(NOT_SET) if known is None else f"{known.named}: {_(NOT_SET)}"
        day = earliest(on) + timedelta(days=1)
        lines = (base, not_set, _("so look the day after the sentence: %(day)s") % {"day": day_in_words(day)})
        return _deadline(sentence, (day, latest(on) + timedelta(days=1)), lines, estimated=True, known=False)
    first, lines_first = count(
        earliest(on), law.days, given.country, working=law.counting == "working", rolls=law.rolls
    )
    last, _lines = count(
        latest(on), law.days, given.country, working=law.counting == "working", rolls=law.rolls
    )
    return _deadline(sentence, (first, last), (base, *lines_first, law.named), estimated=True)


def _deadline(
    fact: Fact, days: tuple[date, date], lines: tuple[str, ...], *, estimated: bool, known: bool = True
) -> Due:
    if not known:
        title, reason = (
            _("Find out until when an appeal is possible"),
            _("No period is set for this country, so no deadline can be reckoned."),
        )
    elif estimated:
        title = _("Deadline for an appeal")
        reason = _("Reckoned by the law as it is kept here. Check it with a lawyer, then confirm it.")
    else:
        title, reason = (
            _("Deadline for an appeal"),
            _("The deadline is recorded with the appeal, and no lodging is."),
        )
    return Due(
        rule="appeal-deadline", subject=of_entry(fact.id), due=days[0], last=days[1], title=title, reason=reason,
        rests_on=(fact.id,), arithmetic=lines, urgency=Urgency.LAW, hard=known, estimated=estimated and known,
    )  # fmt: skip


def parole(given: Given) -> Iterator[Due]:
    """From when parole is possible at the earliest: an estimate by the smallest fraction the law names."""
    for sentence in counting(given):
        term = term_of(sentence, given.facts) if sentence.detail.form == "prison" else None
        if (
            term is None
            or sentence.on is None
            or freed_after(given.facts, sentence.on)
            or term.last < given.today
        ):
            continue
        laws = [
            law
            for law in given.periods.of_law(given.country, "parole", earliest(sentence.on))
            if law.fraction
        ]
        if not laws:
            continue
        smallest = min(laws, key=lambda law: law.fraction or 0)
        start = term.first - timedelta(days=term.days - 1)
        day = min(max(_after(start, term, law=smallest), _least(given, sentence.on, start)), term.first)
        yield Due(
            rule="parole", subject=of_entry(sentence.id), due=day, last=max(day, term.last - (term.first - day)),
            title=_("Parole may be possible"),
            reason=_("An estimate by the smallest part of the term that the law names. Check it with a lawyer."),
            rests_on=term.rests_on, arithmetic=(term.arithmetic[0], *(_part(start, term, law) for law in laws)),
            urgency=Urgency.FREEDOM, estimated=True,
        )  # fmt: skip


def _after(start: date, term: Term, law: Period) -> date:
    return start + timedelta(days=math.ceil(term.days * (law.fraction or 1)))


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
        if law.value:
            return expected_end(FuzzyDate.on(start), Duration.parse(law.value)).first + timedelta(days=1)
    return start


def sentence_ends(given: Given) -> Iterator[Due]:
    """The expected end of a sentence; once its last possible day has passed in prison, a release that is overdue."""
    for sentence in counting(given):
        form = sentence.detail.form
        term = term_of(sentence, given.facts) if form in SERVED else None
        if term is None or freed_after(given.facts, sentence.on):
            continue
        yield (
            _overdue(given, sentence, term)
            if form == "prison" and term.last < given.today
            else _end(sentence, term)
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
    base = term.last + timedelta(days=1)
    looked = given.looked("release-overdue", of_entry(sentence.id))
    every = given.periods.house("release-overdue") or 14
    lines = [
        *term.arithmetic,
        _("the day after, no release is recorded: %(day)s") % {"day": day_in_words(base)},
    ]
    due = base
    if looked is not None and looked >= base:
        due = looked + timedelta(days=every)
        lines.append(
            _("looked at on %(day)s, again after %(days)s days")
            % {"day": day_in_words(looked), "days": every}
        )
    return Due(
        rule="release-overdue", subject=of_entry(sentence.id), due=due, last=due,
        title=_("Release is overdue"),
        reason=_("The sentence should have ended by %(day)s, and no release is recorded.") % {"day": day_in_words(term.last)},
        rests_on=term.rests_on, arithmetic=tuple(lines), urgency=Urgency.FREEDOM, recurs=True, counts_from=term.last,
    )  # fmt: skip
