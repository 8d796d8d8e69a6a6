"""Setting up, using and taking away a second factor."""

from typing import Any, cast

from sqlalchemy import CursorResult, delete, or_, update
from sqlmodel import Session, col

from app.accounts.changes import end_other_sign_ins
from app.accounts.models import RecoveryCode, SecondFactor
from app.accounts.queries import second_factor
from app.accounts.totp import code_hash, new_key, new_recovery_codes, seal
from app.history import access_log
from app.history.access_log import Subject, What


def begin(session: Session, volunteer_id: int, secret: str) -> None:
    """A fresh key that counts for nothing until a code of it has been typed."""
    found = second_factor(session, volunteer_id)
    if found is not None and found.confirmed_at is not None:
        return
    if found is None:
        found = SecondFactor(volunteer_id=volunteer_id, sealed_key="", created_at=session.info["at"])
        session.add(found)
    found.sealed_key, found.created_at = seal(secret, volunteer_id, new_key()), session.info["at"]


def confirm(session: Session, factor: SecondFactor, step: int, kept_sign_in: int) -> list[str]:
    """From now on a code is asked for at sign-in; every other browser is signed out. Gives the recovery codes."""
    factor.confirmed_at, factor.last_step = session.info["at"], step
    end_other_sign_ins(session, factor.volunteer_id, kept_sign_in)
    return renew_recovery_codes(session, factor.volunteer_id)


def renew_recovery_codes(session: Session, volunteer_id: int) -> list[str]:
    """Ten new recovery codes in place of any old ones; they are shown once and kept nowhere."""
    codes = new_recovery_codes()
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.volunteer_id) == volunteer_id))
    session.add_all([RecoveryCode(volunteer_id=volunteer_id, code_hash=code_hash(code)) for code in codes])
    access_log.note(session, What.SECOND_FACTOR_CHANGED, Subject("volunteer", volunteer_id))
    return codes


def use_step(session: Session, volunteer_id: int, step: int) -> bool:
    """Use a code up; False when another sign-in was quicker with the same one."""
    last = col(SecondFactor.last_step)
    later = update(SecondFactor).where(
        col(SecondFactor.volunteer_id) == volunteer_id, or_(last.is_(None), last < step)
    )
    return _one(session, later.values(last_step=step))


def use_recovery_code(session: Session, volunteer_id: int, code: str) -> bool:
    """Use a recovery code up; False when it is none of theirs or was used before."""
    unused = update(RecoveryCode).where(
        col(RecoveryCode.volunteer_id) == volunteer_id,
        col(RecoveryCode.code_hash) == code_hash(code),
        col(RecoveryCode.used_at).is_(None),
    )
    return _one(session, unused.values(used_at=session.info["at"]))


def remove(session: Session, volunteer_id: int, kept_sign_in: int | None) -> bool:
    """No second factor any more, and no browser signed in but this one; False when there was none."""
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.volunteer_id) == volunteer_id))
    gone = _one(session, delete(SecondFactor).where(col(SecondFactor.volunteer_id) == volunteer_id))
    if gone:
        end_other_sign_ins(session, volunteer_id, kept_sign_in)
        access_log.note(session, What.SECOND_FACTOR_CHANGED, Subject("volunteer", volunteer_id))
    return gone


def _one(session: Session, statement: Any) -> bool:
    done = cast("CursorResult[Any]", session.connection().execute(statement))
    return done.rowcount == 1
