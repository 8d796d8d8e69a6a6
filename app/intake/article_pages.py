"""Reading an article: the text is pasted, each proposed entry stands beside its sentence, and a person decides."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from app.cases.changes.entries import cite_entry, record_entry
from app.cases.kinds import FORMS
from app.cases.models import Case
from app.cases.queries.entries import editable_entry
from app.cases.queries.visible import workable_case
from app.cases.routes.entry_screens import entry_page
from app.cases.routes.who_is_meant import own_campaigns
from app.intake.article import Proposal
from app.intake.changes import keep_text, leave
from app.intake.forms import DecisionOnProposal, TextForm
from app.intake.models import ArticleText
from app.intake.offered_entries import offered, read_for, still_open
from app.intake.page_text import NoText, article_of
from app.intake.queries.article_texts import text_for, texts_given
from app.refusal import NotFound
from app.sources.citation_form import CitationForm, DatedCitationForm
from app.sources.models import Source
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import Form, FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/intake", who=worker)
def paste(visit: Visit) -> Response:
    """Where an article is pasted, and those that were read before."""
    return _paste(visit, blank())


@doors.post("/intake", who=worker)
def keep(visit: Visit) -> Response:
    """Keep the text and show what it proposes. Nothing of it enters the record."""
    form = read_form(TextForm, visit.submitted)
    if isinstance(form, Rejected):
        return _paste(visit, form)
    campaign = _campaign(visit, form.campaign)
    typed = {name: given[0] for name, given in visit.submitted.values.items()}
    if campaign is None:
        return _paste(visit, FormState(typed, {"campaign": _("Choose the campaign whose text it is")}))
    try:
        article = article_of(form.words)
    except NoText as refused:
        return _paste(visit, FormState(typed, {"words": refused.sentence}))
    text = keep_text(visit.session, campaign, form, article)
    return see_other(
        f"/intake/{text.id}", _("The text is kept. Nothing of it is in any case before you accept it.")
    )


@doors.get("/intake/{text_id}", who=worker)
def read(visit: Visit, text_id: RowId) -> Response:
    """What the text proposes and nobody has decided yet."""
    text, source = text_for(visit.session, visit.me, text_id)
    reading = read_for(visit, text, source)
    offers = offered(visit, still_open(visit, text, reading))
    return page(
        visit,
        "intake/proposals.html",
        text=text,
        source=source,
        offers=offers,
        decided=len(reading.proposals) - len(offers),
        unknown=sorted(reading.unknown),
        form=blank(),
    )


@doors.post("/intake/{text_id}/accept", who=worker)
def accept(visit: Visit, text_id: RowId) -> Response:
    """Record one proposal, cited by its sentence; or show its form, where something must be mended first."""
    text, source, proposal, case, decision = _decided(visit, text_id)
    citation = _read(DatedCitationForm, _citing(source, proposal))
    if decision.same_as is not None:
        _case, entry = editable_entry(visit.session, visit.me, case.reference, decision.same_as)
        if entry.kind != proposal.kind:
            raise NotFound
        cite_entry(visit.session, entry, citation)
        return see_other(f"/intake/{text.id}", _("The entry cites this text now."))
    form = read_form(FORMS[proposal.kind], {name: [value] for name, value in proposal.answers.items()})
    if isinstance(form, Rejected):
        return _prefilled(visit, case, source, proposal, form.errors)
    record_entry(visit.session, case, proposal.kind, form, citation)
    return see_other(f"/intake/{text.id}", _("Accepted: the new entry is on the timeline."))


@doors.post("/intake/{text_id}/leave", who=worker)
def leave_it(visit: Visit, text_id: RowId) -> Response:
    """Make nothing of one proposal."""
    text, _source = text_for(visit.session, visit.me, text_id)
    leave(visit.session, text, visit.submitted.one("mark")[:16])
    return see_other(f"/intake/{text.id}", _("Left."))


@doors.get("/intake/{text_id}/correct", who=worker)
def correct(visit: Visit, text_id: RowId) -> Response:
    """The form of the entry, filled in as far as the sentence goes."""
    text, source = text_for(visit.session, visit.me, text_id)
    query = visit.request.query_params
    proposal = _found(visit, text, source, query.get("mark", ""))
    case = _case(visit, proposal, query.get("whose", ""))
    return _prefilled(visit, case, source, proposal, {})


def _decided(visit: Visit, text_id: int) -> tuple[ArticleText, Source, Proposal, Case, DecisionOnProposal]:
    text, source = text_for(visit.session, visit.me, text_id)
    decision = read_form(DecisionOnProposal, visit.submitted)
    if isinstance(decision, Rejected):
        raise NotFound(_("Say who is meant"))
    proposal = _found(visit, text, source, decision.mark or "")
    return text, source, proposal, _case(visit, proposal, decision.whose or ""), decision


def _found(visit: Visit, text: ArticleText, source: Source, mark: str) -> Proposal:
    for one in still_open(visit, text, read_for(visit, text, source)):
        if one.key == mark:
            return one
    raise NotFound(_("This proposal is decided already, or the text has changed"))


def _case(visit: Visit, proposal: Proposal, reference: str) -> Case:
    """The one that was chosen, of those it may be about."""
    if reference not in proposal.cases:
        raise NotFound
    return workable_case(visit.session, visit.me, reference)


def _citing(source: Source, proposal: Proposal) -> dict[str, str]:
    return {"source": f"#{source.id}", "locator": proposal.locator}


def _read(form: type[CitationForm], values: Mapping[str, str]) -> CitationForm:
    made = read_form(form, {name: [value] for name, value in values.items()})
    if isinstance(made, Form):
        return made
    raise NotFound


def _prefilled(
    visit: Visit, case: Case, source: Source, proposal: Proposal, errors: dict[str, str]
) -> Response:
    values: dict[str, Any] = {**proposal.answers, **_citing(source, proposal)}
    return entry_page(visit, case, proposal.kind, FormState(values, errors))


def _campaign(visit: Visit, chosen: int | None) -> int | None:
    own = visit.me.campaigns_with(Right.WORK)
    if chosen is None:
        return own[0] if len(own) == 1 else None
    return chosen if chosen in own else None


def _paste(visit: Visit, form: FormState) -> Response:
    return page(
        visit,
        "intake/paste.html",
        status=422 if form.is_refused else 200,
        form=form,
        asked=asked(TextForm),
        campaigns=own_campaigns(visit),
        texts=texts_given(visit.session, visit.me),
    )
