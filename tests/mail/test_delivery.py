"""What happens to a mail, and to the others, when the server misbehaves at any step."""

from datetime import timedelta

import pytest

from app.mail.queries import line_state
from app.mail.queries import outbox as numbers
from app.mail.undecided import arrived, give_up, resume_address, send_again
from tests import clock
from tests.mail.outboxes import Outbox
from tests.mail.sinks import DROP, KEEP_AND_DROP, sink

COUNT = 5
DAY = timedelta(days=1)


def only(step: str, position: int, answer: bytes):
    """Misbehave at one step of one recipient, or of the mail that has this place in line."""
    asked: list[str] = []

    def misbehave(at: str, recipient: str) -> bytes | None:
        if at == step == "MAIL":
            asked.append(at)
            return answer if len(asked) == position + 1 else None
        return answer if at == step and recipient == f"r{position}@example.org" else None

    return misbehave


def test_all_go_out_once_on_one_connection_and_are_forgotten(outbox: Outbox) -> None:
    with sink() as server:
        outbox.fill(30)
        tally = outbox.to(server.url).send()

        assert tally.in_words == "30 sent"
        assert (len(server.mails), server.connections, set(server.counts.values())) == (30, 1, {1})
        assert server.mails[7].count(b"Message-ID") == 1
    assert set(outbox.column("message")) == {None}


def test_queueing_twice_is_once_and_keeps_the_first_bytes(outbox: Outbox) -> None:
    outbox.fill(1)
    before = outbox.column("message")
    clock.passes(DAY)
    outbox.fill(1)

    assert outbox.column("message") == before


# step, answer, state of that mail after the first run, of the ones behind it, and whether it arrives twice in the end
FAULTS = {
    "greylisted": ("RCPT", b"451 4.7.1 come again", "queued", "sent", 1),
    "mailbox full": ("RCPT", b"452 4.2.2 full", "queued", "sent", 1),
    "deferred at DATA": ("DATA", b"450 4.0.0 later", "queued", "sent", 1),
    "deferred at the dot": ("DOT", b"451 4.3.0 later", "queued", "sent", 1),
    "no such mailbox": ("RCPT", b"550 5.1.1 nobody", "failed", "sent", 0),
    "refused at the dot": ("DOT", b"554 5.6.0 no", "failed", "sent", 0),
    "drops in the body": ("BODY", DROP, "uncertain", "sent", 1),
    "drops after the dot, lost": ("DOT", DROP, "uncertain", "sent", 1),
    "drops after the dot, kept": ("DOT", KEEP_AND_DROP, "uncertain", "sent", 2),
    "sender refused": ("MAIL", b"550 5.7.1 not you", "queued", "queued", 1),
    "sign-in wanted": ("RCPT", b"530 5.7.0 sign in", "queued", "queued", 1),
    "policy at the dot": ("DOT", b"550 5.7.26 unauthenticated", "queued", "queued", 1),
    "server goes away": ("MAIL", b"421 4.3.2 closing", "queued", "queued", 1),
    "server goes away at the dot": ("DOT", b"421 4.3.2 closing", "queued", "queued", 1),
    "sender deferred": ("MAIL", b"451 4.3.0 later", "queued", "queued", 1),
}
# The last one is a server that takes one command at a time.
MANNERS = [(0, True), (2, True), (4, True), (2, False)]


