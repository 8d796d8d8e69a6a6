"""The kinds of letters: their words, read and edited, with a preview on a real case."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from app.accounts.queries import campaigns
from app.cases.queries.visible import case_for
from app.clock import recorded_day
from app.db import number_of
from app.letters.briefing import WORST_RELIABILITY, Briefing
from app.letters.changes import save_words, set_bar
from app.letters.drafting import Draft, Plan, To, draft
from app.letters.edit_letter_kind import PLACEHOLDERS, KindForm, NewKindForm
from app.letters.forms import BarForm
from app.letters.letter_kinds import Kind
from app.letters.letter_screens import today_in
from app.letters.liquid_text import BadWords
from app.letters.queries.briefing_facts import bars_of, briefing_for
from app.letters.queries.letter_kinds import kind_for, kinds_of, newest_words, versions_of, words_for
from app.letters.sentences.languages import LANGUAGES, tongue
from app.letters.sentences.tongue import Person
from app.refusal import Forbidden, NotFound, Unacceptable
from app.sources.vocabulary import RELIABILITY
from app.text import _, day_in_words, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
BASE = "/letters/kinds"


@doors.get(BASE, who=signed_in)
def all_kinds(visit: Visit) -> Response:
    """Every kind of every campaign one belongs to, with the languages it has words in."""
    return _kinds_page(visit, blank())


def _kinds_page(visit: Visit, form: FormState) -> Response:
    own = campaigns(visit.session, visit.me.campaigns)
    bars = bars_of(visit.session, visit.me.campaigns)
    return page(
        visit,
        "letters/kinds.html",
        status=422 if form.is_refused else 200,
        campaigns=[
            (one, _listed(visit, number_of(one)), bars.get(number_of(one), WORST_RELIABILITY)) for one in own
        ],
        reliability=[(slug, f"{slug.upper()}: {marked(label)}") for slug, label in RELIABILITY],
        base=BASE,
        form=form,
    )


@doors.post(BASE + "/{campaign_id}/bar", who=signed_in)
def save_bar(visit: Visit, campaign_id: RowId) -> Response:
    """How reliable a source has to be; coordinators decide it for their campaign."""
    if campaign_id not in visit.me.campaigns:
        raise NotFound
    if not visit.me.may(Right.DECIDE, campaign_id):
        raise Forbidden(_("Which sources count is decided by the coordinators of the campaign."))
    form = read_form(BarForm, visit.submitted)
    if isinstance(form, Rejected):
        return _kinds_page(visit, form)
    set_bar(visit.session, campaign_id, form.worst or WORST_RELIABILITY)
    return see_other(BASE, _("Saved. Letters rest on sources at least this reliable from now on."))


def _listed(visit: Visit, campaign_id: int) -> list[dict[str, Any]]:
    edited = newest_words(visit.session, campaign_id)
    return [
        {
            "slug": kind.slug,
            "title": kind.title,
            "to": kind.to,
            "languages": [(code, marked(name), (kind.slug, code) in edited) for code, name in LANGUAGES],
        }
        for kind in kinds_of(visit.session, campaign_id).values()
    ]


@doors.get(BASE + "/{campaign_id}/{slug}/{language}", who=signed_in)
def kind_page(visit: Visit, campaign_id: RowId, slug: str, language: str) -> Response:
    """The words of a kind in one language."""
    kind, words = _found(visit, campaign_id, slug, language)
    return _screen(
        visit, (campaign_id, kind, language), blank(title=kind.title, words=words, language=language)
    )


@doors.post(BASE + "/{campaign_id}/{slug}/{language}/preview", who=signed_in, writes=False)
def preview(visit: Visit, campaign_id: RowId, slug: str, language: str) -> Response:
    """The typed words on a real case. Nothing is saved."""
    kind, _words = _found(visit, campaign_id, slug, language)
    form = read_form(KindForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, (campaign_id, kind, language), form)
    case = case_for(visit.session, visit.me, form.case or "")
    briefing = briefing_for(visit.session, case, today_in(visit, case), visit.settings.today)
    state = blank(title=form.title, words=form.words, case=form.case, language=language)
    made = _previewed(briefing, kind, form.words, language)
    if isinstance(made, BadWords):
        state.errors["words"] = str(made)
        return _screen(visit, (campaign_id, kind, language), state)
    return _screen(visit, (campaign_id, kind, language), state, made)


def _previewed(briefing: Briefing, kind: Kind, words: str, language: str) -> Draft | BadWords:
    try:
        return draft(
            briefing, Plan(kind, words, To(_("An office")), tongue(language), 0, _("A line of your own."))
        )
    except BadWords as fault:
        return fault


@doors.post(BASE + "/{campaign_id}/{slug}/{language}", who=signed_in)
def save_kind(visit: Visit, campaign_id: RowId, slug: str, language: str) -> Response:
    """Keep the words as a new version; kept letters stay as they are."""
    kind, _words = _found(visit, campaign_id, slug, language)
    if not visit.me.may(Right.WRITE, campaign_id):
        raise Forbidden(_("You may read the kinds of letters. Changing them takes the role of a volunteer."))
    form = read_form(KindForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, (campaign_id, kind, language), form)
    save_words(visit.session, campaign_id, (kind.slug, language), form)
    return see_other(
        f"{BASE}/{campaign_id}/{slug}/{language}", _("Saved. Letters drafted from now on use these words.")
    )


def _found(visit: Visit, campaign_id: int, slug: str, language: str) -> tuple[Kind, str]:
    """The kind with its words; a new one where somebody adds a kind of their own. NotFound to a stranger."""
    if campaign_id not in visit.me.campaigns or language not in dict(LANGUAGES):
        raise NotFound
    kind = kind_for(visit.session, campaign_id, slug)
    if kind is None:
        raise NotFound
    return kind, words_for(visit.session, campaign_id, slug, language) or ""


def _screen(
    visit: Visit, which: tuple[int, Kind, str], form: FormState, made: Draft | None = None
) -> Response:
    campaign_id, kind, language = which
    pronouns = tongue(language).pronouns(Person("", "female"))
    saved = versions_of(visit.session, campaign_id, kind.slug, language)
    return page(
        visit,
        "letters/kind.html",
        status=422 if form.is_refused else 200,
        kind=kind,
        language=marked(dict(LANGUAGES)[language]),
        code=language,
        form=form,
        made=made,
        placeholders=[(_code(name), marked(words)) for name, words in PLACEHOLDERS],
        pronouns=[(_code(f"they.{name}"), word) for name, word in pronouns.items()],
        saved=[(day_in_words(recorded_day(one.made_at)), one.words) for one in saved],
        may_work=visit.me.may(Right.WRITE, campaign_id),
        action=f"{BASE}/{campaign_id}/{kind.slug}/{language}",
    )


def _code(name: str) -> str:
    return "{{ " + name + " }}"


@doors.post(BASE + "/{campaign_id}/new", who=signed_in)
def new_kind(visit: Visit, campaign_id: RowId) -> Response:
    """A kind of one's own: begun with a name, a language and the shortest words that can be used."""
    if not visit.me.may(Right.WRITE, campaign_id):
        raise NotFound
    named = read_form(NewKindForm, visit.submitted)
    if isinstance(named, Rejected):
        raise Unacceptable(" ".join(named.errors.values()))
    title = (named.title or _("A kind of our own"))[:80]
    slug = _slug(title, kinds_of(visit.session, campaign_id))
    words = _("Subject: {{ name }}\n\n{{ salutation }}\n\nI ask you to ...\n\n{{ closing }}")
    form = KindForm(title=title, words=words, language="en")
    save_words(visit.session, campaign_id, (slug, "en"), form)
    return see_other(f"{BASE}/{campaign_id}/{slug}/en", _("Begun. Write its words."))


def _slug(title: str, taken: Mapping[str, Kind]) -> str:
    plain = (
        "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in title.lower()).split())[:24]
        or "own"
    )
    return next(slug for slug in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if slug not in taken)
