"""The forms of our own actions, one per kind; the first fields are shown at once, the others under More."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from app.campaigning import vocabulary as words
from app.campaigning.forms.text_fields import Asks, CaseReferences, IncidentReferences, Summary
from app.campaigning.timezones import read_country, zone_of_city
from app.cases.vocabulary import YES_NO, slugs
from app.text import N_, _
from app.web.form_fields import (
    ClockTime,
    ExactDay,
    FuzzyDayAhead,
    Line,
    LongLine,
    NeededLine,
    Number,
    Words,
    YesNo,
    Zone,
    one_of,
)
from app.web.forms import Asked, Form, Rules


class OwnForm(Form):
    """What every action of ours is asked. A draft may leave nearly all of it open."""

    title: Annotated[
        NeededLine, Asked(N_("Title"), N_("Such as: Kazakhstan: medical care for Roza Tuletaeva"))
    ]
    summary: Annotated[
        Summary,
        Asked(N_("Summary"), N_("At most 60 words, for somebody who knows nothing yet"), widget="words"),
    ] = None
    asks: Annotated[
        Asks, Asked(N_("What is asked"), N_("One to three asks, a line each"), widget="words")
    ] = None
    until: Annotated[
        ExactDay,
        Asked(N_("Until"), N_("The last day on which to take part, such as 31 5 2013"), widget="day"),
    ] = None
    cases: Annotated[
        CaseReferences, Asked(N_("Cases it is for"), N_("References, such as K-001, K-012"))
    ] = ()
    asked_for_by: Annotated[
        LongLine, Asked(N_("Who asked for it"), N_("The person, the family, a lawyer, or a public call"))
    ] = None
    addressee_id: Annotated[Number, Asked(N_("Addressed to"), more=True, widget="entry")] = None
    second_addressee_id: Annotated[Number, Asked(N_("Second addressee"), more=True, widget="entry")] = None
    third_addressee_id: Annotated[Number, Asked(N_("Third addressee"), more=True, widget="entry")] = None
    target: Annotated[LongLine, Asked(N_("Or addressed to, in words"), more=True)] = None
    organiser: Annotated[LongLine, Asked(N_("Organised by"), more=True)] = None
    languages: Annotated[Line, Asked(N_("Languages"), N_("Such as English, Russian, Kazakh"), more=True)] = (
        None
    )
    incidents: Annotated[
        IncidentReferences, Asked(N_("Incidents it is for"), N_("References, such as I-001"), more=True)
    ] = ()
    note: Annotated[Words, Asked(N_("Note for the team"), more=True, widget="words")] = None
    version: Number = None

    @property
    def addressees(self) -> tuple[int, ...]:
        """Every office it is addressed to, each once, in the order given."""
        chosen = (self.addressee_id, self.second_addressee_id, self.third_addressee_id)
        return tuple(dict.fromkeys(number for number in chosen if number is not None))


class GatheringForm(OwnForm):
    """A gathering: where and when people come together."""

    title: Annotated[NeededLine, Asked(N_("Title"), N_("Such as: Picket at the embassy in London"))]

    form: Annotated[
        Line,
        one_of(*slugs(words.GATHERINGS)),
        Asked(N_("What it is"), more=True, widget="choice", options=words.GATHERINGS),
    ] = None
    on: Annotated[
        FuzzyDayAhead, Asked(N_("Day"), N_("Such as 16 12 2013; live calls need an exact day"), widget="date")
    ] = None
    time: Annotated[ClockTime, Asked(N_("Begins at"), N_("Local time, such as 12:30"), widget="time")] = None
    ends_time: Annotated[ClockTime, Asked(N_("Ends at"), more=True, widget="time")] = None
    ends_on: Annotated[
        ExactDay, Asked(N_("Ends on"), N_("If that is another day"), more=True, widget="day")
    ] = None
    zone: Annotated[
        Zone,
        Asked(N_("Time zone"), N_("Such as Europe/London; found by itself for many cities"), more=True),
    ] = None
    city: Annotated[Line, Asked(N_("City"))] = None
    country: Annotated[str | None, BeforeValidator(read_country), Asked(N_("Country"), more=True)] = None
    place_text: Annotated[
        LongLine, Asked(N_("Meeting point"), N_("Such as: opposite the embassy, 125 Pall Mall"))
    ] = None
    wheelchair: Annotated[
        YesNo, Asked(N_("Can it be reached by wheelchair"), more=True, widget="yesno", options=YES_NO[:2])
    ] = None
    reach: Annotated[
        LongLine, Asked(N_("How to get there"), N_("Step-free way, nearest stop, toilets"), more=True)
    ] = None
    bring: Annotated[Words, Asked(N_("What to bring"), more=True, widget="words")] = None
    day: Annotated[
        Line, Asked(N_("Part of the day of action"), N_("Its reference, such as 2013-004"), more=True)
    ] = None

    def _rules(self) -> Rules:
        yield (
            "time",
            lambda: self.ends_time and not self.time,
            _("Say when it begins, since you say when it ends"),
        )
        yield (
            "ends_on",
            lambda: self.ends_on and self._day and self.ends_on < self._day,
            _("The end lies before the day on which it begins"),
        )
        yield (
            "ends_time",
            lambda: self._ends_that_day and self.time and self.ends_time and self.ends_time <= self.time,
            _("The end lies before the beginning; give the day it ends on"),
        )
        yield (
            "zone",
            lambda: self.time and self.zone is None and zone_of_city(self.city) is None,
            _("An hour needs its time zone, such as Europe/London"),
        )

    @property
    def _day(self) -> date | None:
        return self.on.first if self.on is not None and self.on.is_exact_day else None

    @property
    def _ends_that_day(self) -> bool:
        return self._day is not None and self.ends_on in (None, self._day)


class PetitionForm(OwnForm):
    """A petition: what people put their names to, and when it is handed in."""

    title: Annotated[NeededLine, Asked(N_("Title"), N_("Such as: Release the oil workers"))]

    wording: Annotated[Words, Asked(N_("Wording"), N_("What people put their names to"), widget="words")] = (
        None
    )
    hand_in: Annotated[ExactDay, Asked(N_("To be handed in on"), more=True, widget="day")] = None
    hand_to: Annotated[LongLine, Asked(N_("To be handed to"), more=True)] = None


class FundForm(OwnForm):
    """A fund: who holds the money and what it is for."""

    title: Annotated[NeededLine, Asked(N_("Title"), N_("Such as: Parcels for the families"))]

    holder: Annotated[Line, Asked(N_("Who holds the money"))] = None
    purpose: Annotated[LongLine, Asked(N_("What the money is for"))] = None
    how: Annotated[Words, Asked(N_("How to give"), more=True, widget="words")] = None


FORMS: dict[str, type[OwnForm]] = {"gathering": GatheringForm, "petition": PetitionForm, "fund": FundForm}
_LAST = (
    "addressee_id",
    "second_addressee_id",
    "third_addressee_id",
    "target",
    "organiser",
    "languages",
    "incidents",
    "note",
)
ORDER: dict[str, tuple[str, ...]] = {
    "gathering": (
        "title", "on", "time", "city", "place_text", "summary",
        "asks", "asked_for_by", "cases", "form", "zone", "country", "ends_time", "ends_on", "wheelchair", "reach",
        "bring", "day", "until", *_LAST,
    ),
    "petition": ("title", "summary", "wording", "until", "cases", "asked_for_by", "asks", "hand_in", "hand_to", *_LAST),
    "fund": ("title", "summary", "holder", "purpose", "cases", "asked_for_by", "asks", "until", "how", *_LAST),
}  # fmt: skip
CALL_ORDER = ("title", "summary", "asks", "until", "cases", "asked_for_by", *_LAST)
SHOWN_AT_ONCE = 6


def form_of(kind: str) -> type[OwnForm]:
    """The form of a kind."""
    return FORMS.get(kind, OwnForm)
