"""How long signing in takes says nothing about who has an account."""

import gc
import random
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest
from sqlalchemy import text

from app.settings import Settings, read_settings
from tests.cli.test_deploying import GOOD
from tests.story import Cast
from tests.trust.signing_in import give_passphrases

PAIRS, WARM_UP, DRAWS = 100, 5, 2000
ASKED = {"/sign-in": {"password": "wrong wrong wrong"}, "/forgotten": {}}


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A real deployment."""
    return read_settings(
        {**GOOD, "VIGIL_DATABASE_URL": database_url, "VIGIL_DATA_DIR": str(tmp_path / "data")}
    )


@pytest.fixture
def quiet() -> Iterator[None]:
    """No collection of garbage falls into one of two measurements."""
    gc.disable()
    yield
    gc.enable()


def forget_attempts(team: Cast) -> None:
    """Nobody is slowed for guessing, and no letter is withheld."""
    with team.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM sign_in_attempt"))


def spent(team: Cast, path: str, name: str) -> float:
    """Milliseconds until the answer."""
    forget_attempts(team)
    client, form = team.client(), {"email": f"{name}@example.org", **ASKED[path]}
    began = time.perf_counter()
    answer = client.post(path, data=form)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code in (303, 422)
    return took


def how_far_apart(known: list[float], unknown: list[float]) -> tuple[float, float, float]:
    """By how much the medians differ, and between what bounds nineteen draws of twenty from the pairs lie."""
    drawn, draw = [], random.Random(1)
    for _turn in range(DRAWS):
        some = draw.choices(range(len(known)), k=len(known))
        drawn.append(median([known[one] for one in some]) / median([unknown[one] for one in some]) - 1)
    bounds = quantiles(drawn, n=40)
    return median(known) / median(unknown) - 1, bounds[0], bounds[-1]


@pytest.mark.bench
@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("path", ASKED)
def test_check_16_known_and_unknown_addresses_take_as_long(cast: Cast, path: str) -> None:
    """Medians within a tenth; each pair is asked back to back, and which comes first changes every time."""
    give_passphrases(cast)
    names, times = ["lee", "nob"], {"lee": [0.0], "nob": [0.0]}
    for turn in range(WARM_UP + PAIRS):
        for name in names:
            times[name].append(spent(cast, path, name))
        names.reverse()
        if turn == WARM_UP - 1:
            times = {"lee": [], "nob": []}
    apart, least, most = how_far_apart(times["lee"], times["nob"])
    known, unknown = median(times["lee"]), median(times["nob"])
    print(
        f"{path}: known {known:.1f} ms, unknown {unknown:.1f} ms, {apart:+.1%} ({least:+.1%} to {most:+.1%})"
    )
    assert abs(apart) < 0.1
