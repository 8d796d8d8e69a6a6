"""Until when an appeal is possible: as recorded, as the country's law reckons, or still to be found out."""

from collections.abc import Iterator
from datetime import date

from app.cases.kinds.sentence import SENTENCE_FORMS
from app.cases.models import EntryKind
from app.cases.queries.timeline import Fact
from app.cases.rules.sentences import operative
from app.cases.vocabulary import slugs
from app.dates import FuzzyDate
from app.directory.periods import NOT_SET, Period
from app.reviews.due_date import Due, Given, Urgency, base_line, earliest, latest, of_entry, plus
from app.reviews.rules.after_fact import freed_after, of_kind
from app.reviews.working_days import count
from app.text import _, day_in_words, marked

RULE = "appeal-deadline"
APPEALABLE = frozenset(slugs(SENTENCE_FORMS)) - {
    "amnesty",
    "released-at-verdict",
}  # said of somebody who goes free
STALE_DAYS = 60


def appeal_deadlines(given: Given) -> Iterator[Due]:
    """One for every recorded deadline of an appeal not lodged, and for every sentence that none was made against."""
    appeals = of_kind(given.facts, EntryKind.APPEAL)
    for appeal in appeals:
        deadline = appeal.fuzzy("deadline")
        waits = not appeal.fuzzy("lodged") and appeal.detail.outcome in (None, "pending")
        if deadline and waits and not freed_after(given.facts, deadline):
            yield _recorded(appeal, deadline)
    for sentence in operative(given.facts):
        if sentence.on is None or sentence.detail.form not in APPEALABLE:
            continue
        if freed_after(given.facts, sentence.on) or any(_answers(appeal, sentence) for appeal in appeals):
            continue
        yield by_law(given, sentence, sentence.on)


def _answers(appeal: Fact, sentence: Fact) -> bool:
    """Whether the appeal is against this sentence, or the sentence came of it."""
    if appeal.detail.resulting_sentence_id == sentence.id:
        return True
    return appeal.on is None or sentence.on is None or latest(appeal.on) >= earliest(sentence.on)


def _recorded(appeal: Fact, deadline: FuzzyDate) -> Due:
    return Due(
        rule=RULE,
        subject=of_entry(appeal.id),
        due=earliest(deadline),
        last=latest(deadline),
        title=_("Deadline for an appeal"),
        reason=_("The deadline is recorded with the appeal, and no lodging is."),
        rests_on=(appeal.id,),
        arithmetic=(base_line(deadline),),
        urgency=Urgency.LAW,
        hard=True,
    )


def by_law(given: Given, sentence: Fact, on: FuzzyDate) -> Due:
    """Reckoned by the law in force on the day of the sentence; where no period is set, a reminder to find it out."""
    laws = given.periods.of_law(given.country, RULE, earliest(on))
    law = next((law for law in laws if law.days is not None), None)
    if law is None:
        return _to_find_out(given, sentence, on, next(iter(laws), None))
    first, lines = _counted(given, law, earliest(on))
    last, _lines = _counted(given, law, latest(on))
    return Due(
        rule=RULE,
        subject=of_entry(sentence.id),
        due=first,
        last=last,
        title=_("Deadline for an appeal"),
        reason=_("Reckoned by the law as it is kept here. Check it with a lawyer, then confirm it."),
        rests_on=(sentence.id,),
        arithmetic=(base_line(on), *lines, law.named),
        urgency=_urgency(given, last),
        hard=True,
        estimated=True,
    )


def _counted(given: Given, law: Period, base: date) -> tuple[date, list[str]]:
    return count(base, law.days or 0, given.country, working=law.counting == "working", rolls=law.rolls)


def _to_find_out(given: Given, sentence: Fact, on: FuzzyDate, law: Period | None) -> Due:
    day, last = plus(earliest(on), 1), plus(latest(on), 1)
    where = f"{law.named}: {marked(NOT_SET)}" if law is not None and law.named else marked(NOT_SET)
    return Due(
        rule=RULE,
        subject=of_entry(sentence.id),
        due=day,
        last=last,
        title=_("Find out until when an appeal is possible"),
        reason=_("No period is set for this country, so no deadline can be reckoned."),
        rests_on=(sentence.id,),
        arithmetic=(
            base_line(on),
            where,
            _("so look the day after the sentence: %(day)s") % {"day": day_in_words(day)},
        ),
        urgency=_urgency(given, last),
    )


def _urgency(given: Given, last: date) -> Urgency:
    """A deadline long past stands behind what can still be done."""
    return Urgency.LAW if given.today <= plus(last, STALE_DAYS) else Urgency.HOUSE
