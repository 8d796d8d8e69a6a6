"""Sent letters that told something untrue by what is known now, and their corrections."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.cases.models import Case
from app.clock import recorded_day
from app.db import number_of
from app.history.models import Change
from app.history.recorder import Thing, touched
from app.letters.corrections import Untrue, untrue_in
from app.letters.lifecycle import ANSWERED, SENT, WITHDRAWN
from app.letters.models import Letter, LetterSending
from app.letters.queries.briefing_facts import Asked, known_of


@dataclass(frozen=True, slots=True)
class Told:
    """What a sent letter told that does not hold, and since when somebody could know."""

    untrue: tuple[Untrue, ...]
    since: date


def untrue_letters(
    session: Session, pairs: Sequence[tuple[Letter, Case]], known_by: date | None
) -> dict[int, Told]:
    """Of these letters the sent ones that told something untrue. Only where a fact was touched since is it read."""
    sent = [(letter, case) for letter, case in pairs if letter.state in (SENT, ANSWERED)]
    moved = _touched(session, {one for letter, _case in sent for one in _grounds(letter)})
    asking = []
    for letter, case in sent:
        moments = [moved[one] for one in _grounds(letter) if one in moved]
        if moments and max(moments) > letter.made_at:
            asking.append((letter, case, recorded_day(max(moments))))
    if not asking:
        return {}
    cases = list({number_of(case): case for _letter, case, _since in asking}.values())
    known = known_of(session, cases, Asked(lambda _case: asking[0][2], known_by))
    found: dict[int, Told] = {}
    for letter, case, since in asking:
        day = letter.confirmed_on or recorded_day(letter.made_at)
        untrue = untrue_in(letter.sentences, letter.basis, letter.language, known[number_of(case)], day)
        if untrue:
            found[number_of(letter)] = Told(tuple(untrue), since)
    return found


def _grounds(letter: Letter) -> list[Thing]:
    """The entries and the sources that a letter rests on."""
    entries = {one for told in letter.sentences for one in told["rests_on"] if one.startswith("entry-")}
    texts = {str(cited["href"]) for told in letter.sentences for cited in told["cites"]}
    return [
        *(("entry", int(one.removeprefix("entry-"))) for one in sorted(entries)),
        *(("source", int(one.rpartition("/")[2])) for one in sorted(texts)),
    ]


def _touched(session: Session, grounds: Collection[Thing]) -> dict[Thing, datetime]:
    """When each of these was changed last; what is said of an entry, such as a source, counts as its change."""
    found: dict[Thing, datetime] = {}
    for noun in ("entry", "source"):
        numbers = sorted(number for what, number in grounds if what == noun)
        wanted = (
            select(col(Change.row_id), func.max(col(Change.at)))
            .where(col(Change.noun) == noun, col(Change.row_id).in_(numbers))
            .group_by(col(Change.row_id))
        )
        for number, at in session.execute(wanted) if numbers else ():
            found[noun, number] = at
        # What this transaction changes is not written down before its end.
        found.update(
            ((noun, one), session.info["at"]) for one in touched(session, noun) if (noun, one) in grounds
        )
    return found


def corrections_of(session: Session, letters: Sequence[int]) -> dict[int, int]:
    """For letters that have a correction its number, the newest; withdrawn ones do not count."""
    wanted = (
        select(col(Letter.corrects_id), func.max(col(Letter.id)))
        .where(col(Letter.corrects_id).in_(letters), col(Letter.state) != WITHDRAWN)
        .group_by(col(Letter.corrects_id))
    )
    return {row[0]: row[1] for row in session.execute(wanted)} if letters else {}


def last_month(session: Session, letter_id: int) -> str:
    """The month in which a letter went out last; "" where nobody has counted it."""
    wanted = select(func.max(col(LetterSending.month))).where(col(LetterSending.letter_id) == letter_id)
    return session.scalar(wanted) or ""
