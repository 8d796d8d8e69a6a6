"""The words a choice may be answered with: slug and msgid, in the order they are offered."""

from app.cases.models.cases import Standing
from app.cases.models.kinds import EntryKind
from app.text import N_, marked

Options = tuple[tuple[str, str], ...]

KINDS: Options = (
    (EntryKind.CUSTODY, N_("Arrest or custody")),
    (EntryKind.CHARGE, N_("Charge")),
    (EntryKind.HEARING, N_("Hearing")),
    (EntryKind.SENTENCE, N_("Sentence")),
    (EntryKind.APPEAL, N_("Appeal to a court")),
    (EntryKind.HEALTH_ALERT, N_("Health alert")),
    (EntryKind.ILL_TREATMENT, N_("Ill-treatment")),
    (EntryKind.THREAT, N_("Threat")),
    (EntryKind.RELEASE, N_("Release")),
    (EntryKind.DEATH, N_("Death")),
    (EntryKind.CONTACT, N_("Visit, call or mail")),
    (EntryKind.NOTE, N_("Note")),
)
KIND_HINTS: dict[str, str] = {
    EntryKind.CUSTODY: N_("Arrested, held, remanded, moved; with the place and until when"),
    EntryKind.CHARGE: N_("What the person is accused of, and how that ended"),
    EntryKind.HEARING: N_("A sitting of a court, held or ahead"),
    EntryKind.SENTENCE: N_("Prison, suspended, fine, service; also one changed on appeal"),
    EntryKind.APPEAL: N_("Lodged, decided, its deadline"),
    EntryKind.HEALTH_ALERT: N_("Illness, injury, hunger strike, care refused"),
    EntryKind.ILL_TREATMENT: N_("Torture or other abuse, and who says so"),
    EntryKind.THREAT: N_("Of arrest, of a charge, against the family: not yet done"),
    EntryKind.RELEASE: N_("Free, with or without conditions"),
    EntryKind.DEATH: N_("With the cause as reported and as recorded"),
    EntryKind.CONTACT: N_("A visit, call, parcel or letter, received or refused"),
    EntryKind.NOTE: N_("Anything else worth keeping"),
}
STANDINGS: Options = (
    (Standing.THREATENED, N_("Threatened")),
    (Standing.DETAINED, N_("Detained")),
    (Standing.CHARGED, N_("Charged")),
    (Standing.ON_TRIAL, N_("On trial")),
    (Standing.SENTENCED, N_("Sentenced")),
    (Standing.APPEALING, N_("Appealing")),
    (Standing.FREE_WITH_CONDITIONS, N_("Free with conditions")),
    (Standing.RELEASED, N_("Released")),
    (Standing.CLEARED, N_("Cleared")),
    (Standing.DEAD, N_("Dead")),
    (Standing.UNKNOWN, N_("Not known")),
)
CUSTODY_FORMS: Options = (
    ("arrest", N_("Arrest")),
    ("police-custody", N_("Police custody")),
    ("remand", N_("Remand before trial")),
    ("administrative-detention", N_("Administrative detention")),
    ("prison", N_("Prison or colony")),
    ("house-arrest", N_("House arrest")),
)
CHARGES: Options = (
    ("inciting-social-discord", N_("Inciting social discord")),
    ("mass-disorder", N_("Taking part in mass disorder")),
    ("organising-mass-disorder", N_("Organising mass disorder")),
    ("use-of-force-against-authority", N_("Force against the authorities")),
    ("exceeding-authority", N_("Exceeding authority")),
    ("failure-to-act", N_("Failure to act")),
    ("embezzlement", N_("Embezzlement")),
    ("corruption", N_("Corruption")),
    ("cyber-offence", N_("Offence by computer")),
    ("seizure-of-property", N_("Seizure of property")),
    ("mass-suicides", N_("Causing suicides")),
    ("disobedience", N_("Disobedience")),
    ("criminal-group", N_("Organising a criminal group")),
    ("other", N_("Another charge")),
)
CHARGE_OUTCOMES: Options = (
    ("pending", N_("Pending")),
    ("convicted", N_("Convicted")),
    ("acquitted", N_("Acquitted")),
    ("dropped", N_("Dropped")),
    ("withdrawn", N_("Withdrawn")),
)
STAGES: Options = (
    ("remand", N_("Remand hearing")),
    ("trial", N_("Trial")),
    ("verdict", N_("Verdict")),
    ("appeal", N_("Appeal hearing")),
    ("cassation", N_("Cassation hearing")),
    ("testimony", N_("Testimony as a witness")),
    ("other", N_("Another hearing")),
)
OPENNESS: Options = (("open", N_("Open to the public")), ("closed", N_("Closed")))
SENTENCE_FORMS: Options = (
    ("prison", N_("Prison")),
    ("suspended", N_("Suspended")),
    ("conditional", N_("Conditional")),
    ("probation", N_("Probation")),
    ("amnesty", N_("Amnesty")),
    ("released-at-verdict", N_("Released at the verdict")),
    ("community-service", N_("Community service")),
    ("administrative-detention", N_("Administrative detention")),
    ("fine", N_("Fine")),
)
SENTENCE_PARTS: Options = (("main", N_("Main penalty")), ("further", N_("Further penalty")))
SENTENCE_RELATIONS: Options = (
    ("instead-of", N_("Instead of it")),
    ("added-to", N_("Added to it: begins when it ends")),
    ("served-beside", N_("Served beside it")),
    ("not-known", N_("Not known")),
)
THREAT_ENDINGS: Options = (
    ("carried-out", N_("Carried out")),
    ("withdrawn", N_("Withdrawn")),
    ("came-to-nothing", N_("Came to nothing")),
)
APPEAL_LEVELS: Options = (
    ("appeal", N_("Appeal")),
    ("cassation", N_("Cassation")),
    ("supervisory", N_("Supervisory review")),
)
APPEAL_OUTCOMES: Options = (
    ("pending", N_("Pending")),
    ("rejected", N_("Rejected")),
    ("reduced", N_("Sentence reduced")),
    ("quashed", N_("Verdict quashed")),
    ("upheld", N_("Upheld")),
    ("withdrawn", N_("Withdrawn")),
    ("returned", N_("Sent back")),
)
SEVERITIES: Options = (
    ("hunger-strike", N_("Hunger strike")),
    ("critical", N_("Critical")),
    ("serious", N_("Serious")),
    ("watch", N_("To watch")),
)
RESOLUTIONS: Options = (
    ("treated", N_("Treated")),
    ("recovered", N_("Recovered")),
    ("hunger-strike-ended", N_("Hunger strike ended")),
    ("transferred", N_("Moved to hospital")),
    ("worsened", N_("Worsened: see the next alert")),
    ("died", N_("Died")),
    ("released", N_("Released")),
)
DURING: Options = (
    ("arrest", N_("Arrest")),
    ("interrogation", N_("Interrogation")),
    ("pre-trial", N_("Custody before trial")),
    ("trial", N_("Trial")),
    ("custody", N_("Custody")),
    ("demonstration", N_("A demonstration")),
)
RELEASE_FORMS: Options = (
    ("end-of-term", N_("End of the term")),
    ("early", N_("Early")),
    ("parole", N_("Parole")),
    ("amnesty", N_("Amnesty")),
    ("after-admission", N_("After an admission of guilt")),
    ("acquittal", N_("Acquittal")),
    ("at-verdict", N_("At the verdict")),
    ("end-of-detention", N_("End of a short detention")),
    ("pressure", N_("Under pressure")),
    ("unknown", N_("How is not known")),
)
CONTACT_FORMS: Options = (
    ("visit", N_("Visit")),
    ("call", N_("Call")),
    ("parcel", N_("Parcel")),
    ("mail", N_("Mail")),
    ("lawyer-visit", N_("Visit by a lawyer")),
    ("observer-visit", N_("Visit by an observer")),
    ("at-large", N_("Seen or heard free")),
)
VISIBILITIES: Options = (
    ("team", N_("The campaign's team")),
    ("restricted", N_("Only those named on the case")),
    ("public", N_("May be published, with consent")),
)
YES_NO: Options = (("yes", N_("Yes")), ("no", N_("No")), ("withheld", N_("Known, but not recorded here")))


def slugs(options: Options) -> tuple[str, ...]:
    """The slugs alone."""
    return tuple(value for value, _label in options)


def word(options: Options, slug: str | None) -> str:
    """The slug in words; an unknown one is shown as it is."""
    for value, label in options:
        if value == slug:
            return marked(label)
    return slug or ""


def translated(options: Options) -> list[tuple[str, str]]:
    """Options for a page."""
    return [(value, marked(label)) for value, label in options]
