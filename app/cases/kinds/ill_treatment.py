"""Torture or other ill-treatment as somebody reports it."""

from app.cases.kinds.columns import answer, chosen, line, words
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.vocabulary import Options, word
from app.db import LONG
from app.text import N_, _

DURING: Options = (
    ("arrest", N_("Arrest")),
    ("interrogation", N_("Interrogation")),
    ("pre-trial", N_("Custody before trial")),
    ("trial", N_("Trial")),
    ("custody", N_("Custody")),
    ("demonstration", N_("A demonstration")),
)


class IllTreatment(KindRow, table=True):
    """Torture or other ill-treatment as somebody reports it."""

    __tablename__ = "ill_treatment"

    method: str | None = words()
    alleged_actor: str | None = line(LONG)
    during: str | None = chosen(DURING)
    raised_in_court: str | None = answer()
    investigated: str | None = answer()


def _headline(fact: Told) -> str:
    during = word(DURING, fact.detail.during).lower()
    return _("Ill-treated during %(what)s") % {"what": during} if during else ""


KIND = Kind(
    slug=EntryKind.ILL_TREATMENT,
    label=N_("Ill-treatment"),
    hint=N_("Torture or other abuse, and who says so"),
    table=IllTreatment,
    questions=(
        Question("method", N_("What was done, as reported")),
        Question("alleged_actor", N_("Who is said to have done it")),
        Question("during", N_("On what occasion")),
        Question("raised_in_court", N_("Raised in court")),
    ),
    more=(Question("investigated", N_("Investigated")),),
    headline=_headline,
    headline_fields=("during",),
    public=("method", "raised_in_court", "investigated"),
    consent="ill-treatment",
    letters=("ill_treatment",),
    mail="",
    discreet=False,
    gravity="ill-treatment",
    tells_held=True,
    read=(),
    seed_needs=("method",),
)
