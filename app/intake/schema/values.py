"""The small values that the seed files are made of: keys, references, fuzzy dates, lengths, answers."""

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError, PydanticKnownError

from app.cases.incident_words import QUALIFIERS
from app.cases.vocabulary import slugs
from app.dates.fuzzy import FuzzyDate
from app.dates.unreadable import UnreadableDate
from app.db import LINE, LONG
from app.text import _, marked


def _is_fuzzy_date(text: str) -> str:
    try:
        FuzzyDate.parse(text)
    except UnreadableDate as error:
        raise PydanticCustomError("fuzzy_date", "{sentence}", {"sentence": error.sentence}) from error
    return text


def refers_to(*nouns: str) -> AfterValidator:
    """The value must be a key of one of these nouns, as far as the reader of the files knows any."""

    def known(value: str, info: ValidationInfo) -> str:
        if info.context is not None and not any(value in info.context[noun] for noun in nouns):
            sentence = _("%(noun)s %(key)s is in none of the files") % {
                "noun": marked(nouns[0]),
                "key": value,
            }
            raise PydanticCustomError("unknown_key", "{sentence}", {"sentence": sentence})
        return value

    return AfterValidator(known)


def one_of(*slugs: str) -> AfterValidator:
    """One of the words by which the program knows a choice."""

    def known(value: str) -> str:
        if value not in slugs:
            raise PydanticKnownError("literal_error", {"expected": ", ".join(map(repr, slugs))})
        return value

    return AfterValidator(known)


def _is_locator(text: str) -> str:
    if len(text.split()) > 6:
        raise PydanticCustomError("locator", _("a locator has at most six words"))
    return text


Item = TypeVar("Item")
Many = Annotated[list[Item], Field(default_factory=list)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$", max_length=80)]
CaseReference = Annotated[str, StringConstraints(pattern=r"^K-[0-9]{3}$")]
IncidentReference = Annotated[str, StringConstraints(pattern=r"^I-[0-9]{3}$")]
Fuzzy = Annotated[str, AfterValidator(_is_fuzzy_date)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Length = Annotated[
    str, StringConstraints(pattern=r"^P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T[0-9]+H)?$", min_length=3)
]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LINE)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONG)]
Locator = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_is_locator)]
Qualifier = Annotated[str, one_of(*slugs(QUALIFIERS))]

SourceKey = Annotated[Key, refers_to("source")]
QuotableKey = Annotated[Key, refers_to("text")]
PersonKey = Annotated[Key, refers_to("person")]
OrganisationKey = Annotated[Key, refers_to("organisation")]
PlaceKey = Annotated[Key, refers_to("place")]
SiteKey = Annotated[Key, refers_to("place", "facility")]
FacilityKey = Annotated[Key, refers_to("facility")]
CampaignKey = Annotated[Key, refers_to("campaign")]
CaseKey = Annotated[Key, refers_to("case")]
EntryKey = Annotated[Key, refers_to("entry")]
IncidentKey = Annotated[Key, refers_to("incident")]
AddresseeKey = Annotated[Key, refers_to("addressee")]
ActorKey = Annotated[Key, refers_to("person", "organisation")]
KEYS: dict[str, Any] = {  # of what a column points to
    "source": SourceKey, "person": PersonKey, "organisation": OrganisationKey, "place": PlaceKey,
    "facility": FacilityKey, "campaign": CampaignKey, "case": CaseKey, "entry": EntryKey, "incident": IncidentKey,
    "addressee": AddresseeKey,
}  # fmt: skip
