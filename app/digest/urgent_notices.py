"""A discreet mail for what cannot wait: a life in danger goes to whoever looks after the case, or to all who decide in
its campaign; a question to a second person goes to all who may answer. It names nobody, and comes at most once a day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.cases.rules.visible import is_named_on
from app.db import insert_missing
from app.digest.all_news import World
from app.digest.edition_mail import wrapped
from app.digest.models import UrgentTold
from app.digest.pick_news import may_approve, may_see
from app.digest.preferences_token import token_of
from app.digest.queries.readers import readers
from app.digest.queries.urgent_notices import (
    AlertRow,
    new_alerts,
    picture_of,
    something_new,
    told_already,
    told_by_mail,
)
from app.digest.reader import Reader
from app.jobs.schedule import Every, Job, Step
from app.mail.changes import Claimed
from app.mail.message import Post, sender_of
from app.mail.outbox import queue
from app.settings import Settings
from app.text import N_, marked, ngettext, render
from app.web.viewer import Right

KIND = "notice"
NEW_FOR = timedelta(days=2)  # what could not be told by then stands on the day of whoever it concerns
ALERT, APPROVAL = "alert", "approval"
SUBJECTS = {ALERT: N_("Something cannot wait"), APPROVAL: N_("An answer of yours is waited for")}
WORDS = {
    ALERT: N_("Something grave was written down about a case that is yours to look after. Open your day to see it:"),
    APPROVAL: N_("Somebody waits for the yes or no of a second person, and you can give it. Open your day to see it:"),
}  # fmt: skip


class Item(NamedTuple):
    """One thing for one reader: which subject it goes under, and what makes it be told once."""

    subject: str
    key: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom the alerts and questions of the last days concern."""

    world: World
    alerts: Sequence[AlertRow]

    def items_for(self, reader: Reader) -> Iterator[Item]:
        """What this reader is to be told, by the rules of pages and of the weekly mail."""
        for alert in self.alerts:
            if self._is_theirs(reader, alert):
                yield Item(ALERT, f"{ALERT}:{alert.id}:user{reader.id}")
        for asked in self.world.approvals:
            if may_approve(self.world, reader, asked) and self._is_seen(reader, asked.case_id):
                yield Item(APPROVAL, f"{APPROVAL}:{asked.id}:user{reader.id}")

    def _is_theirs(self, reader: Reader, alert: AlertRow) -> bool:
        case = self.world.cases.get(alert.case_id)
        if case is None or reader.id in alert.written_by or not may_see(self.world, reader, case):
            return False
        if alert.kept and not is_named_on(self.world, reader.id, alert.case_id):
            return False
        minders = self.world.minders.get(alert.case_id)
        return reader.id in minders if minders else reader.may(Right.DECIDE, alert.campaign_id)

    def _is_seen(self, reader: Reader, case_id: int | None) -> bool:
        case = self.world.cases.get(case_id) if case_id is not None else None
        return case_id is None or (case is not None and may_see(self.world, reader, case))


def _concerned(session: Session, now: datetime) -> Concerned:
    alerts = new_alerts(session, now - NEW_FOR)
    return Concerned(picture_of(session, alerts, now - NEW_FOR), alerts)


def _wants(reader: Reader) -> bool:
    return bool(reader.campaigns) and reader.confirmed and reader.frequency != "none"


def queue_notices(step: Step) -> str:
    """Queue what is new to somebody; a second alert of the same day waits for the next one's mail."""
    queued = 0
    with step.database.writing(actor="vigil", at=step.now) as session:
        concerned = _concerned(session, step.now)
        items = {reader.id: list(concerned.items_for(reader)) for reader in readers(session)}
        told = told_already(session, [item.key for theirs in items.values() for item in theirs])
        for reader in readers(session, [number for number, theirs in items.items() if theirs]):
            fresh = [item for item in items[reader.id] if item.key not in told]
            if _wants(reader):
                queued += sum(_tell(session, step.settings, reader, subject, fresh) for subject in SUBJECTS)
    return ngettext("%(n)s notice queued", "%(n)s notices queued", queued) % {"n": queued}


def _tell(
    session: Session, settings: Settings, reader: Reader, subject: str, items: Iterable[Item]
) -> bool:  # fmt: skip
    mine = [item.key for item in items if item.subject == subject]
    post = _post(settings, reader, subject, session.info["at"])
    if not mine or not queue(session, post, settings):
        return False
    rows = [{"item": key, "mail": post.dedupe_key, "at": session.info["at"]} for key in mine]
    insert_missing(session, UrgentTold, "item", rows)
    return True


def _post(settings: Settings, reader: Reader, subject: str, now: datetime) -> Post:
    day = now.astimezone(ZoneInfo(reader.zone)).date()
    preferences = f"{settings.base_url}/u/{token_of(settings.secret_key, reader.id, reader.serial)}"
    words = {"words": marked(WORDS[subject]), "link": f"{settings.base_url}/my", "preferences": preferences}
    domain = sender_of(settings.mail_from, settings.secret_key).domain
    return Post(
        dedupe_key=f"{subject}:{day.isoformat()}:user{reader.id}",
        kind=KIND,
        to=reader.address,
        subject=marked(SUBJECTS[subject]),
        text=render("mail/notice/body.txt", wrapped=wrapped, **words),
        volunteer_id=reader.id,
        extra={
            "List-Id": f"<urgent.{domain}>",
            "List-Unsubscribe": f"<{preferences}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def look_again(session: Session, settings: Settings, mails: Sequence[Claimed]) -> dict[int, bytes | None]:  # noqa: ARG001 - every gate is asked alike
    """Before they go out: dropped where its reader no longer wants or may see what a notice is about, or it is over."""
    concerned = _concerned(session, session.info["at"])
    people = {
        reader.id: reader for reader in readers(session, sorted({mail.volunteer_id or 0 for mail in mails}))
    }
    told = told_by_mail(session, [mail.dedupe_key for mail in mails])
    verdicts: dict[int, bytes | None] = {}
    for mail in mails:
        reader = people.get(mail.volunteer_id or 0)
        still = {item.key for item in concerned.items_for(reader)} if reader is not None else set()
        holds = reader is not None and _wants(reader) and reader.address == mail.to_address
        if not (holds and still & told.get(mail.dedupe_key, set())):
            verdicts[mail.id] = None
    return verdicts


NOTICES = Job(
    "notices",
    Every(timedelta(minutes=10)),
    queue_notices,
    lambda session, now: something_new(session, now - NEW_FOR),
    title=N_("Tell of what cannot wait"),
)
