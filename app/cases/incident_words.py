"""The words of incidents: kinds, measures, and a claimed figure as people say it."""

from app.cases.vocabulary import Options, word
from app.text import N_, _, marked

INCIDENT_KINDS: Options = (
    ("massacre", N_("Massacre")),
    ("killing", N_("Killing")),
    ("mass-trial", N_("Mass trial")),
    ("trial", N_("Trial")),
    ("appeal-hearing", N_("Appeal hearing")),
    ("mass-arrest", N_("Mass arrest")),
    ("crackdown", N_("Crackdown")),
    ("strike", N_("Strike")),
    ("hunger-strike", N_("Hunger strike")),
    ("demonstration", N_("Demonstration")),
    ("negotiation", N_("Negotiation")),
    ("tribunal", N_("Tribunal")),
    ("other", N_("Something else")),
)
MEASURES: Options = (
    ("killed", N_("Killed")),
    ("wounded", N_("Wounded")),
    ("detained", N_("Detained")),
    ("arrested", N_("Arrested")),
    ("tortured", N_("Tortured")),
    ("expected-on-trial", N_("Expected on trial")),
    ("tried", N_("Tried")),
    ("convicted", N_("Convicted")),
    ("acquitted", N_("Acquitted")),
    ("imprisoned", N_("Imprisoned")),
    ("strikers", N_("Strikers")),
    ("demonstrators", N_("Demonstrators")),
    ("dismissed", N_("Dismissed")),
    ("resigned", N_("Resigned")),
    ("hunger-strikers", N_("Hunger strikers")),
    ("self-harmed", N_("Harmed themselves in protest")),
    ("threatened-self-harm", N_("Threatened to harm themselves")),
    ("suicides", N_("Suicides")),
    ("police-wounded", N_("Police officers wounded")),
    ("police-deployed", N_("Police officers deployed")),
    ("days", N_("Days")),
    ("months", N_("Months")),
    ("tonnes", N_("Tonnes")),
    ("audience", N_("Audience")),
    ("amount", N_("Amount")),
    ("pay-rise-percent", N_("Pay rise in percent")),
)
QUALIFIERS: Options = (
    ("exactly", N_("Exactly")),
    ("at-least", N_("At least")),
    ("more-than", N_("More than")),
    ("about", N_("About")),
    ("nearly", N_("Nearly")),
    ("up-to", N_("Up to")),
)
_SAID = {
    "at-least": N_("at least %(n)s"),
    "more-than": N_("more than %(n)s"),
    "about": N_("about %(n)s"),
    "nearly": N_("nearly %(n)s"),
    "up-to": N_("up to %(n)s"),
}


def measure_in_words(measure: str) -> str:
    """What is counted."""
    return word(MEASURES, measure)


def figure_in_words(
    qualifier: str | None, least: int | None, most: int | None, words: str | None = None
) -> str:
    """A claimed number with its qualifier: "at least 16", "500 to 700", "hundreds"; never more than was claimed."""
    if least is None and most is None:
        return words or _("not said how many")
    if least is not None and most is not None and least != most:
        number = _("%(least)s to %(most)s") % {"least": f"{least:,}", "most": f"{most:,}"}
    else:
        number = f"{least if least is not None else most:,}"
    return marked(_SAID[qualifier]) % {"n": number} if qualifier in _SAID else number
