"""Pages of the digest: the preview, what a reader wants, the link in every mail, and the state of the post."""

from collections.abc import Callable

from sqlmodel import Session
from starlette.responses import HTMLResponse, Response

from app.digest.changes import choose, choose_frequency, follow
from app.digest.forms import LinkForm, WishesForm
from app.digest.preferences import is_genuine, volunteer_in
from app.digest.queries.post import MailView, mail_for, mails_for
from app.digest.queries.readers import campaigns_of, reader_by_id
from app.digest.reader import Reader
from app.digest.rendering import as_html, as_text
from app.digest.run import preview_of
from app.digest.vocabulary import (
    HOUR_CHOICES,
    MAIL_KINDS,
    day_choices,
    frequency_choices,
    kind_choices,
    state_words,
)
from app.mail.deciding import arrived, give_up, resume_address, send_again
from app.mail.line import stop_line
from app.mail.queries import line_state
from app.refusal import Conflict, NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import admin, anyone, coordinator, signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/digest/preview", who=signed_in)
def preview(visit: Visit) -> Response:
    """What the next mail would say now, in both twins."""
    found = preview_of(visit.session, visit.settings, visit.me.id, visit.now)
    if found is None:
        raise NotFound
    edition, reader = found
    return page(visit, "digest/preview.html", edition=edition, reader=reader, text=as_text(edition))


@doors.get("/digest/preview.html", who=signed_in)
def preview_html(visit: Visit) -> Response:
    """The HTML twin as it goes out; its own policy lets it style itself and nothing else."""
    found = preview_of(visit.session, visit.settings, visit.me.id, visit.now)
    if found is None:
        raise NotFound
    return HTMLResponse(as_html(found[0]), headers={"Content-Security-Policy": MAIL_CSP})


MAIL_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


@doors.get("/digest/settings", who=signed_in)
def wishes(visit: Visit) -> Response:
    """What this reader gets, when, and about what."""
    reader = _reader(visit)
    return _wishes_page(visit, reader, _filled(reader))


@doors.post("/digest/settings", who=signed_in)
def save_wishes(visit: Visit) -> Response:
    """Keep what they chose."""
    form = read_form(WishesForm, visit.submitted)
    if isinstance(form, Rejected):
        return _wishes_page(visit, _reader(visit), form, status=422)
    choose(visit.session, visit.me.id, form)
    campaigns = [int(text) for text in form.campaigns if text.isdigit() and int(text) in visit.me.roles]
    everything = set(campaigns) == set(visit.me.roles)
    known = {value for value, _label in kind_choices()}
    kinds = [kind for kind in form.kinds if kind in known]
    follow(visit.session, visit.me.id, () if everything else campaigns, () if set(kinds) == known else kinds)
    return see_other("/digest/settings", _("Saved. The next summary follows it."))


def _wishes_page(visit: Visit, reader: Reader, form: FormState, status: int = 200) -> Response:
    campaigns = [(str(number), name) for number, name in campaigns_of(visit.session, sorted(visit.me.roles))]
    return page(
        visit, "digest/settings.html", status=status, form=form, reader=reader, campaigns=campaigns,
        kinds=kind_choices(), days=day_choices(), hours=HOUR_CHOICES, frequencies=frequency_choices(),
    )  # fmt: skip


def _filled(reader: Reader) -> FormState:
    return blank(
        frequency=reader.frequency, day=str(reader.day), hour=str(reader.hour), zone=reader.zone,
        detailed=["yes"] if reader.detailed else [],
        campaigns=[str(number) for number in sorted(reader.interest.campaigns or reader.roles)],
        kinds=sorted(reader.interest.kinds or {value for value, _label in kind_choices()}),
    )  # fmt: skip


def _reader(visit: Visit) -> Reader:
    reader = reader_by_id(visit.session, visit.me.id)
    if reader is None:
        raise NotFound
    return reader


@doors.get("/u/{token}", who=anyone)
def link(visit: Visit, token: str) -> Response:
    """The link in every mail. Looking changes nothing: programs that scan mail look at every link."""
    reader = _owner(visit, token)
    return page(
        visit,
        "digest/link.html",
        form=blank(frequency=reader.frequency),
        saved=False,
        frequencies=frequency_choices(),
    )


@doors.post("/u/{token}", who=anyone, from_anywhere=True)
def use_link(visit: Visit, token: str) -> Response:
    """One click stops the mails (RFC 8058): no cookie, no origin, either encoding, 200 and never a redirect."""
    reader = _owner(visit, token)
    one_click = visit.submitted.one("List-Unsubscribe") == "One-Click"
    form = LinkForm(frequency="none") if one_click else read_form(LinkForm, visit.submitted)
    if isinstance(form, Rejected):
        return page(
            visit, "digest/link.html", form=form, saved=False, frequencies=frequency_choices(), status=422
        )
    visit.session.info.update(actor_id=reader.id, actor=_("by the link in a mail"))
    choose_frequency(visit.session, reader.id, form.frequency)
    return page(
        visit,
        "digest/link.html",
        form=blank(frequency=form.frequency),
        saved=True,
        frequencies=frequency_choices(),
    )


def _owner(visit: Visit, token: str) -> Reader:
    """Whose link it is; a forged, worn out or orphaned one leads nowhere."""
    number = volunteer_in(token)
    reader = reader_by_id(visit.session, number) if number is not None else None
    if reader is None or not is_genuine(visit.settings.secret_key, token, reader.id, reader.serial):
        raise NotFound
    return reader


@doors.get("/mail", who=coordinator)
def post(visit: Visit) -> Response:
    """Every mail's state, those that need a person first; their words are not shown."""
    mails = mails_for(visit.session, visit.me)
    line = line_state(visit.session) if visit.me.is_admin else None
    return page(visit, "digest/post.html", mails=mails, line=line, state_words=state_words, kinds=MAIL_KINDS)


@doors.post("/mail/line", who=admin)
def post_line(visit: Visit) -> Response:
    """Stop all mail for maintenance, or let it go on."""
    stopped = visit.submitted.one("decision") == "stop"
    stop_line(visit.session, stopped=stopped)
    return see_other("/mail", _("All mail waits now.") if stopped else _("Mail goes out again."))


@doors.post("/mail/{mail_id}", who=coordinator)
def post_decision(visit: Visit, mail_id: RowId) -> Response:
    """What a person knows or wants about one mail."""
    mail = mail_for(visit.session, visit.me, mail_id)
    decide = DECISIONS.get(visit.submitted.one("decision"))
    if mail is None or decide is None:
        raise NotFound
    if not decide(visit.session, mail):
        raise Conflict(_("That mail has moved on meanwhile, so nothing was changed."))
    return see_other("/mail", _("Noted."))


def _resume(session: Session, mail: MailView) -> bool:
    resume_address(session, mail.address)
    return True


DECISIONS: dict[str, Callable[[Session, MailView], bool]] = {
    "arrived": lambda session, mail: arrived(session, mail.id),
    "again": lambda session, mail: send_again(session, mail.id),
    "drop": lambda session, mail: give_up(session, mail.id),
    "resume": _resume,
}
