"""The first run: the demonstration with its day, three steps that show the work, and a campaign of one's own."""

import re
from typing import Annotated

from anyascii import anyascii
from pydantic import BeforeValidator
from starlette.responses import Response

from app.accounts.changes import invite, new_campaign
from app.accounts.demonstration import DAY, take_away
from app.accounts.identity import BadAddress, plain_address
from app.accounts.models import Campaign
from app.accounts.queries import campaign_by_slug, campaigns
from app.campaigning.timezones import read_country
from app.db import number_of
from app.desk.letter_to_write import letter_to_write
from app.desk.queries.first_steps import first_steps
from app.desk.unminded import unminded_of
from app.letters.sentences.languages import LANGUAGES
from app.refusal import NotFound
from app.text import _, day_in_words, marked
from app.web.door import Doors
from app.web.form_fields import ExactDay, NeededLine, NeededZone, clean, one_of
from app.web.forms import Form, FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import manager, runner, signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
MOST_INVITED = 20


class DayForm(Form):
    """By which day the demonstration is read; none means by today."""

    day: ExactDay = None


def _addresses(value: object) -> str | None:
    text = clean(value, 4000, lines=True) or ""
    try:
        found = tuple(dict.fromkeys(plain_address(one) for one in re.split(r"[\s,;]+", text) if one))
    except BadAddress as bad:
        raise ValueError(bad.sentence) from bad
    if len(found) > MOST_INVITED:
        raise ValueError(_("Give twenty addresses at most; others can be invited later"))
    return "\n".join(found) or None


class OwnCampaignForm(Form):
    """A campaign of one's own: what it is called, where it works, and who else is in it."""

    name: NeededLine
    country: Annotated[str | None, BeforeValidator(read_country)] = None
    zone: NeededZone
    language: Annotated[str | None, one_of(*(code for code, _name in LANGUAGES))] = None
    who: Annotated[str | None, BeforeValidator(_addresses)] = None


@doors.get("/welcome", who=signed_in)
def welcome(visit: Visit) -> Response:
    """Three steps, each with the page where it is done and, once it is, the page where it counts."""
    return page(
        visit,
        "desk/welcome.html",
        done=first_steps(visit.session, visit.me),
        unminded=unminded_of(visit).cases[:1],
        letter=letter_to_write(visit),
    )


@doors.get("/demonstration", who=signed_in)
def demonstration_page(visit: Visit) -> Response:
    """By which day it is read, and the ways on."""
    return _screen(visit, _demonstration(visit), blank())


@doors.post("/demonstration", who=manager)
def look_at(visit: Visit) -> Response:
    """Read its cases by another day, or by today."""
    campaign = _demonstration(visit, Right.MANAGE)
    form = read_form(DayForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, campaign, form)
    if form.day is not None and not DAY <= form.day <= visit.now.date():
        told = _("Choose a day from %(day)s on, up to today") % {"day": day_in_words(DAY)}
        typed = {"day": form.day.isoformat()}
        return _screen(visit, campaign, Rejected(values=typed, errors={"day": told}))
    campaign.own_day = form.day
    return see_other("/demonstration", _("Saved. Every date was worked out anew."))


@doors.get("/demonstration/away", who=runner)
def away_page(visit: Visit) -> Response:
    """What taking it away does."""
    return page(visit, "desk/demonstration_away.html", campaign=_demonstration(visit))


@doors.post("/demonstration/away", who=runner)
def away(visit: Visit) -> Response:
    """It is on no page any more."""
    take_away(visit.session, _demonstration(visit))
    return see_other("/admin", _("The demonstration is taken away."))


@doors.get("/campaigns/new", who=runner)
def new_page(visit: Visit) -> Response:
    """A campaign of one's own."""
    return _new_screen(visit, blank(zone=visit.settings.timezone, language="en"))


@doors.post("/campaigns/new", who=runner)
def begin(visit: Visit) -> Response:
    """It is there, coordinated by whoever began it; a link for each of the others is shown once."""
    form = read_form(OwnCampaignForm, visit.submitted)
    if isinstance(form, Rejected):
        return _new_screen(visit, form)
    campaign = Campaign(
        slug=_free_slug(visit, form.name), name=form.name, zone=form.zone, country=form.country,
        language=form.language,
    )  # fmt: skip
    new_campaign(visit.session, campaign, visit.me.id)
    if not form.who:
        return see_other("/cases/new", _("Your campaign is there. Begin with its first case."))
    number, root = number_of(campaign), f"{visit.settings.base_url}/invitations"
    links = [(one, f"{root}/{invite(visit.session, one, number)}") for one in form.who.split()]
    return page(visit, "desk/campaign_begun.html", campaign=campaign, links=links)


def _free_slug(visit: Visit, name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")[:40]
    plain = plain if plain[:1].isalpha() else f"campaign-{plain}".strip("-")
    number, slug = 1, plain
    while campaign_by_slug(visit.session, slug) is not None:
        number += 1
        slug = f"{plain}-{number}"
    return slug


def _new_screen(visit: Visit, form: FormState) -> Response:
    languages = [(code, marked(name)) for code, name in LANGUAGES]
    status = 422 if form.is_refused else 200
    return page(visit, "desk/campaign_new.html", status=status, form=form, languages=languages)


def _demonstration(visit: Visit, right: Right = Right.READ) -> Campaign:
    mine = [number for number in sorted(visit.me.demonstrations) if visit.me.may(right, number)]
    found = campaigns(visit.session, mine)
    if not found:
        raise NotFound
    return found[0]


def _screen(visit: Visit, campaign: Campaign, form: FormState) -> Response:
    return page(
        visit,
        "desk/demonstration.html",
        status=422 if form.is_refused else 200,
        campaign=campaign,
        form=form,
        usual=DAY,
        manages=visit.me.may(Right.MANAGE, number_of(campaign)),
    )
