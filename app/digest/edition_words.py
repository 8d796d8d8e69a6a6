"""The words of an edition. They name neither people nor places, health or charges:
the lock screen may show them.
"""

from app.cases.kinds import KINDS
from app.digest.news_items import Need, Why
from app.text import N_, marked

TASKS = {
    "approval": N_("Say yes or no as the second person"),
    "hearing": N_("Get ready for the hearing"),
    "appeal-deadline": N_("Mind the deadline of the appeal"),
    "detention-end": N_("Look at when the order ends"),
    "remand-end": N_("Look at when the order ends"),
    "remand-limit": N_("Look at when the law ends it"),
    "cell-end": N_("Look at when the order ends"),
    "parole": N_("See whether parole can be asked for"),
    "parole-least": N_("See whether parole can be asked for"),
    "execution": N_("See what can be done before the date"),
    "death-sentence": N_("Ask how things are now"),
    "sentence-end": N_("Look at when the term ends"),
    "release-overdue": N_("Ask about the date that has passed"),
    "awaited": N_("See whether what is awaited has come"),
    "silence": N_("Ask for news"),
    "dormant": N_("Find out what became of the person"),
    "doubt": N_("See whether the case still stands so"),
    "sentence-relation": N_("Find out how the terms add up"),
    "letter-silence": N_("Write again, for no answer came"),
    "letter-answered": N_("Look at the answer again"),
    "letter-correction": N_("Write a correction of a letter"),
    "letter-unsent": N_("Send the letter or withdraw it"),
    "action-paused": N_("Close the action or take a case off it"),
    "action-ended": N_("Close the action with an outcome"),
    "action-long": N_("See whether the action is still right"),
    "action-untrue": N_("Set the action right or close it"),
    "action-notice": N_("Give notice of the gathering"),
    "action-went": N_("Say how the gathering went"),
    "action-hand-in": N_("Hand the signatures in"),
    "gathering": N_("Get ready for the gathering"),
    "page-behind": N_("Approve the public page anew"),
    "correction": N_("Answer somebody who asks for a correction"),
    "consent-end": N_("Ask again for consent"),
    "place-check": N_("Check the address"),
    "addressee-check": N_("Check the addressee"),
    "conflict": N_("Decide between two sources"),
    "unsourced": N_("Find a source"),
    "birthday": N_("Think of a card"),
    "anniversary": N_("Mark a day of the year"),
    "by-hand": N_("Look at what you noted"),
}
NOUNS = {slug.value: kind.mail for slug, kind in KINDS.items() if kind.mail} | {
    "gathering": N_("gathering"),
    "review": N_("date to look again"),
}
OUTCOMES = {  # what is missing here (worse, a death, a family that asks to stop) is told on the page only
    "released": N_("released"),
    "improved": N_("things got better"),
    "part-met": N_("part of what was asked for was done"),
    "no-change": N_("nothing changed"),
}
REASONS = {
    Why.MINDER: N_("because you look after the case"),
    Why.HOLDER: N_("because you took it over"),
    Why.COORDINATES: N_("because you coordinate the campaign"),
    Why.NOBODY_MINDS: N_("because you coordinate and nobody looks after the case"),
    Why.SECOND_PERSON: N_("because it takes a second person"),
    Why.FOLLOWS: N_("because you follow it"),
    Why.CAMPAIGN: N_("because it is in your campaign"),
}


def need_words(need: Need) -> str:
    """What is to be done."""
    task = marked(TASKS.get(need.row.rule, N_("Look at the case")))
    return f"{task} ({need.detail})" if need.detail else task


def kind_words(kind: str) -> str:
    """What kind of entry it is, or just that it is one."""
    return marked(NOUNS.get(kind, N_("an entry")))


def outcome_words(outcome: str) -> str:
    """What came of an action."""
    return marked(OUTCOMES.get(outcome, N_("there is a report")))


def why_words(why: Why) -> str:
    """Why this reader gets it."""
    return marked(REASONS[why])
