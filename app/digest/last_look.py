"""The last look before a mail of ours goes out: whether its reader still wants it and may still see what it says."""

from collections.abc import Sequence

from sqlmodel import Session

from app.digest import urgent_notices
from app.digest.edition_mail import post_of
from app.digest.make_editions import LOOK_BACK, Due, edition_of, slot_named, week_before, window_of
from app.digest.models import Issue
from app.digest.queries.all_news import world
from app.digest.queries.issues import issues_by_mail
from app.digest.queries.readers import past_issues, readers
from app.digest.queries.still_true import world_of
from app.digest.reader import Reader
from app.digest.still_true import resting, still_holds
from app.mail.changes import Claimed
from app.mail.message import build, sender_of
from app.settings import Settings


def look_again(session: Session, settings: Settings, mails: Sequence[Claimed]) -> dict[int, bytes | None]:
    """Editions that may not go out as they are: None drops one, bytes take its place."""
    if not mails:
        return {}
    wanted = {mail.volunteer_id for mail in mails if mail.volunteer_id is not None}
    people = {reader.id: reader for reader in readers(session, sorted(wanted))}
    issues = issues_by_mail(session, [mail.dedupe_key for mail in mails])
    picture = world_of(session, [issue.rests_on for issue in issues.values()], settings.today)
    verdicts: dict[int, bytes | None] = {}
    for mail in mails:
        reader, issue = people.get(mail.volunteer_id or 0), issues.get(mail.dedupe_key)
        if reader is None or issue is None or reader.frequency == "none" or not reader.campaigns:
            verdicts[mail.id] = None
        elif not still_holds(issue.rests_on, picture, reader):
            verdicts[mail.id] = _made_anew(session, settings, mail, issue, reader)
    return verdicts


def _made_anew(
    session: Session, settings: Settings, mail: Claimed, issue: Issue, reader: Reader
) -> bytes | None:  # fmt: skip
    """The same edition from what may be said now, under the same Message-ID and Date; None when nothing is left."""
    now = session.info["at"]
    picture = world(session, window_of(settings, issue.since, now))
    earlier = past_issues(session, week_before(issue.week, LOOK_BACK), [reader.id], before=issue.week).get(
        reader.id
    )
    due = Due(reader, slot_named(reader, issue.week), earlier, issue.since)
    edition = edition_of(picture, due, settings, now)
    if not edition.says_something:
        return None
    sender = sender_of(settings.mail_from, settings.secret_key)
    issue.rests_on = resting(edition, picture, reader)
    session.add(issue)
    post = post_of(
        edition, key=mail.dedupe_key, to=reader.address, volunteer_id=reader.id, list_domain=sender.domain
    )
    return build(post, sender, mail.queued_at)


GATES = {"digest": look_again, urgent_notices.KIND: urgent_notices.look_again}
