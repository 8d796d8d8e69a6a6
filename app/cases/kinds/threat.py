"""Something threatened, not yet done: of arrest, of a charge, to a family. Not a charge."""

from datetime import date
from typing import Any

from app.cases.kinds.columns import chosen, date_edtf, length_iso, line, words
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.kinds.form import not_before_it_began
from app.cases.vocabulary import Options
from app.db import LONG
from app.text import N_, _
from app.web.forms import Rules

THREAT_ENDINGS: Options = (
    ("carried-out", N_("Carried out")),
    ("withdrawn", N_("Withdrawn")),
    ("came-to-nothing", N_("Came to nothing")),
)


class Threat(KindRow, table=True):
    """A threat: of arrest, of a charge, to a family. Not a charge."""

    what: str | None = words()
    by_whom: str | None = line(LONG)
    threatened_charge: str | None = line(LONG)
    maximum: str | None = length_iso()
    target: str | None = line(LONG)
    ended_edtf: str | None = date_edtf()
    ended_first: date | None = None
    ended_last: date | None = None
    ending: str | None = chosen(THREAT_ENDINGS)  # open until somebody records how it ended


def _rules(form: Any) -> Rules:
    """A threat never ends by itself: an end needs an outcome."""
    yield from not_before_it_began(form, "ended")
    yield (
        "ending",
        lambda: form.ended and not form.ending,
        _("Say how it ended; a threat is over only with an outcome"),
    )


def _headline(fact: Told) -> str:
    return _("Threatened: %(what)s") % {"what": fact.detail.what} if fact.detail.what else ""


KIND = Kind(
    slug=EntryKind.THREAT,
    label=N_("Threat"),
    hint=N_("Of arrest, of a charge, against the family: not yet done"),
    table=Threat,
    questions=(
        Question("what", N_("What is threatened")),
        Question("by_whom", N_("By whom")),
        Question("target", N_("Against whom"), N_("Empty means the person of this case")),
    ),
    more=(
        Question("threatened_charge", N_("Charge threatened")),
        Question("maximum", N_("Possible maximum")),
        Question("ended", N_("Ended on")),
        Question("ending", N_("How it ended")),
    ),
    rules=_rules,
    headline=_headline,
    headline_fields=("what",),
    public=("threatened_charge", "maximum", "ended", "ending"),
    consent="case",
    relatives="target",
    letters=("threat",),
    fades=True,
    mail="",
    discreet=False,
    gravity="",
    tells_held=False,
    read=("target", "ended", "ending"),
    endings=("ended",),
    seed_needs=("what",),
)
