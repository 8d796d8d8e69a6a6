"""Who may see what, said once for the database and for memory.

Each rule joins answers with `&` and `|` alone, so it takes clauses of a query and plain yes or no alike: queries ask
it with clauses, and whoever holds a picture of the data, as the weekly mail does, with what stands in the picture.
"""

from collections.abc import Collection, Mapping
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement

Answer = TypeVar("Answer", bool, ColumnElement[bool])


def not_kept(is_open: Answer, named: Answer) -> Answer:
    """What is kept to a few is for those who are named on the case or look after it."""
    return is_open | named


def case_is_seen(theirs: Answer, is_open: Answer, named: Answer) -> Answer:
    """Of a campaign of theirs, and not kept from them."""
    return theirs & not_kept(is_open, named)


def entry_is_seen(case: Answer, is_open: Answer, named: Answer) -> Answer:
    """With its case, and not kept from them, which it may be also where the case itself is open."""
    return case & not_kept(is_open, named)


def date_is_seen(theirs: Answer, with_case: Answer, grounds: Answer) -> Answer:
    """Of a campaign of theirs, with its case where it has one, and resting on nothing that is kept from them."""
    return theirs & with_case & grounds


def action_is_seen(theirs: Answer, every_kept_case: Answer) -> Answer:
    """Of a campaign of theirs, unless it is for a restricted case that they do not see."""
    return theirs & every_kept_case


def letter_is_seen(every_case: Answer, every_fact: Answer) -> Answer:
    """With every case it is about and every fact it tells."""
    return every_case & every_fact


def person_is_seen(
    with_case: Answer, in_incident: Answer, without_case: Answer, tied: Answer, free: Answer
) -> Answer:
    """With a case they see, in an incident they see; or, having no case, tied to somebody whose case they see or free
    of any tie and incident.
    """
    return with_case | in_incident | (without_case & (tied | free))


def source_is_seen(says_something_seen: Answer, uncited: Answer) -> Answer:
    """Saying anything that they see, or nothing yet."""
    return says_something_seen | uncited


class Few(Protocol):
    """To whom cases are kept: by case, the members named on it and its minders."""

    @property
    def members(self) -> Mapping[int, Collection[int]]: ...
    @property
    def minders(self) -> Mapping[int, Collection[int]]: ...


def is_named_on(few: Few, volunteer_id: int, case_id: int) -> bool:
    """Whether they are named on a case or look after it."""
    return volunteer_id in few.members.get(case_id, ()) or volunteer_id in few.minders.get(case_id, ())
