"""What a reader gets: the preview of the next edition, and the page where they choose."""

from starlette.responses import HTMLResponse, Response

from app.characters import whole_number
from app.digest.changes import choose, follow, follow_case
from app.digest.edition_mail import as_html, as_text
from app.digest.forms import WishesForm
from app.digest.make_editions import preview_of
from app.digest.queries.following import followed_cases
from app.digest.queries.readers import campaigns_of, reader_by_id
from app.digest.reader import Reader
from app.digest.vocabulary import HOUR_CHOICES, day_choices, frequency_choices, kind_choices, scope_choices
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import with_account
from app.web.visit import Visit

doors = Doors()
ONE_VALUE = ("frequency", "day", "hour", "zone", "scope")


@doors.get("/digest/preview", who=with_account)
def preview(visit: Visit) -> Response:
    """What the next mail would say now, in both twins."""
    found = preview_of(visit.session, visit.settings, visit.me.id, visit.now)
    if found is None:
        raise NotFound
    edition, reader = found
    return page(visit, "digest/preview.html", edition=edition, reader=reader, text=as_text(edition))


@doors.get("/digest/preview.html", who=with_account)
def preview_html(visit: Visit) -> Response:
    """The HTML twin as it goes out; its own policy lets it style itself and nothing else."""
    found = preview_of(visit.session, visit.settings, visit.me.id, visit.now)
    if found is None:
        raise NotFound
    return HTMLResponse(as_html(found[0]), headers={"Content-Security-Policy": MAIL_CSP})


MAIL_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


@doors.get("/digest/settings", who=with_account)
def wishes(visit: Visit) -> Response:
    """What this reader gets, when, and about what."""
    reader = _reader(visit)
    return _wishes_page(visit, reader, _filled(reader))


@doors.post("/digest/settings", who=with_account)
def save_wishes(visit: Visit) -> Response:
    """Keep what they chose."""
    form = read_form(WishesForm, visit.submitted)
    if not isinstance(form, Rejected) and form.chooses_nothing:
        form = Rejected(
            values={**visit.submitted.values, **{name: visit.submitted.one(name) for name in ONE_VALUE}},
            errors={"scope": _("Choose a campaign below, or follow a case on its own page first")},
        )
    if isinstance(form, Rejected):
        return _wishes_page(visit, _reader(visit), form, status=422)
    choose(visit.session, visit.me.id, form)
    campaigns = [number for text in form.campaigns if (number := whole_number(text)) in visit.me.campaigns]
    known = {value for value, _label in kind_choices()}
    kinds = [kind for kind in form.kinds if kind in known]
    follow(visit.session, visit.me.id, campaigns, () if set(kinds) == known else kinds)
    for number, _ref, _name in followed_cases(visit.session, visit.me):
        follow_case(visit.session, visit.me.id, number, followed=str(number) in form.cases)
    return see_other("/digest/settings", _("Saved. The next summary follows it."))


def _wishes_page(visit: Visit, reader: Reader, form: FormState, status: int = 200) -> Response:
    campaigns = [(str(number), name) for number, name in campaigns_of(visit.session, visit.me.campaigns)]
    cases = [(str(number), f"{name}, {ref}") for number, ref, name in followed_cases(visit.session, visit.me)]
    return page(
        visit, "digest/settings.html", status=status, form=form, reader=reader, campaigns=campaigns, cases=cases,
        scopes=scope_choices(),
        kinds=kind_choices(), days=day_choices(), hours=HOUR_CHOICES, frequencies=frequency_choices(),
    )  # fmt: skip


def _filled(reader: Reader) -> FormState:
    return blank(
        frequency=reader.frequency, day=str(reader.day), hour=str(reader.hour), zone=reader.zone,
        detailed=["yes"] if reader.detailed else [],
        scope="everything" if reader.interest.everything else "chosen",
        campaigns=[str(number) for number in sorted(reader.interest.campaigns)],
        cases=[str(number) for number in sorted(reader.interest.cases)],
        kinds=sorted(reader.interest.kinds or {value for value, _label in kind_choices()}),
    )  # fmt: skip


def _reader(visit: Visit) -> Reader:
    reader = reader_by_id(visit.session, visit.me.id)
    if reader is None:
        raise NotFound
    return reader
