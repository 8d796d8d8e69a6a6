"""While nothing has been heard of a case for very long: one date, under which the others fold."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from app.dates import in_words
from app.reviews.due_date import Due, Given, Urgency, plus
from app.text import _, day_in_words, ngettext

RULE = "dormant"
STAYS = frozenset({"consent-end"})  # what somebody allowed ends whatever was heard of the person


def folded_while_asleep(given: Given, dues: Iterable[Due]) -> Iterator[Due]:
    """The one date of a case that sleeps; all that follows from its entries waits until something is heard."""
    yield _find_out(given)
    for due in dues:
        yield due if due.rule in STAYS else replace(due, is_folded=True)


def _find_out(given: Given) -> Due:
    news, since = given.reading.news, given.reading.dormant_from
    assert news is not None and since is not None  # noqa: S101, PT018 - a case sleeps by its newest news
    days, again = given.periods.house(RULE) or 0, given.periods.house("dormant-again") or 0
    named = {"days": ngettext("%(n)s day", "%(n)s days", days) % {"n": days}, "day": day_in_words(since)}
    lines = [
        _("newest news: %(date)s") % {"date": in_words(news)},
        _("nothing for more than %(days)s, so from %(day)s") % named,
    ]
    due, looked = since, given.looked(RULE, given.case)
    if looked is not None and looked >= since:
        due = plus(looked, again)
        lines.append(
            _("looked at on %(day)s, again after %(days)s days")
            % {"day": day_in_words(looked), "days": again}
        )
    return Due(
        rule=RULE,
        subject=given.case,
        due=due,
        last=due,
        title=_("Find out what became of the person"),
        reason=_("Nothing has been heard for so long that no other date is shown until something is."),
        rests_on=tuple(fact.id for fact in given.facts if fact.known == news)[:1],
        arithmetic=tuple(lines),
        urgency=Urgency.NEWS,
        recurs=True,
        counts_from=since - timedelta(days=days + 1),
    )
