"""The long form: hundreds of kill points over runs of fifty recipients, both databases, two manners of server."""

import pytest

from tests.mail.killing import run_with_kills
from tests.mail.outboxes import Outbox
from tests.mail.sinks import sink

RECIPIENTS, POINTS = 50, 5
pytestmark = pytest.mark.faults


@pytest.mark.parametrize("first", range(1, 11))
@pytest.mark.parametrize("slow", [0.0, 0.1], ids=["answers at once", "answers after 100 ms"])
@pytest.mark.parametrize("whom", ["parent", "sender"])
def test_no_kill_loses_a_mail(outbox: Outbox, whom: str, slow: float, first: int) -> None:
    with sink(slow) as server:
        outbox.fill(RECIPIENTS)
        points = [first + number * (RECIPIENTS // POINTS) for number in range(POINTS)]
        toll = run_with_kills(outbox.to(server.url), server, after=points, whom=whom)

    assert toll.lost == 0
    assert toll.differing == 0
    if whom == "parent":
        assert (toll.doubled, toll.left_to_a_person) == (0, 0)
    else:
        assert toll.doubled <= toll.kills
