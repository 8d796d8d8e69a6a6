"""What the world may see of one action now: the gate of its page, its calendar file, its count and its letter."""

from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from app.campaigning.lifecycle import RUNNING, State, why_not_sent, why_paused
from app.campaigning.queries.action_page import VersionRow, versions_of
from app.campaigning.queries.action_rows import ActionRow
from app.campaigning.queries.linked_cases import AsOf
from app.campaigning.queries.lookups import offices_by_number
from app.campaigning.queries.public_actions import Open, open_actions, published
from app.refusal import NotFound, Refusal
from app.text import _
from app.web.visit import Visit

LETTER_CALL = "letter-call"


class Gone(Refusal):
    """It was public once. `another` is a call that runs, for those who came to write."""

    status = 410

    def __init__(self, sentence: str, another: ActionRow | None = None) -> None:
        if another is not None:
            told = {"title": another.title, "address": f"/a/{another.reference}"}
            sentence = f"{sentence} {_('Another call runs: %(title)s (%(address)s).') % told}"
        super().__init__(sentence)
        self.another = another


@dataclass(frozen=True, slots=True)
class LetterOpening:
    """Everything a letter for a public call begins with."""

    action_id: int
    reference: str
    title: str
    asks: tuple[str, ...]
    languages: str | None
    last_day: date | None
    cases: tuple[str, ...]  # references; consent for public use stands for each of them now
    offices: tuple[int, ...]  # numbers in the directory, the first one first
    target: str | None  # whom, in words, where no office is in the directory


def as_anybody(visit: Visit) -> Response | None:
    """Open to the world and the same for all: who is signed in is forgotten, so nothing of it can be kept."""
    visit.viewer = None
    return None


as_anybody.__dict__["unkept"] = True


def as_of(visit: Visit) -> AsOf:
    return AsOf(visit.today(), visit.settings.today)


def public_action(visit: Visit, ref: str) -> Open:
    """The action the world may see; NotFound if it never was public, Gone if it no longer is."""
    found = published(visit.session, ref, as_of(visit))
    if found is None:
        raise NotFound
    if not found.is_open or (found.row.replaced and _latest(visit, found.row).state == State.STOPPED):
        raise Gone(_("This action is no longer public."))
    return found


def _latest(visit: Visit, row: ActionRow) -> VersionRow:
    """The version that went live last."""
    return [one for one in versions_of(visit.session, row.reference) if one.live_at is not None][-1]


def newest(visit: Visit, ref: str) -> str:
    """The reference of the newest version that is live and public; empty when this is it."""
    versions = versions_of(visit.session, ref)
    own = next((version.id for version in versions if version.reference == ref), 0)
    later = [
        one for one in versions if one.id > own and one.state in RUNNING and one.published_at is not None
    ]
    return later[-1].reference if later else ""


def not_sent(visit: Visit, found: Open) -> str:
    """Why nothing may be sent for it now; empty where it may."""
    row = found.row
    paused = bool(why_paused(found.gate.behind, row.paused_reason))
    return why_not_sent(
        State(row.state), row.last_day, visit.today(), paused=paused, replaced=bool(row.replaced)
    )


def letter_opening(visit: Visit, ref: str) -> LetterOpening:
    """What somebody may write for this call: NotFound if it never was public, Gone with the reason when it is over.

    Ask `newest` first: a letter from an old version leads to the newest.
    """
    found = _for_letters(visit, ref)
    row = found.row
    return LetterOpening(
        action_id=row.id,
        reference=row.reference,
        title=row.title,
        asks=tuple((row.asks or "").splitlines()),
        languages=row.languages,
        last_day=row.last_day,
        cases=tuple(case.reference for case in found.behind),
        offices=tuple(offices_by_number(visit.session, row.id)),
        target=row.target,
    )


def _for_letters(visit: Visit, ref: str) -> Open:
    try:
        found = public_action(visit, ref)
    except Gone as gone:
        raise Gone(gone.sentence, another_call(visit, ref)) from gone
    why = not_sent(visit, found)
    if not why and found.row.kind != LETTER_CALL:
        why = _("No letters are written for this action.")
    if why:
        raise Gone(why, another_call(visit, ref))
    return found


def another_call(visit: Visit, ref: str) -> ActionRow | None:
    """The latest other call that runs; None where there is none."""
    others = (one for one in open_actions(visit.session, as_of(visit)) if one.row.reference != ref)
    return next((one.row for one in others if one.row.kind == LETTER_CALL and not not_sent(visit, one)), None)
