"""A death, with the cause as reported, and the cause on record where it differs."""

from app.cases.kinds.columns import answer, line, words
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.db import LONG
from app.text import N_, _


class Death(KindRow, table=True):
    """A death: the cause as reported, and the cause on record where it differs."""

    cause_reported: str | None = line(LONG)
    cause_recorded: str | None = line(LONG)
    in_custody: str | None = answer()
    circumstances: str | None = words()


def _headline(fact: Told) -> str:
    cause = fact.detail.cause_reported
    return _("Died: %(cause)s") % {"cause": cause} if cause else _("Died")


KIND = Kind(
    slug=EntryKind.DEATH,
    label=N_("Death"),
    hint=N_("With the cause as reported and as recorded"),
    table=Death,
    questions=(
        Question("cause_reported", N_("Cause as reported")),
        Question("cause_recorded", N_("Cause on the certificate, where it differs")),
        Question("in_custody", N_("In custody")),
    ),
    more=(Question("circumstances", N_("Circumstances")),),
    headline=_headline,
    headline_fields=("cause_reported",),
    public=("in_custody",),
    consent="case",
    two_persons=True,
    letters=(),
    mail="",
    discreet=False,
    gravity="",
    tells_held=False,
    read=(),
    seed_needs=(),
)
