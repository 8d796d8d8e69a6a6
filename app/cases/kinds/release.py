"""Set free, with or without conditions."""

from app.cases.kinds.columns import chosen, line, words
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.vocabulary import Options, word
from app.text import N_, _

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
    ("pardon", N_("Pardon")),
    ("exchange", N_("Exchange of prisoners")),
    ("bail", N_("Bail")),
    ("expulsion", N_("Expelled from the country")),
    ("hospital", N_("To a hospital")),
    ("escape", N_("Escape")),
    ("unknown", N_("How is not known")),
)

ESCAPE = "escape"
WITHOUT_CONDITIONS = frozenset({"exchange", "expulsion"})  # whatever the terms: the person is out of reach
ON_CONDITIONS = frozenset({"bail"})


class Release(KindRow, table=True):
    """Set free, with or without conditions. Reported until a second person confirms."""

    form: str | None = chosen(RELEASE_FORMS)
    conditions: str | None = words()
    decree: str | None = line()


def _headline(fact: Told) -> str:
    if fact.detail.form == ESCAPE:
        return _("Escaped")
    how = " ".join(
        part for part in (word(RELEASE_FORMS, fact.detail.form).lower(), fact.detail.decree) if part
    )
    return _("Released: %(how)s") % {"how": how} if how else ""


KIND = Kind(
    slug=EntryKind.RELEASE,
    label=N_("Release"),
    hint=N_("Free, with or without conditions"),
    table=Release,
    questions=(
        Question("form", N_("How")),
        Question("conditions", N_("Conditions"), N_("Such as reporting to the police every week")),
    ),
    more=(
        Question("decree", N_("Number of the decree or decision"), N_("Such as of an amnesty or a pardon")),
    ),
    headline=_headline,
    headline_fields=("form", "decree"),
    public=("conditions", "decree"),
    consent="case",
    two_persons=True,
    letters=("release",),
    mail="",
    discreet=False,
    gravity="",
    tells_held=False,
    read=("form", "conditions"),
    seed_needs=("form",),
)
