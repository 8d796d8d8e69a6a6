"""In production mail leaves encrypted and to the right server, or not at all."""

import ssl
from pathlib import Path

import pytest

from app.mail.queries import line_state
from tests.mail.certificates import Authority, authority
from tests.mail.outboxes import Outbox
from tests.mail.sinks import Sink, sink


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that this machine trusts."""
    made = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def sent_to(outbox: Outbox, server: Sink) -> list[str]:
    """The states of three mails after a run in production."""
    outbox.fill(3)
    line = outbox.to(f"{server.url}?rate=1000", environment="production")
    line.send()
    return line.states


@pytest.mark.parametrize("pipelines", [True, False])
def test_a_server_with_a_good_certificate_gets_all_encrypted(
    outbox: Outbox, trusted: Authority, pipelines
) -> None:
    with sink(pipelines=pipelines) as server:
        server.certificate = trusted.server()

        assert sent_to(outbox, server) == ["sent"] * 3
        assert (server.connections, server.encrypted, set(server.counts.values())) == (1, 1, {1})


def test_ten_mails_at_full_speed_go_over_one_encrypted_connection(outbox: Outbox, trusted: Authority) -> None:
    with sink() as server:
        server.certificate = trusted.server()
        outbox.fill(10)
        line = outbox.to(server.url, environment="production")
        line.send()

        assert (set(line.states), server.encrypted, len(server.counts)) == ({"sent"}, 1, 10)


@pytest.mark.parametrize("fault", ["another authority", "another address", "run out"])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    outbox: Outbox, trusted: Authority, tmp_path: Path, fault: str
) -> None:
    (tmp_path / "other").mkdir()
    made: dict[str, ssl.SSLContext] = {
        "another authority": authority(tmp_path / "other").server(),
        "another address": trusted.server("127.0.0.2"),
        "run out": trusted.server(days=-1),
    }
    with sink() as server:
        server.certificate = made[fault]

        assert sent_to(outbox, server) == ["queued"] * 3
        assert server.mails == []
    with outbox.database.reading() as session:
        state = line_state(session)
        assert "CERTIFICATE_VERIFY_FAILED" in (state.last_error or "")
        assert state.failures == 1


@pytest.mark.parametrize("answer", [b"454 4.7.0 not now", b"501 5.5.4 no"])
def test_a_server_that_offers_encryption_and_refuses_it_gets_nothing(
    outbox: Outbox, trusted: Authority, answer: bytes
) -> None:
    with sink() as server:
        server.certificate = trusted.server()
        server.misbehave = lambda step, _recipient: answer if step == "STARTTLS" else None

        assert sent_to(outbox, server) == ["queued"] * 3
        assert (server.mails, server.encrypted) == ([], 0)


def test_a_server_that_greets_with_a_refusal_keeps_all_waiting(outbox: Outbox) -> None:
    with sink() as server:
        server.misbehave = lambda step, _recipient: b"554 5.7.1 not you" if step == "CONNECT" else None
        outbox.fill(2)
        line = outbox.to(server.url)
        tally = line.send()

        assert (line.states, set(line.column("tries")), server.mails) == (["queued"] * 2, {0}, [])
        assert "554" in tally.trouble
