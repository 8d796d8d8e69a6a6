"""Who is meant by a name that somebody typed: a case, a person without one, or somebody new."""

from dataclasses import dataclass, field

from app.cases.case_list import reference_in
from app.cases.forms.quick_add import WhoForm
from app.cases.models import Case, Person
from app.cases.queries.case_list import teams_of
from app.cases.queries.people import Candidate, people_like
from app.cases.queries.visible import person_for, workable_case
from app.refusal import Forbidden, NotFound
from app.text import _
from app.web.viewer import Right
from app.web.visit import Visit

NEW = "new"


@dataclass(slots=True)
class Meant:
    """What is settled: a case; or a person (None for somebody new) whose case has to be opened in a campaign."""

    case: Case | None = None
    person: Person | None = None
    is_new_case: bool = False
    campaign_id: int | None = None
    options: list[tuple[str, str, str]] = field(
        default_factory=list
    )  # to ask which; empty where it is settled
    faults: dict[str, str] = field(default_factory=dict)


def who_is_meant(visit: Visit, who: WhoForm) -> Meant:
    """What was typed and chosen, held against the record as this volunteer may see it."""
    whose, chosen = who.whose or "", who.chosen
    if (reference := _reference_at_the_head(whose)) is not None:
        case = _workable(visit, reference)
        absent = _("There is no case %(ref)s that you may add to") % {"ref": reference}
        return Meant(case=case, faults={} if case else {"whose": absent})
    people = people_like(visit.session, visit.me, whose)
    certain = _only_case(people, whose)
    if chosen is None and certain is not None and (case := _workable(visit, certain)) is not None:
        return Meant(case=case)
    meant = Meant(options=[*_options(people), (NEW, _("Somebody new: open a case"), "")])
    if chosen is not None:
        _choose(visit, meant, chosen, who.campaign)
    return meant


def _reference_at_the_head(text: str) -> str | None:
    return reference_in(text) or reference_in(text.split(maxsplit=1)[0].rstrip(",:"))


def _workable(visit: Visit, reference: str) -> Case | None:
    try:
        return workable_case(visit.session, visit.me, reference)
    except (NotFound, Forbidden):
        return None


def _only_case(people: list[Candidate], typed: str) -> str | None:
    exact = [one for one in people if typed.strip() in (one.name, one.spelling)]
    if len(exact) == 1 and len(exact[0].cases) == 1:
        return exact[0].cases[0].reference
    return None


def _options(people: list[Candidate]) -> list[tuple[str, str, str]]:
    found = []
    for one in people:
        also = _("also written %(name)s") % {"name": one.spelling} if one.spelling != one.name else ""
        found += [(case.reference, f"{one.name}, {case.reference}", case.title) for case in one.cases]
        if not one.cases:
            found.append((str(one.id), one.name, also or _("no case here yet: open one")))
    return found


def _choose(visit: Visit, meant: Meant, chosen: str, campaign: int | None) -> None:
    if chosen not in [value for value, _words, _hint in meant.options]:
        meant.faults["meant"] = _("Say who is meant")
    elif chosen.startswith("K-"):
        meant.case = _workable(visit, chosen)
        if meant.case is None:
            meant.faults["meant"] = _("You may read this case, but adding takes the role of a volunteer")
    else:
        meant.is_new_case = True
        meant.person = person_for(visit.session, visit.me, int(chosen)) if chosen != NEW else None
        meant.campaign_id = _campaign(visit, campaign)
        if meant.campaign_id is None:
            meant.faults["campaign"] = _("Choose the campaign that watches the case")


def own_campaigns(visit: Visit) -> list[tuple[str, str]]:
    """The campaigns in which a case may be opened."""
    teams = teams_of(visit.session, visit.me)
    return [
        (str(number), name)
        for number, (_slug, name) in teams.campaigns.items()
        if visit.me.may(Right.WORK, number)
    ]


def _campaign(visit: Visit, chosen: int | None) -> int | None:
    own = [int(number) for number, _name in own_campaigns(visit)]
    if chosen is None:
        return own[0] if len(own) == 1 else None
    return chosen if chosen in own else None
