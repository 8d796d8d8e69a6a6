"""Who is meant by what somebody typed: a reference, or a name that fits exactly one person."""

from app.cases.case_list import reference_in
from app.cases.models import Case
from app.cases.queries.people import Candidate, people_like
from app.cases.queries.visible import case_for
from app.name_likeness import LIKELY
from app.refusal import NotFound
from app.text import _
from app.web.visit import Visit


def person_typed(visit: Visit, text: str) -> tuple[int | None, str]:
    """The number of the person, or a sentence that says what to type instead."""
    case, fault = _case_typed(visit, text)
    if case is not None or fault:
        return (case.person_id if case else None), fault
    one, fault = _one_like(visit, text)
    return (one.id if one else None), fault


def member_typed(visit: Visit, text: str | None) -> tuple[Case | None, int | None, str]:
    """The case, or the person who has no case or several; or a sentence."""
    if text is None:
        return None, None, ""
    case, fault = _case_typed(visit, text)
    if case is not None or fault:
        return case, None, fault
    one, fault = _one_like(visit, text)
    if one is None:
        return None, None, fault
    if len(one.cases) == 1:
        return case_for(visit.session, visit.me, one.cases[0].reference), None, ""
    return None, one.id, ""


def _case_typed(visit: Visit, text: str) -> tuple[Case | None, str]:
    reference = reference_in(text)
    if reference is None:
        return None, ""
    try:
        return case_for(visit.session, visit.me, reference), ""
    except NotFound:
        return None, _("There is no case %(ref)s") % {"ref": reference}


def _one_like(visit: Visit, text: str) -> tuple[Candidate | None, str]:
    people = [one for one in people_like(visit.session, visit.me, text) if one.score >= LIKELY]
    exact = [one for one in people if text.strip() in (one.name, one.spelling)]
    found = exact if len(exact) == 1 else people
    if len(found) == 1:
        return found[0], ""
    if found:
        named = ", ".join(one.name for one in found[:4])
        return None, _("Several people fit: %(names)s. Give the reference of a case") % {"names": named}
    return None, _("Nobody in the record has this name: look at the spelling, or add a case first")
