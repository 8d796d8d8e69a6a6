"""A visit, call, parcel or letter that got through or did not."""

from app.cases.kinds.columns import answer, chosen, line
from app.cases.kinds.declaration import EntryKind, Kind, KindRow, Question, Told
from app.cases.vocabulary import Options, word
from app.db import LONG
from app.text import N_, _

CONTACT_FORMS: Options = (
    ("visit", N_("Visit")),
    ("call", N_("Call")),
    ("parcel", N_("Parcel")),
    ("mail", N_("Mail")),
    ("lawyer-visit", N_("Visit by a lawyer")),
    ("observer-visit", N_("Visit by an observer")),
    ("at-large", N_("Seen or heard free")),
)


class Contact(KindRow, table=True):
    """A visit, call, parcel or letter that got through or did not."""

    form: str | None = chosen(CONTACT_FORMS)
    who: str | None = line()
    refused: str | None = answer()
    refused_by: str | None = line()
    result: str | None = line(LONG)


def _headline(fact: Told) -> str:
    form = word(CONTACT_FORMS, fact.detail.form)
    return _("%(what)s refused") % {"what": form} if form and fact.detail.refused == "yes" else form


KIND = Kind(
    slug=EntryKind.CONTACT,
    label=N_("Visit, call or mail"),
    hint=N_("A visit, call, parcel or letter, received or refused"),
    table=Contact,
    questions=(
        Question("form", N_("What kind")),
        Question("who", N_("With whom")),
        Question("refused", N_("Refused")),
        Question("result", N_("What came of it")),
    ),
    more=(Question("refused_by", N_("Refused by")),),
    headline=_headline,
    needs_name=True,
    headline_fields=("form", "refused"),
    public=("refused",),
    consent="family",
    letters=("contact",),
    fades=True,
    mail=N_("contact"),
    discreet=True,
    gravity="",
    tells_held=True,
    read=("form", "refused", "result"),
    seed_needs=("form",),
)