@pytest.mark.parametrize(("position", "pipelines"), MANNERS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_touches_only_whom_it_must(outbox: Outbox, fault: str, position: int, pipelines) -> None:
    step, answer, state, behind, arrivals = FAULTS[fault]
    with sink(pipelines=pipelines) as server:
        outbox.fill(COUNT)
        server.misbehave = only(step, position, answer)
        line = outbox.to(server.url)
        line.send()

        assert line.states == ["sent"] * position + [state] + [behind] * (COUNT - position - 1)

        assert set(line.column("owner")) == {None}
        assert b"QUIT" not in b"".join(server.unfinished)  # a server that waits for a body takes it for one

        server.behave()
        line.send(after=DAY)

        assert line.states == ["failed" if arrivals == 0 and n == position else "sent" for n in range(COUNT)]
        assert sorted(server.counts.values()) == sorted([1] * (COUNT - 1) + ([arrivals] if arrivals else []))
        assert len(set(server.mails)) == len(server.counts)  # a repeat is the same bytes


def test_a_closed_port_keeps_everything_and_the_line_waits_longer_each_time(outbox: Outbox) -> None:
    with sink() as server:
        url = server.url
    outbox.fill(3)
    line = outbox.to(url)
    waits = []
    for _try in range(8):
        line.send(after=timedelta(hours=5))
        with line.database.reading() as session:
            state = line_state(session)
            assert state.next_try_at is not None
            waits.append((state.next_try_at - line.now).total_seconds() / 60)

    assert waits == [5, 15, 30, 60, 120, 240, 240, 240]
    assert (line.states, set(line.column("tries"))) == (["queued"] * 3, {0})


def test_a_recipient_that_defers_waits_by_the_schedule_and_is_given_up_after_four_days(
    outbox: Outbox,
) -> None:
    with sink() as server:
        server.misbehave = only("RCPT", 0, b"451 4.7.1 come again")
        outbox.fill(1)
        line = outbox.to(server.url)
        waited = [0, 5, 15, 30, 60, 120, *[240] * 24]
        for minutes in waited:
            line.send(after=timedelta(minutes=minutes - 1 if minutes else 0))
            assert line.states == ["queued"]
            line.send(after=timedelta(minutes=1 if minutes else 0))

        assert line.states == ["failed"]
        assert server.connections == line.column("tries")[0] == len(waited)
        assert sum(waited) > 4 * 24 * 60


def test_the_second_doubt_is_left_to_a_person(outbox: Outbox) -> None:
    with sink() as server:
        server.misbehave = only("DOT", 0, KEEP_AND_DROP)
        outbox.fill(1)
        line = outbox.to(server.url)
        for _day in range(4):
            line.send(after=DAY)

        assert (line.states, len(server.mails), len(server.counts)) == (["uncertain"], 2, 1)
        with line.database.reading() as session:
            assert numbers(session).uncertain == 1


@pytest.mark.parametrize(
    ("decide", "state", "arrivals"),
    [(arrived, "sent", 2), (give_up, "cancelled", 2), (send_again, "sent", 3)],
)
def test_a_person_settles_a_doubt(outbox: Outbox, decide, state: str, arrivals: int) -> None:
    with sink() as server:
        server.misbehave = only("DOT", 0, KEEP_AND_DROP)
        outbox.fill(1)
        line = outbox.to(server.url)
        line.send()
        line.send(after=DAY)
        server.misbehave = lambda _step, _recipient: None
        with line.database.writing(actor="Ana", at=line.now) as session:
            assert decide(session, 1)
        line.send(after=DAY)

        assert (line.states, len(server.mails)) == ([state], arrivals)


def test_two_refusals_in_a_row_pause_the_address_until_a_person_looks(outbox: Outbox) -> None:
    with sink() as server:
        server.misbehave = only("RCPT", 0, b"550 5.1.1 nobody")
        line = outbox.to(server.url)
        for week, state in enumerate(("failed", "failed", "queued")):
            line.fill(1, kind=f"week{week}")
            line.send(after=7 * DAY)
            assert line.states[-1] == state
        server.misbehave = lambda _step, _recipient: None
        line.send(after=DAY)
        assert line.states[-1] == "queued"
        with line.database.writing(actor="Ana", at=line.now) as session:
            resume_address(session, "r0@example.org")
        line.send(after=DAY)

        assert line.states == ["failed", "failed", "sent"]


def test_one_refusal_between_good_mails_pauses_nothing(outbox: Outbox) -> None:
    with sink() as server:
        line = outbox.to(server.url)
        for week in range(6):
            refused = week % 2 == 0
            server.misbehave = (
                only("RCPT", 0, b"550 5.1.1 nobody") if refused else lambda _step, _recipient: None
            )
            line.fill(1, kind=f"week{week}")
            line.send(after=7 * DAY)

        assert line.states == ["failed", "sent"] * 3


def test_production_sends_nothing_without_encryption(outbox: Outbox) -> None:
    with sink() as server:
        outbox.fill(2)
        line = outbox.to(server.url, environment="production")
        tally = line.send()

        assert (line.states, server.mails) == (["queued", "queued"], [])
        assert "STARTTLS" in tally.trouble
        with line.database.reading() as session:
            assert line_state(session).refuses_us


def test_a_gate_may_change_or_stop_a_mail_but_never_one_that_may_have_arrived(outbox: Outbox) -> None:
    with sink() as server:
        server.misbehave = only("DOT", 2, KEEP_AND_DROP)
        outbox.fill(3)
        line = outbox.to(server.url)
        line.gates = {
            "notice": lambda _session, _settings, mails: {
                mails[0].id: None,
                mails[1].id: b"Message-ID: <x@y>\r\n\r\nother\r\n",
            }
        }
        tally = line.send()
        assert (line.states, tally.dropped) == (["cancelled", "sent", "uncertain"], 1)
        assert b"other" in server.mails[0]

        line.gates = {"notice": lambda _session, _settings, mails: {mail.id: None for mail in mails}}
        line.send(after=DAY)
        assert (line.states[2], len(server.mails), line.column("unsure_count")[2]) == ("uncertain", 2, 2)


def test_without_a_server_mails_become_files_and_a_repeat_lands_on_itself(outbox: Outbox) -> None:
    outbox.fill(2)
    line = outbox.to(None)
    line.send()
    folder = line.settings.data_dir / "outbox"
    written = sorted(path.name for path in folder.iterdir())

    assert len(written) == 2
    assert all(name.endswith(".eml") and len(name) == 36 for name in written)
    assert (folder / written[0]).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-8), timedelta(days=70)])
def test_a_clock_that_jumps_loses_and_doubles_nothing(outbox: Outbox, jump: timedelta) -> None:
    with sink() as server:
        server.misbehave = only("RCPT", 1, b"451 4.7.1 come again")
        outbox.fill(3)
        line = outbox.to(server.url)
        line.send()
        server.misbehave = lambda _step, _recipient: None
        line.send(after=jump)
        line.send(after=timedelta(hours=2))

        assert (line.states, set(server.counts.values())) == (["sent"] * 3, {1})
