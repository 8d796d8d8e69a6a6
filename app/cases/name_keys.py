"""Finding whose names a text holds, however many people are in the record: short keys of every spelling.

The search of `name_index` goes from something typed to the spellings most like it. This goes the other way: a text of
many words is cut into keys as spellings are, and one look into the table name_key finds the spellings that have a key
in common with it. What they have in common is only a beginning; `consent.named_people` looks at the words themselves.

    ros tul     two parts of a spelling, their first three letters in the order of the alphabet
    r tul       an initial and a longer part
    =tuletae    the last part of a spelling as far as every declined form of it goes
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from sqlalchemy import (
    Connection,
    bindparam,
    column,
    delete,
    insert,
    table,
    text,
)

from app.name_likeness import name_parts

KEY = 3  # letters of a part that a key keeps, and that a declined word keeps
LONG_PART = 5  # letters from which a part of a name may be declined, and may stand for the whole
MOST_PARTS = 5
AT_ONCE = 5000

KEYS = table("name_key", column("person_name_id"), column("key"))


def stem(part: str) -> str:
    """What every form of a part keeps."""
    if len(part) < LONG_PART:
        return part
    return part[: len(part) - (2 if len(part) > LONG_PART + 1 else 1)]


def pair_key(one: str, other: str) -> str:
    """The key of two parts, in whichever order they stand."""
    return " ".join(sorted((one[:KEY], other[:KEY])))


def single_key(beginning: str) -> str:
    """The key of one part that stands alone."""
    return f"={beginning}"


def keys_of(spelling: str) -> frozenset[str]:
    """Everything by which a text may hold this spelling."""
    parts = name_parts(spelling)[:MOST_PARTS]
    found = {single_key(stem(parts[-1]))} if parts and len(parts[-1]) >= LONG_PART else set()
    for one, other in combinations(parts, 2):
        found.add(pair_key(one, other))
        for initial, whole in ((one, other), (other, one)):
            if len(whole) >= LONG_PART:
                found.add(pair_key(initial[:1], whole))
    return frozenset(found)


def add_keys(connection: Connection, names: Iterable[tuple[int, str]]) -> None:
    """Let texts be looked through for these spellings (number of the person_name, text)."""
    rows = [{"person_name_id": number, "key": key} for number, spelling in names for key in keys_of(spelling)]
    for at in range(0, len(rows), AT_ONCE):
        connection.execute(insert(KEYS), rows[at : at + AT_ONCE])


def drop_keys(connection: Connection, numbers: Sequence[int]) -> None:
    """No longer look for these spellings."""
    gone = [{"number": number} for number in numbers]
    if gone:
        connection.execute(delete(KEYS).where(KEYS.c.person_name_id == bindparam("number")), gone)


def fill_name_keys(connection: Connection) -> None:
    """Cut the keys of every spelling anew; needed once after a change to how names are folded."""
    connection.execute(delete(KEYS))
    stored = connection.execute(text("SELECT id, text FROM person_name ORDER BY id"))
    for some in _in_turns([(number, spelling) for number, spelling in stored]):
        add_keys(connection, some)


def _in_turns(names: Sequence[tuple[int, str]]) -> Iterator[Sequence[tuple[int, str]]]:
    return (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))
