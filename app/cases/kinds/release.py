"""Set free, with or without conditions."""

from app.cases.kinds.columns import chosen, words
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
    ("unknown", N_("How is not known")),
)


class Release(KindRow, table=True):
    """Set free, with or without conditions. Reported until a second person confirms."""

    form: str | None = chosen(RELEASE_FORMS)
    conditions: str | None = words()


def _headline(fact: Told) -> str:
    how = word(RELEASE_FORMS, fact.detail.form).lower()
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
    headline=_headline,
    headline_fields=("form",),
    public=("conditions",),
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
