"""Who may what: the roles of a campaign, what each is called, and the rights it gives. No other file names a role."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from app.text import N_, marked
from app.web.viewer import NOTHING, Right

_READS = frozenset({Right.READ})
_WORKS = _READS | {Right.WORK, Right.WRITE}
ADMIN = frozenset({Right.MANAGE, Right.RUN})  # in every campaign, whatever their role there


class Role(StrEnum):
    """What somebody is in a campaign."""

    words: str
    rights: frozenset[Right]

    def __new__(cls, value: str, words: str, rights: frozenset[Right]) -> Self:
        """A role cannot be written down without its word and its rights."""
        role = str.__new__(cls, value)
        role._value_, role.words, role.rights = value, words, rights
        return role

    READER = "reader", N_("Reader"), _READS
    VOLUNTEER = "volunteer", N_("Volunteer"), _WORKS
    COORDINATOR = "coordinator", N_("Coordinator"), _WORKS | {Right.DECIDE, Right.MANAGE}


def roles_with(right: Right) -> list[Role]:
    """The roles that give this right."""
    return [role for role in Role if right in role.rights]


def role_words() -> dict[str, str]:
    """What the roles are called, in their order."""
    return {role.value: marked(role.words) for role in Role}


def rights_by_campaign(memberships: Iterable[tuple[int | None, str | None]]) -> dict[int, frozenset[Right]]:
    """What these memberships, each a campaign and a role, give; of a role that is none, nothing."""
    known = {str(role): role.rights for role in Role}
    return {
        campaign: known.get(role, NOTHING)
        for campaign, role in memberships
        if campaign is not None and role is not None
    }


def everywhere(*, is_admin: bool) -> frozenset[Right]:
    """What an account may in every campaign."""
    return ADMIN if is_admin else NOTHING
