"""Due dates that letters bring: an answer to look at again, an approved letter nobody sent, a silence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session

from app.dates import FuzzyDate, in_words
from app.letters.queries.dues import letters_of_cases
from app.reviews.due_date import Due, Urgency
from app.text import _, day_in_words

UNSENT_DAYS, SILENCE_DAYS, CORRECT_DAYS = 14, 60, 7


class Written(NamedTuple):
    """A letter as the rules see it."""

    id: int
    case_id: int
    state: str
    office: str
    made_on: date
    look_again: date | None
    last_month: str | None


def dues_of_letters(session: Session, case_ids: Sequence[int], today: date) -> Iterable[tuple[int, Due]]:  # noqa: ARG001 - every feature is asked the same question
    """The dates of these cases' letters, each with its case."""
    letters = [Written(*row) for row in letters_of_cases(session, case_ids)]
    for letter in letters:
        for due in dues_of(letter):
            yield letter.case_id, due
    yield from _corrections(session, {one.id: one for one in letters if one.state in ("sent", "answered")})


def _corrections(session: Session, sent: Mapping[int, Written]) -> Iterator[tuple[int, Due]]:
    """Letters that told something untrue and are not corrected yet."""
    if not sent:
        return
    from app.letters.queries.corrections import corrections_of, untrue_letters  # brings every sentence along
    from app.letters.queries.letters import of_numbers  # as above

    corrected = corrections_of(session, list(sent))
    pairs = of_numbers(session, [number for number in sent if number not in corrected])
    for number, told in untrue_letters(session, pairs, session.info.get("pinned")).items():
        letter = sent[number]
        yield letter.case_id, _due(
            letter, "letter-correction", told.since + timedelta(days=CORRECT_DAYS), _("Write a correction"),
            (
                _("The letter to %(office)s told something that does not hold.") % {"office": letter.office},
                (_("its fact was changed on %(day)s") % {"day": day_in_words(told.since)}, _plus(CORRECT_DAYS)),
            ),
        )  # fmt: skip


def dues_of(letter: Written) -> Iterator[Due]:
    """What one letter asks for."""
    to = {"office": letter.office}
    if letter.state == "answered" and letter.look_again is not None:
        yield _due(
            letter, "letter-answered", letter.look_again, _("Look at the answer again"),
            (_("%(office)s has answered; see what follows from it.") % to, (day_in_words(letter.look_again),)),
        )  # fmt: skip
    elif letter.state == "approved":
        due = letter.made_on + timedelta(days=UNSENT_DAYS)
        yield _due(
            letter, "letter-unsent", due, _("Send the letter, or withdraw it"),
            (
                _("The letter to %(office)s was approved and has not gone out.") % to,
                (_("drafted on %(day)s") % {"day": day_in_words(letter.made_on)}, _plus(UNSENT_DAYS)),
            ),
        )  # fmt: skip
    elif letter.state == "sent" and letter.last_month:
        month = date.fromisoformat(f"{letter.last_month}-01")
        after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        due = after + timedelta(days=SILENCE_DAYS)
        yield _due(
            letter, "letter-silence", due, _("No answer yet: write again?"),
            (
                _("%(office)s has not answered.") % to,
                (_sent(letter.last_month), _plus(SILENCE_DAYS)),
            ),
        )  # fmt: skip


def _sent(month: str) -> str:
    return _("sent in %(month)s, counted from its end") % {"month": in_words(FuzzyDate.parse(month))}


def _plus(days: int) -> str:
    return _("plus %(n)s days") % {"n": days}


def _due(letter: Written, rule: str, due: date, title: str, told: tuple[str, tuple[str, ...]]) -> Due:
    reason, arithmetic = told
    return Due(
        rule=rule, subject=f"letter-{letter.id}", due=due, last=due, title=title, reason=reason,
        arithmetic=arithmetic, urgency=Urgency.HOUSE, href=f"/letters/{letter.id}",
    )  # fmt: skip
