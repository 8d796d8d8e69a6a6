"""Files on cases and sources, notes in confidence, and who may open those."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.models import Volunteer
from app.cases.models import Attachment, VaultNote, VaultReader
from app.web.viewer import Right, Viewer


def files_of_case(session: Session, case_id: int) -> list[Attachment]:
    """The files of a case, newest first; whoever asks has been let to the case."""
    wanted = select(Attachment).where(col(Attachment.case_id) == case_id)
    return list(session.scalars(wanted.order_by(col(Attachment.id).desc())))


def files_of_source(session: Session, source_id: int) -> list[Attachment]:
    """The files of a source, newest first."""
    wanted = select(Attachment).where(col(Attachment.source_id) == source_id)
    return list(session.scalars(wanted.order_by(col(Attachment.id).desc())))


def sent_before(session: Session, sent_sha256: str, owned: dict[str, int]) -> Attachment | None:
    """The same bytes on the same case or source, if somebody has sent them already."""
    wanted = select(Attachment).where(col(Attachment.sent_sha256) == sent_sha256)
    return session.scalars(wanted.filter_by(**owned)).first()


def stored_names(session: Session) -> set[str]:
    """Every name on the shelf that some row knows."""
    rows = session.execute(select(col(Attachment.stored), col(Attachment.thumbnail)))
    return {name for row in rows for name in row if name}


def vault_notes(session: Session, case_id: int) -> list[VaultNote]:
    """What was told in confidence about a case, still sealed."""
    wanted = select(VaultNote).where(col(VaultNote.case_id) == case_id)
    return list(session.scalars(wanted.order_by(col(VaultNote.kind), col(VaultNote.id))))


def vault_note(session: Session, case_id: int, note_id: int) -> VaultNote | None:
    """One of them."""
    wanted = select(VaultNote).where(col(VaultNote.case_id) == case_id, col(VaultNote.id) == note_id)
    return session.scalars(wanted).first()


def all_vault_notes(session: Session) -> Sequence[VaultNote]:
    """Every one of every case; for a change of keys."""
    return session.scalars(select(VaultNote).order_by(col(VaultNote.id))).all()


def may_open_vault(session: Session, viewer: Viewer, case_id: int, campaign_id: int) -> bool:
    """Coordinators of the campaign, and members of it to whom one of them has opened the case's notes.

    Being named on a restricted case is not enough: whoever restricts a case names themselves.
    """
    if viewer.may(Right.DECIDE, campaign_id):
        return True
    return viewer.may(Right.WORK, campaign_id) and vault_reader(session, case_id, viewer.id) is not None


def vault_reader(session: Session, case_id: int, volunteer_id: int) -> VaultReader | None:
    """Whether it was opened to this volunteer."""
    wanted = select(VaultReader).where(
        col(VaultReader.case_id) == case_id, col(VaultReader.volunteer_id) == volunteer_id
    )
    return session.scalars(wanted).first()


def vault_readers(session: Session, case_id: int) -> list[tuple[int, str]]:
    """Everybody it was opened to."""
    wanted = (
        select(col(Volunteer.id), col(Volunteer.name))
        .join(VaultReader, col(VaultReader.volunteer_id) == col(Volunteer.id))
        .where(col(VaultReader.case_id) == case_id)
        .order_by(col(Volunteer.name), col(Volunteer.id))
    )
    return [(number, name) for number, name in session.execute(wanted) if number is not None]
