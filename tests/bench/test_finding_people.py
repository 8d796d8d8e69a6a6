"""How long it takes to find a person by another spelling, and how many are found."""

from statistics import quantiles
from time import perf_counter

import pytest
from sqlalchemy import text
from sqlmodel import Session

from app.cases.name_index import find_people, index_names
from tests.names.crowd import add_crowd
from tests.names.made_up import spellings

ASKED = 200


@pytest.mark.bench
@pytest.mark.parametrize("size", [1_000, 10_000, 100_000])
def test_finding_people(session: Session, size: int) -> None:
    names = add_crowd(session, size)
    began = perf_counter()
    index_names(session, names)
    indexed = perf_counter() - began
    session.execute(text("ANALYZE name_trigram"))
    known = names[:: size // ASKED]

    for label, which in (("Russian", 1), ("German", 3), ("Kazakh Latin", 4)):
        taken, missed = [], 0
        for number, name in known:
            began = perf_counter()
            found = find_people(session, spellings(name)[which])
            taken.append((perf_counter() - began) * 1000)
            missed += number not in [one.person_id for one in found]
        steps = quantiles(taken, n=20)
        print(
            f"{session.get_bind().dialect.name:10} {size:7,} names  {label:12} p50 {steps[9]:6.1f} ms"
            f"  p95 {steps[18]:6.1f} ms  missed {missed} of {len(known)}  indexed in {indexed:.1f} s"
        )
