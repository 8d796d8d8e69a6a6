"""The one question: may this leave, for this use? Pure; no row means no."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.cases.kinds import KINDS, EntryKind
from app.cases.models import Visibility
from app.consent.models import Basis, FieldGroup, Use
from app.consent.touched_groups import names_relatives
from app.sources.citation_rows import Cited
from app.text import N_, _, day_in_words, marked

GROUPS: dict[FieldGroup, str] = {
    FieldGroup.NAME: N_("Name"),
    FieldGroup.CASE: N_("The case: custody, charges, trial, sentence"),
    FieldGroup.HEALTH: N_("Health"),
    FieldGroup.ILL_TREATMENT: N_("Ill-treatment"),
    FieldGroup.FAMILY: N_("Family, and threats against it"),
    FieldGroup.PLACE: N_("Place of detention"),
    FieldGroup.PHOTO: N_("Photographs"),
}
USES: dict[Use, str] = {
    Use.LETTER: N_("Letters to offices"),
    Use.DIGEST: N_("The weekly mail"),
    Use.PUBLIC: N_("Public pages"),
    Use.PROCEDURE: N_("Complaints and procedures, in which the State learns the name"),
    Use.DATA: N_("Open data: tables that anybody may copy"),
}
OF_KIND = {slug: FieldGroup(kind.consent) for slug, kind in KINDS.items()}


class Leaving(Protocol):
    """What the question needs to know of a fact."""

    @property
    def kind(self) -> EntryKind: ...
    @property
    def visibility(self) -> str: ...
    @property
    def detail(self) -> object: ...
    @property
    def cites(self) -> Sequence[object]: ...


@dataclass(frozen=True, slots=True)
class Consented:
    """One consent as it stands, with the citations of a public call."""

    id: int
    person_id: int
    group: str
    use: str
    basis: str
    given_by: str | None = None
    given_how: str | None = None
    given_on: date | None = None
    until: date | None = None
    note: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None
    cites: tuple[Cited, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, why, and on which consent a yes rests."""

    yes: bool
    reason: str
    group: FieldGroup
    consent: Consented | None = None


def group_of(fact: Leaving) -> FieldGroup:
    """The group of facts that consent has to cover."""
    if names_relatives(getattr(fact.detail, KINDS[fact.kind].relatives, None)):
        return FieldGroup.FAMILY
    return OF_KIND[fact.kind]


def may_leave(consents: Sequence[Consented], what: Leaving | FieldGroup, use: Use, today: date) -> Answer:
    """Whether a fact, or a name, place or photograph, may leave the team for a use on this day."""
    if isinstance(what, FieldGroup):
        return _consented(consents, what, use, today)
    group = group_of(what)
    if what.visibility == Visibility.RESTRICTED:
        return Answer(False, _("Only for those named on the case"), group)
    if use is Use.PUBLIC and what.visibility != Visibility.PUBLIC:
        return Answer(False, _("Not marked as public"), group)
    if not what.cites:
        return Answer(False, _("No source says so yet"), group)
    return _consented(consents, group, use, today)


def is_stopped(consents: Sequence[Consented]) -> Consented | None:
    """The request to stop that stands, if there is one."""
    return next((one for one in consents if one.basis == Basis.REFUSED and one.withdrawn_at is None), None)


def is_withdrawn(consents: Sequence[Consented], use: Use, today: date) -> bool:
    """Whether somebody took back the consent to be named, and no other stands: then nothing is even drafted."""
    if is_stopped(consents) is not None:
        return True
    names = [one for one in consents if one.group == FieldGroup.NAME and one.use == use]
    return any(one.withdrawn_at for one in names) and not any(_stands(one, today) for one in names)


def _consented(consents: Sequence[Consented], group: FieldGroup, use: Use, today: date) -> Answer:
    if is_stopped(consents) is not None:
        return Answer(False, _("Whoever speaks for this person has asked to stop"), group)
    fitting = [one for one in consents if one.group == group and one.use == use]
    for one in fitting:
        if _stands(one, today):
            return Answer(True, basis_in_words(one), group, one)
    return Answer(False, _why_not(fitting, group, today), group)


def _stands(one: Consented, today: date) -> bool:
    if one.withdrawn_at is not None or (one.until is not None and one.until < today):
        return False
    if one.given_on is not None and one.given_on > today:
        return False
    return one.basis == Basis.GIVEN or (one.basis == Basis.PUBLIC_CALL and bool(one.cites))


def _why_not(fitting: Sequence[Consented], group: FieldGroup, today: date) -> str:
    about = {"group": marked(GROUPS[group]).lower()}
    expired = [one.until for one in fitting if one.until and one.until < today and not one.withdrawn_at]
    if expired:
        about["day"] = day_in_words(max(expired))
        return _("Consent for this ended on %(day)s: %(group)s") % about
    if any(one.withdrawn_at for one in fitting):
        return _("Consent for this was withdrawn: %(group)s") % about
    if any(one.basis == Basis.PUBLIC_CALL and not one.cites for one in fitting):
        return _("The public call it rests on has no source: %(group)s") % about
    return _("No consent for this: %(group)s") % about


def basis_in_words(one: Consented) -> str:
    """On whose word: a person's, or a source that calls for it in public."""
    if one.basis == Basis.PUBLIC_CALL:
        source = one.cites[0].source if one.cites else _("no source")
        return _("Called for in public: %(source)s") % {"source": source}
    who = one.given_by or _("somebody not named")
    if one.basis == Basis.REFUSED:
        return _("Asked to stop: %(who)s") % {"who": who}
    return _("Given by %(who)s") % {"who": who}


def state_in_words(one: Consented, today: date) -> tuple[str, str]:
    """The tag of a consent: state and word."""
    if one.withdrawn_at is not None:
        return "paused", _("Withdrawn")
    if one.basis == Basis.REFUSED:
        return "late", _("Stopped")
    if one.until is not None and one.until < today:
        return "paused", _("Ended")
    return ("done", _("Stands")) if _stands(one, today) else ("waiting", _("Does not count yet"))
