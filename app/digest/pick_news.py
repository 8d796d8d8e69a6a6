"""From the picture of all news to one reader's:
what they may see, what they follow, not their own doings. Pure.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from app.cases.kinds import KINDS, EntryKind
from app.cases.models.cases import Gravity
from app.cases.rules.visible import action_is_seen, case_is_seen, is_named_on
from app.clock import recorded_day
from app.dates import UnreadableDate, in_words, read_date
from app.digest.all_news import ApprovalRow, CaseBrief, ChangeRow, DueRow, World
from app.digest.news_items import About, Ahead, Call, Moved, Need, News, Outcome, Why, WriteTo
from app.digest.reader import Past, Reader
from app.text import at_hour
from app.web.viewer import Right

CALLS = frozenset({"letter-call", "petition"})
IN_PRISON = frozenset({"detained", "charged", "on-trial", "sentenced", "appealing"})


@dataclass(frozen=True, slots=True)
class Moment:
    """From when on things are new, and what the calendars of the reader and of each campaign say."""

    since: datetime
    today: date
    day_in: Callable[[str], date]  # which day it is in a zone: a date is late by the clock of its campaign
    next_on: date
    base_url: str
    preferences: str


def may_see(world: World, reader: Reader, case: CaseBrief) -> bool:
    """As pages ask it of the database."""
    theirs = reader.may(Right.READ, case.campaign_id)
    return case_is_seen(theirs, not case.restricted, is_named_on(world, reader.id, case.id))


def may_see_action(world: World, reader: Reader, action_id: int, campaign_id: int) -> bool:
    """As pages ask it of the database."""
    kept = (
        case_is_seen(
            reader.may(Right.READ, campaign), is_open=False, named=is_named_on(world, reader.id, case)
        )
        for case, campaign in world.action_kept.get(action_id, ())
    )
    return action_is_seen(reader.may(Right.READ, campaign_id), all(kept))


def may_approve(world: World, reader: Reader, asked: ApprovalRow) -> bool:
    """Whether they could be the second person."""
    if not reader.may(Right.WORK, asked.campaign_id) or asked.asked_by_id == reader.id:
        return False
    if asked.kept_case_id is not None and not is_named_on(world, reader.id, asked.kept_case_id):
        return False
    return asked.action_id is None or may_see_action(world, reader, asked.action_id, asked.campaign_id)


def news_for(world: World, reader: Reader, moment: Moment, past: Past | None) -> News:
    """Everything this reader's edition may say."""
    told = _Told(world, reader, moment)
    return News(
        today=moment.today,
        next_on=moment.next_on,
        preferences=moment.preferences,
        base_url=moment.base_url,
        frequency=reader.frequency,
        day=reader.day,
        needs=tuple(told.needs()),
        calls=tuple(told.calls()),
        moved=tuple(told.moved()),
        ahead=tuple(told.ahead()),
        outcomes=tuple(told.outcomes()),
        write_to=tuple(told.write_to()),
        last_week=past.counts if past else None,
        quiet_weeks=past.quiet_weeks if past else 0,
        quiet_since=past.quiet_since.date() if past and past.quiet_since else None,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """One reader before the picture."""

    world: World
    reader: Reader
    moment: Moment

    def needs(self) -> Iterator[Need]:
        coordinated = self.reader.campaigns_with(Right.DECIDE)
        for row in self.world.due_for(self.reader.id, coordinated):
            if row.kept_case_id is not None and not self._is_named_on(row.kept_case_id):
                continue
            case = self._seen(row.case_id) if row.case_id is not None else None
            why = self._duty(row, case)
            if why and case:
                detail = (
                    row.title if self._may_say(case, "case") and self._may_quote("review", row.id) else None
                )
                about = replace(self._about(case), review_id=row.id)
                yield Need(about, row, why, self.moment.day_in(row.zone), detail, case.gravity)
            elif why and row.case_id is None and row.href.startswith("/"):
                about = About(row.href.rpartition("/")[2], row.href, review_id=row.id)
                yield Need(about, row, why, self.moment.day_in(row.zone))
        for asked in self.world.approvals:
            if may_approve(self.world, self.reader, asked) and (
                asked.case_id is None or self._seen(asked.case_id)
            ):
                yield self._asked(asked)

    def _asked(self, asked: ApprovalRow) -> Need:
        """A second person's yes counts from the day on which it was asked for."""
        case = self.world.cases.get(asked.case_id) if asked.case_id is not None else None
        day, zone = recorded_day(asked.asked_at), self.reader.zone
        row = DueRow(asked.campaign_id, asked.case_id, "approval", day, day, day, zone)
        about = About(asked.code or f"#{asked.campaign_id}", "/approvals")
        gravity = case.gravity if case is not None else Gravity.REST
        return Need(about, row, Why.SECOND_PERSON, self.moment.today, gravity=gravity)

    def calls(self) -> Iterator[Call]:
        for action in self.world.actions:
            if (
                action.runs
                and action.kind in CALLS
                and self._action_seen(action.id, action.campaign_id)
                and not _over(action.until, self.moment.today)
            ):
                sent, lately = self.world.letters_sent.get(action.id, (0, 0))
                about = About(action.reference, f"/actions/{action.reference}")
                yield Call(about, action.until, sent, lately, Why.CAMPAIGN)

    def moved(self) -> Iterator[Moved]:
        told: set[int] = set()
        for change in self.world.changes_of(self._interesting):
            if change.case_id in told or change.at <= self.moment.since or change.actor_id == self.reader.id:
                continue
            case = self._followed(change.case_id)
            if case is None or not self._wants(change.kind):
                continue
            told.add(case.id)
            yield self._change(case, change)

    def ahead(self) -> Iterator[Ahead]:
        for row in self.world.ahead_of(self._interesting):
            case = self._followed(row.case_id)
            if (
                case
                and self._wants(row.kind)
                and row.on.first is not None
                and row.on.first >= self.moment.today
            ):
                about = replace(self._about(case), entry_id=row.entry_id)
                when = at_hour(in_words(row.on), row.time, row.zone)
                yield Ahead(about, row.kind, row.on.first, when, self._why(case), case.gravity)
        for action in self.world.actions:
            first = action.on.first if action.kind == "gathering" and action.runs and action.on else None
            seen = first is not None and self._action_seen(action.id, action.campaign_id)
            if seen and first and action.on and first >= self.moment.today:
                about = About(action.reference, f"/actions/{action.reference}")
                when = ", ".join(filter(None, (in_words(action.on), action.time)))
                yield Ahead(about, "gathering", first, when, Why.CAMPAIGN)

    def outcomes(self) -> Iterator[Outcome]:
        """What came of actions; also for the one who wrote it down, for it is the whole campaign's news."""
        for action in self.world.actions:
            new = action.outcome_at is not None and action.outcome_at > self.moment.since
            if new and action.outcome and self._action_seen(action.id, action.campaign_id):
                about = About(action.reference, f"/actions/{action.reference}")
                yield Outcome(about, action.outcome, Why.CAMPAIGN)

    def write_to(self) -> Iterator[WriteTo]:
        """One person in prison with the fewest letters;
        only beside other news, never a reason to write a mail.
        """
        wanted = self.world.cases if self._interesting is None else self._interesting
        seen = (
            case
            for case in map(self.world.cases.get, wanted)
            if case and self._is_in_prison(case) and self._followed(case.id)
        )
        fewest = min(
            seen,
            key=lambda case: (self.world.letters_for.get(case.id, 0), case.gravity, case.id),
            default=None,
        )
        if fewest is not None:
            count = self.world.letters_for.get(fewest.id, 0)
            yield WriteTo(self._about(fewest), count, self._why(fewest))

    def _is_in_prison(self, case: CaseBrief) -> bool:
        """Whether the newest news still carries that they are: nobody is asked to write where nobody may be."""
        until = case.stood.carried_until
        return case.stood.standing in IN_PRISON and (until is None or self.moment.today <= until)

    @property
    def _interesting(self) -> frozenset[int] | None:
        """The only cases this reader follows; None for one who follows whole campaigns."""
        interest = self.reader.interest
        return None if interest.everything or interest.campaigns else interest.cases

    def _is_named_on(self, case_id: int) -> bool:
        return is_named_on(self.world, self.reader.id, case_id)

    def _seen(self, case_id: int) -> CaseBrief | None:
        case = self.world.cases.get(case_id)
        return case if case is not None and may_see(self.world, self.reader, case) else None

    def _followed(self, case_id: int) -> CaseBrief | None:
        case, interest = self._seen(case_id), self.reader.interest
        if case is None or interest.everything:
            return case
        return case if case.campaign_id in interest.campaigns or case.id in interest.cases else None

    def _wants(self, kind: str) -> bool:
        return not self.reader.interest.kinds or kind in self.reader.interest.kinds

    def _duty(self, row: DueRow, case: CaseBrief | None) -> Why | None:
        """Why it is theirs to do: they took it over, they look after the case, or nobody does and they coordinate."""
        if not self.reader.may(Right.READ, row.campaign_id):
            return None
        if row.holder_id is not None:
            return Why.HOLDER if row.holder_id == self.reader.id else None
        if case is None:
            return Why.COORDINATES if self.reader.may(Right.DECIDE, row.campaign_id) else None
        minders = self.world.minders.get(case.id, frozenset())
        if self.reader.id in minders:
            return Why.MINDER
        return Why.NOBODY_MINDS if not minders and self.reader.may(Right.DECIDE, case.campaign_id) else None

    def _action_seen(self, action_id: int, campaign_id: int) -> bool:
        """An action for cases is seen with one of them, unless it is also for one that is kept from the reader."""
        cases = self.world.action_cases.get(action_id, frozenset())
        interest = self.reader.interest
        if not may_see_action(self.world, self.reader, action_id, campaign_id):
            return False
        if not cases:
            return interest.everything or campaign_id in interest.campaigns
        return any(self._followed(case) for case in cases)

    def _may_say(self, case: CaseBrief, group: str) -> bool:
        asked = self.reader.detailed and case.campaign_id in self.world.detail_allowed
        return asked and (case.person_id, group) in self.world.consents

    def _may_quote(self, what: str, number: int | None) -> bool:
        return (what, number) in self.world.quotable

    def _about(self, case: CaseBrief) -> About:
        return About(
            case.reference,
            f"/cases/{case.reference}",
            case.name if self._may_say(case, "name") else None,
            stands=case.stood.on(self.moment.today).text if self._may_say(case, "case") else "",
        )

    def _why(self, case: CaseBrief) -> Why:
        return Why.FOLLOWS if case.id in self.reader.interest.cases else Why.CAMPAIGN

    def _change(self, case: CaseBrief, change: ChangeRow) -> Moved:
        """The newest change of a case: kind, dates and source only as far as they are sourced and may
        leave.
        """
        source = self.world.sources.get(change.entry_id)
        kind = KINDS[EntryKind(change.kind)]
        detailed = self._may_say(case, kind.consent) and not kind.two_persons
        sayable = source is not None and (detailed or kind.discreet)
        before, after = _dates(change) if sayable else (None, None)
        verb = "removed" if "removed_at" in change.diff else change.verb
        about = replace(self._about(case), entry_id=None if verb == "removed" else change.entry_id)
        return Moved(
            about, change.kind if sayable else "", verb, recorded_day(change.at), before, after,
            source if detailed and self._may_quote("entry", change.entry_id) else None, self._why(case), case.gravity,
        )  # fmt: skip


def _over(until: date | None, today: date) -> bool:
    return until is not None and until < today


def _dates(change: ChangeRow) -> tuple[str | None, str | None]:
    before, after = change.diff.get("on", (None, None))
    if change.verb == "added" or "on" not in change.diff:
        return None, in_words(change.on) if change.on and change.verb == "added" else None
    return _said(before), _said(after)


@lru_cache(maxsize=4096)
def _said(edtf: str | None) -> str | None:
    """A date of the history, in words; None when it was none."""
    try:
        return in_words(read_date(edtf)) if edtf else None
    except UnreadableDate:
        return None
