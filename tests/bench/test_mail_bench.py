"""How fast editions are composed and mails delivered, beside what the standard library does in the same run."""

import smtplib
import subprocess
import sys
from email.message import EmailMessage
from time import perf_counter

import pytest

from app.digest.edition import Edition, compose
from app.digest.news import About, Ahead, Moved, Need, Why
from app.digest.rendering import as_html, as_text, post_of
from app.mail.message import build, sender_of
from tests.digest.test_edition import TODAY, news
from tests.mail.outboxes import MONDAY, Outbox

pytestmark = pytest.mark.bench
EDITIONS, MAILS = 1000, 2000
ABOUT = About("K-012", "/cases/K-012")
BUSY = news(
    needs=(Need(ABOUT, "hearing", TODAY, Why.MINDER),) * 9,
    moved=(Moved(ABOUT, "hearing", "changed", TODAY, "1 June 2013", "4 June 2013", None, Why.CAMPAIGN),) * 9,
    ahead=(Ahead(ABOUT, "hearing", TODAY, "4 June 2013", Why.CAMPAIGN),) * 9,
)
SINK = """
import sys
from tests.mail.sinks import sink
with sink() as server:
    print(server.port, flush=True)
    sys.stdin.read()
"""


def per_second(count: int, began: float) -> float:
    return count / (perf_counter() - began)


def by_the_standard_library(edition: Edition) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "a@example.org",
        "b@example.org",
        "Your weekly summary",
    )
    message.set_content(as_text(edition), cte="base64")
    message.add_alternative(as_html(edition), subtype="html", cte="base64")
    return message.as_bytes()


def test_composing_is_faster_than_with_the_standard_library() -> None:
    sender = sender_of("Weekly <post@example.org>", "a secret")
    edition = compose(BUSY)
    began = perf_counter()
    for _one in range(EDITIONS // 4):
        by_the_standard_library(edition)
    floor = per_second(EDITIONS // 4, began)
    began = perf_counter()
    for number in range(EDITIONS):
        post = post_of(
            compose(BUSY), key=f"k{number}", to="b@example.org", volunteer_id=1, list_domain="example.org"
        )
        build(post, sender, MONDAY)
    ours = per_second(EDITIONS, began)
    print(f"\ncomposing: {ours:.0f}/s, standard library {floor:.0f}/s, {ours / floor:.2f} of it")

    assert ours >= floor


def test_delivering_with_a_durable_mark_per_mail(outbox: Outbox) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SINK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    port = int(server.stdout.readline())
    outbox.fill(MAILS)
    messages = outbox.column("message")
    began = perf_counter()
    kept = smtplib.SMTP("127.0.0.1", port)
    for message in messages:
        assert isinstance(message, bytes)
        kept.sendmail("a@example.org", ["b@example.org"], message)
    floor = per_second(MAILS, began)
    kept.close()
    began = perf_counter()
    outbox.to(f"smtp://127.0.0.1:{port}").send()
    ours = per_second(MAILS, began)
    server.communicate()
    print(f"\ndelivering: {ours:.0f}/s, smtplib on a kept connection {floor:.0f}/s, {ours / floor:.2f} of it")

    assert set(outbox.states) == {"sent"}
