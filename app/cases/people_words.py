"""The words of people: roles, kinds of names, scripts, and how two belong together."""

from app.cases.vocabulary import Options
from app.text import N_

ROLES: Options = (
    ("oil-worker", N_("Oil worker")),
    ("strike-leader", N_("Strike leader")),
    ("trade-unionist", N_("Trade unionist")),
    ("activist", N_("Activist")),
    ("human-rights-defender", N_("Human rights defender")),
    ("lawyer", N_("Lawyer")),
    ("journalist", N_("Journalist")),
    ("politician", N_("Politician")),
    ("theatre-director", N_("Theatre director")),
    ("film-maker", N_("Film-maker")),
    ("author", N_("Author")),
    ("student", N_("Student")),
    ("teacher", N_("Teacher")),
    ("cleric", N_("Cleric")),
    ("blogger", N_("Blogger")),
    ("doctor", N_("Doctor")),
    ("farmer", N_("Farmer")),
    ("soldier", N_("Soldier")),
    ("migrant", N_("Migrant")),
    ("scientist", N_("Scientist")),
    ("artist", N_("Artist")),
    ("environmental-defender", N_("Defender of the environment")),
    ("negotiator", N_("Negotiator")),
    ("supporter", N_("Supporter")),
    ("defendant", N_("Defendant")),
    ("witness", N_("Witness")),
    ("victim", N_("Victim")),
    ("relative", N_("Relative")),
    ("bereaved", N_("Bereaved")),
    ("manager", N_("Manager")),
    ("official", N_("Official")),
    ("mayor", N_("Mayor")),
    ("police-officer", N_("Police officer")),
    ("security-officer", N_("Security officer")),
    ("prison-official", N_("Prison official")),
    ("investigator", N_("Investigator")),
    ("judge", N_("Judge")),
    ("prosecutor", N_("Prosecutor")),
)
# Whoever acts for a state or a company may be named for it; those whom they hold may not, unless they agree.
FOR_THE_AUTHORITIES = (
    "official", "mayor", "police-officer", "security-officer", "prison-official", "investigator", "judge", "prosecutor",
)  # fmt: skip
IN_OFFICE = (*FOR_THE_AUTHORITIES, "manager")
NAME_KINDS: Options = (
    ("spelling", N_("Spelling")),
    ("original", N_("As the person writes it")),
    ("short-form", N_("Short form")),
    ("single-name", N_("Single name")),
)
SCRIPTS: Options = (
    ("Latn", N_("Latin")),
    ("Cyrl", N_("Cyrillic")),
    ("Arab", N_("Arabic")),
    ("Zyyy", N_("Another script")),
)
GENDERS: Options = (("female", N_("Woman")), ("male", N_("Man")), ("unknown", N_("Not known")))
MAY_BE_WRITTEN: Options = (("yes", N_("Yes")), ("no", N_("No")))
KINSHIP: Options = (
    ("child", N_("Child of")),
    ("parent", N_("Parent of")),
    ("spouse", N_("Husband or wife of")),
    ("sibling", N_("Brother or sister of")),
    ("colleague", N_("Colleague of")),
    ("maybe-same", N_("Possibly the same as")),
)
SEEN_FROM_THE_OTHER: dict[str, str] = {"child": "parent", "parent": "child"}
CERTAINTIES: Options = (
    ("possible", N_("Possible")),
    ("likely", N_("Likely")),
    ("ruled-out", N_("Not the same person")),
)
