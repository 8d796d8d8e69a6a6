"""A list of 100,000 rows taken in while others save: rows a second, memory, and how long a save waits."""

import resource
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

import pytest

from tests import clock, story
from tests.intake.outside_lists import kept, person, taken, viasna
from tests.story import Cast

ROWS, OURS = 100_000, 300


@pytest.mark.bench
def test_a_hundred_thousand_rows_go_in_beside_saves(cast: Cast, tmp_path: Path) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        ours = session.merge(cast.campaign)
        for number in range(OURS):
            story.case(session, ours, f"K-{number + 2:03d}", person(number * 7))
    path = kept(tmp_path, viasna(ROWS))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    waits: list[float] = []
    over = Event()

    def save() -> None:
        while not over.wait(0.2):
            begun = perf_counter()
            with cast.database.writing(actor="somebody", at=clock.now()) as session:
                story.source(session, f"Text {len(waits)}")
            waits.append(perf_counter() - begun)

    saving = Thread(target=save)
    saving.start()
    begun = perf_counter()
    made = taken(cast, path)
    took = perf_counter() - begun
    over.set()
    saving.join()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{ROWS} rows: {ROWS / took:.0f} a second, {dict(made.counts)}, {made.cited} citations")
    print(
        f"{most - before} MB more than before; {len(waits)} saves beside it, the longest {max(waits):.2f} s"
    )
    assert ROWS / took >= 4000
    assert most - before < 200
    assert max(waits) < 2
