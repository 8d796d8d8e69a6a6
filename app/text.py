"""Words for people: gettext for every sentence, and the one Jinja environment for pages, mails and letters."""

import gettext
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_eval_context, select_autoescape
from jinja2.nodes import EvalContext
from markupsafe import escape

from app.characters import fit, unfit
from app.clock import recorded_day
from app.settings import PROJECT_ROOT

_catalogue = gettext.NullTranslations()
_marked: set[str] = set()


def _(sentence: str) -> str:
    """The sentence in the reader's language; English is the key."""
    return _catalogue.gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or plural form that fits the count."""
    return _catalogue.ngettext(one, many, count)


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark a sentence for the catalogue where it is only translated when shown, by `marked`."""
    _marked.add(sentence)
    return sentence


def marked(words: str) -> str:
    """A word of one of our tables, which mark theirs with `N_`, in the reader's language.

    Whatever no table marks is somebody's text and stays as it is: nobody's text is ever looked up as a sentence.
    """
    return _catalogue.gettext(words) if words in _marked else words


@pass_eval_context
def _on_page(context: EvalContext, sentence: str, /, **named: Any) -> str:
    """`_` in templates: text like any other, escaped where the page escapes, formatted only with values given here.

    Jinja's own new style would call every sentence safe, and format also those without values.
    """
    words = _(sentence)
    if not named:
        return words
    return (escape(words) if context.autoescape else words) % named


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja with autoescape and strict undefined: a missing value is an error, never a hole in a page."""
    env = Environment(
        loader=FileSystemLoader(PROJECT_ROOT / "templates"),
        autoescape=select_autoescape(enabled_extensions=("html", "xml"), default=False),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.install_gettext_callables(_, ngettext, newstyle=False)  # type: ignore[attr-defined]
    env.globals["_"] = _on_page
    env.filters["marked"] = marked
    env.filters["day"] = day_in_words
    env.filters["recorded"] = lambda moment: day_in_words(recorded_day(moment))
    env.filters["moment"] = moment_in_words
    return env


def render(template: str, /, **named: Any) -> str:
    """One template with named values."""
    text = environment().get_template(template).render(**named)
    return fit(text) if template.endswith(".xml") else text


def sentence_of_unfit(text: str) -> str | None:
    """What to mend in a text that not every file can hold; None when there is nothing."""
    code = unfit(text)
    return (
        _("Remove the control character (code %(code)s): no file can hold it") % {"code": code}
        if code
        else None
    )


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def day_in_words(day: date) -> str:
    """An exact calendar day: 2 August 2012."""
    return f"{day.day} {marked(MONTHS[day.month - 1])} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """A moment to the minute, on the clock of the whole installation: 2 August 2012, 14:05 UTC."""
    utc = moment.astimezone(UTC)
    return _("%(day)s, %(time)s UTC") % {"day": day_in_words(utc.date()), "time": f"{utc:%H:%M}"}


def at_hour(day: str, hour: str | None, zone: str | None) -> str:
    """A day in words with its hour on the clock of the place: Fri 10 May 2013, 10:00 (Asia/Aqtau)."""
    if not hour:
        return day
    said = _("%(day)s, %(hour)s") % {"day": day, "hour": hour}
    return _("%(when)s (%(zone)s)") % {"when": said, "zone": zone.replace("_", " ")} if zone else said


def weekday_in_words(day: date) -> str:
    """An exact day with its weekday, for due dates: Fri 10 May 2013."""
    return f"{marked(WEEKDAYS[day.weekday()])} {day_in_words(day)}"
