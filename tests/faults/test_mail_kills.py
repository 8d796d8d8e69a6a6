"""The long form: 400 kills over runs of fifty recipients, on both databases, with two manners of server."""

import pytest

from tests.mail.killing import points, run_with_kills
from tests.mail.outboxes import Outbox
from tests.mail.sinks import sink

RECIPIENTS, KILLS = 50, 25
pytestmark = pytest.mark.faults


@pytest.mark.parametrize("shift", [0, 3], ids=["steps in turn", "steps shifted by three"])
@pytest.mark.parametrize("slow", [0.0, 0.1], ids=["answers at once", "answers after 100 ms"])
@pytest.mark.parametrize("whom", ["parent", "sender"])
def test_no_kill_loses_a_mail(outbox: Outbox, whom: str, slow: float, shift: int) -> None:
    with sink(slow) as server:
        outbox.fill(RECIPIENTS)
        toll = run_with_kills(outbox.to(server.url), server, at=points(KILLS, shift), whom=whom)
    print(f"\n{outbox.database.engine.dialect.name}, {slow} s, the {whom} killed: {toll}")  # noqa: T201 - figures are its point

    assert toll.kills == KILLS
    assert (toll.lost, toll.differing) == (0, 0)
    if whom == "parent":
        assert (toll.doubled, toll.left_to_a_person) == (0, 0)
    else:  # a mail that was hit twice between dot and mark is left to a person
        assert toll.doubled <= toll.kills
        assert 2 * toll.left_to_a_person <= toll.kills
