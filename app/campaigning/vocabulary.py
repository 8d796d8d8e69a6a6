"""The words of actions: slug and msgid, in the order they are offered."""

from app.cases.vocabulary import Options
from app.text import N_

KINDS: Options = (
    ("letter-call", N_("Letter call")),
    ("petition", N_("Petition")),
    ("gathering", N_("Gathering")),
    ("fund", N_("Fund")),
    ("statement", N_("Statement")),
    ("visit", N_("Visit")),
    ("press", N_("Press")),
)
KIND_HINTS: dict[str, str] = {
    "letter-call": N_("Ask supporters to write to an office"),
    "petition": N_("Collect signatures and hand them in; names stay on the sheets"),
    "gathering": N_("A picket, a rally, a day of action in many cities"),
    "fund": N_("Collect money; every gift with its currency and date"),
    "statement": N_("Something said in public, by a union or a parliament"),
    "visit": N_("To somebody in prison, to strikers, to an office"),
    "press": N_("An interview, a press conference, a film"),
}
GATHERINGS: Options = (
    ("picket", N_("Picket")),
    ("rally", N_("Rally")),
    ("vigil", N_("Silent vigil")),
    ("hand-over", N_("Handing over letters or signatures")),
    ("street-collection", N_("Street collection")),
    ("day-of-action", N_("Day of action, in many places")),
    ("other", N_("Another gathering")),
)
DAY_OF_ACTION = "day-of-action"
REPORTED: Options = (
    ("done", N_("Done")),
    ("called-for", N_("Announced")),
    ("planned", N_("Planned")),
    ("refused", N_("Refused")),
)
LIFE: Options = (
    ("draft", N_("Draft")),
    ("awaiting-approval", N_("Awaiting approval")),
    ("live", N_("Live")),
    ("extended", N_("Extended")),
    ("closed", N_("Closed")),
    ("stopped", N_("Stopped")),
)
STATES: Options = LIFE + REPORTED
OUTCOMES: Options = (
    ("released", N_("Released")),
    ("improved", N_("Improved")),
    ("part-met", N_("Part met")),
    ("no-change", N_("No change")),
    ("worse", N_("Worse")),
    ("died", N_("Died")),
    ("family", N_("The family asked to stop")),
)
WHOSE: Options = (("ours", N_("Ours")), ("reported", N_("Reported by others")))
CHANNELS: Options = (
    ("email", N_("E-mail")),
    ("post", N_("Post")),
    ("embassy", N_("Through an embassy")),
    ("paper", N_("On paper sheets")),
    ("web", N_("On a website")),
)
COUNTED: Options = (("letters", N_("Letters")), ("signatures", N_("Signatures")))
QUALIFIERS: Options = (
    ("exactly", N_("exactly")),
    ("about", N_("about")),
    ("at-least", N_("at least")),
    ("more-than", N_("more than")),
    ("up-to", N_("up to")),
    ("nearly", N_("nearly")),
)
TAGS = {
    "draft": "waiting", "awaiting-approval": "soon", "live": "today", "extended": "today", "closed": "done",
    "stopped": "paused", "done": "done", "called-for": "plain", "planned": "waiting", "refused": "paused",
}  # fmt: skip
ASKERS: Options = (
    ("campaign", N_("A campaign")),
    ("strikers", N_("Strikers")),
    ("supporters", N_("Supporters")),
    ("ngo", N_("A human rights organisation")),
    ("union", N_("A trade union")),
    ("lawyers", N_("Lawyers")),
)
