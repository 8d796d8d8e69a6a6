"""The bytes of a mail hold against the standard library's strict parser, and no header can smuggle anything in."""

import email.policy
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage

import pytest

from app.mail.message import Post, Sender, build, envelope_from, message_id, sender_of

AT = datetime(2026, 11, 16, 8, 0, 12, 5000, tzinfo=UTC)
SENDER = Sender("post@example.org", "Weekly summary", "a secret that is long enough")
POST = Post(
    "digest:2026-W47:user42", "digest", "ana@example.org", "Your weekly summary", "Text ä\n.dot\n", "<p>ä</p>"
)


def parsed(post: Post, sender: Sender = SENDER) -> EmailMessage:
    message = message_from_bytes(build(post, sender, AT), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_text_comes_first_and_both_twins_arrive_whole() -> None:
    message = parsed(POST)

    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().rstrip("\n") for part in message.iter_parts()] == ["Text ä\n.dot", "<p>ä</p>"]


def test_a_mail_without_html_is_one_plain_part() -> None:
    message = parsed(Post("k", "notice", "ana@example.org", "Hello", "Words\n"))

    assert (message.get_content_type(), message.get_content()) == ("text/plain", "Words\n")


def test_every_header_stands_once_and_names_one_recipient() -> None:
    extra = {"List-Id": "<weekly.example.org>", "List-Unsubscribe": "<https://example.org/u/a-b>"}
    message = parsed(
        Post("k", "digest", "ana@example.org", "Your weekly summary", "x", "<p>x</p>", extra=extra)
    )

    assert sorted(message.keys()) == sorted(
        ["From", "To", "Subject", "Message-ID", "Date", "List-Id", "List-Unsubscribe", "Auto-Submitted",
         "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"]
    )  # fmt: skip
    assert message["To"] == "ana@example.org"
    assert message["From"] == "Weekly summary <post@example.org>"
    assert message["Date"].datetime == AT.replace(microsecond=0)


def test_the_same_mail_is_the_same_bytes_and_another_is_not() -> None:
    again = build(POST, SENDER, AT)

    assert build(POST, SENDER, AT) == again
    assert message_id(SENDER, "digest:2026-W47:user43") != message_id(SENDER, POST.dedupe_key)


def test_without_the_secret_nobody_can_tell_whose_message_id_it_is() -> None:
    other = Sender(SENDER.address, SENDER.name, "another secret")

    assert message_id(SENDER, "k") != message_id(other, "k")
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.org>", message_id(SENDER, "k"))
    assert re.fullmatch(r"post\+[0-9a-f]{16}@example\.org", envelope_from(SENDER, "k"))


def test_words_in_any_script_survive_in_subject_and_sender() -> None:
    message = parsed(
        Post("k", "notice", "ana@example.org", "Жаңаөзен: " + "хат " * 30, "x"),
        Sender("a@b.org", "Қару, «x»", "s"),
    )

    assert message["Subject"] == "Жаңаөзен: " + "хат " * 30
    assert message["From"].addresses[0].display_name == "Қару, «x»"


def test_no_line_is_longer_than_a_server_takes() -> None:
    raw = build(Post("k", "digest", "ana@example.org", "S" * 300, "w" * 5000, "<p>" + "w" * 5000), SENDER, AT)

    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


SMUGGLED = [
    "\r\nBcc: x@example.org",
    "\nX: y",
    "\r",
    "\x00",
    "\x0b",
    "\x1b[2J",
    "\x85",
    "\u2028",
    "\u2029",
    "a\r\n\r\nbody",
]


@pytest.mark.parametrize("payload", SMUGGLED)
@pytest.mark.parametrize("field", ["subject", "to", "name", "address", "header"])
def test_check_37_nothing_is_smuggled_into_a_header(payload: str, field: str) -> None:
    sender, post = SENDER, Post("k", "notice", "ana@example.org", "Hello", "x")
    if field == "subject":
        post = Post("k", "notice", "ana@example.org", f"Hello{payload}", "x")
    elif field == "to":
        post = Post("k", "notice", f"ana{payload}@example.org", "Hello", "x")
    elif field == "name":
        sender = Sender("a@b.org", f"Name{payload}", "s")
    elif field == "address":
        sender = Sender(f"a{payload}@b.org", "Name", "s")
    else:
        post = Post("k", "notice", "ana@example.org", "Hello", "x", extra={"List-Id": f"<a>{payload}"})

    with pytest.raises(ValueError, match=r"sign|address|cannot"):
        build(post, sender, AT)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "Ana <ana@example.org>",
        "a@b.org, c@d.org",
        "a b@c.org",
        "a@b.org>",
        "a@-b.org",
        "a..b@c.org",
    ],
)
def test_only_a_plain_address_is_written_to(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        build(Post("k", "notice", address, "Hello", "x"), SENDER, AT)


def test_the_sender_is_read_from_its_setting() -> None:
    assert sender_of("Weekly summary <post@example.org>", "s") == Sender(
        "post@example.org", "Weekly summary", "s"
    )
    assert sender_of("post@example.org", "s").name == ""
