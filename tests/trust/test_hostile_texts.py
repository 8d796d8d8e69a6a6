"""Hostile texts go in by every form and come out by every way there is: nothing breaks, and nothing of them runs."""

import email.policy
import json
import re
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from itertools import cycle, islice
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from sqlalchemy import String, text
from sqlmodel import AutoString, SQLModel

from app.campaigning.changes.second_reading import keep_read
from app.characters import fit, with_plain_breaks
from app.letters.sheets.pdf import MissingSign
from app.mail.message import Post, build
from app.publishing.export import Extent
from tests.campaigning.acting import PICKET
from tests.campaigning.test_public import public
from tests.clock import now
from tests.letters.laid_out import compact, in_docx, in_eml, in_pdf, sheet
from tests.mail.test_message import AT, SENDER
from tests.publishing.exports import text_of
from tests.story import Cast
from tests.trust.hostile import A_FEW, FORMATS, FORMULAS, HOSTILE, MARKUP, faults_of
from tests.trust.test_access_matrix import addresses
from tests.trust.test_characters import stored_texts
from tests.trust.test_fuzz import Found, everyone, forms_of
from tests.trust.world import World

__all__ = ["everyone"]

pytestmark = pytest.mark.either
ATOM = "{http://www.w3.org/2005/Atom}"
REFUSED = re.compile(r'name="([\w.-]+)"[^>]* aria-invalid="true"')
LEAST = 20  # a column as short as a word holds none of them


def filled(form: Found, at: int) -> dict[str, str]:
    """What the form offers where it offers something; everywhere else another hostile text in each field."""
    texts = islice(cycle(HOSTILE), at % len(HOSTILE), None)
    return {
        name: next((value for value in offered if value), None) or next(texts)
        for name, offered in form.fields
        if name not in {"key", "version"}
    }


@pytest.mark.long
def test_no_form_breaks_on_a_hostile_text_nor_shows_it_as_more_than_text(everyone: World) -> None:
    client = everyone.cast.client(everyone.cast.ana)
    forms, saved = forms_of(everyone, client), 0
    found: list[str] = []
    assert len(forms) > 80
    for number, form in enumerate(forms):
        typed = filled(form, number * 7)
        for _turn in range(3):  # without what was refused, the rest is saved
            answer = client.post(form.action, data=typed)
            found += faults_of(form.action, answer)
            saved += answer.status_code == 303
            refused = REFUSED.findall(answer.text) if answer.status_code == 422 else []
            typed = {name: value for name, value in typed.items() if name not in refused}
            if not refused:
                break
    assert found == []
    assert saved > 20
    kept = [words for _where, words in stored_texts(everyone.cast.database)]
    assert sum(any(one in words for words in kept) for one in MARKUP) > 5


@pytest.mark.long
@pytest.mark.parametrize("persona", ["coordinator", "nobody"])
def test_what_lies_here_goes_out_by_every_address_whole_and_dead(everyone: World, persona: str) -> None:
    database = everyone.cast.database
    texts = cycle(fit(one) for one in HOSTILE)
    with database.engine.begin() as connection:
        for scope in everyone.scopes.values():
            for place, secret in scope.secrets.items():
                table, column = place.split(".")
                kind = SQLModel.metadata.tables[table].columns[column].type
                length = getattr(kind, "length", None) or 999
                if isinstance(kind, AutoString | String) and length >= LEAST:
                    hostile = {"hostile": next(texts)[:length] or "x", "secret": secret}
                    connection.execute(
                        text(f'UPDATE "{table}" SET "{column}" = :hostile WHERE "{column}" = :secret'),
                        hostile,
                    )
    who, _may_read = everyone.personas[persona]
    client = everyone.cast.client(who)

    found = [
        fault for one in addresses(everyone, "GET") for fault in faults_of(one.path, client.get(one.path))
    ]

    assert found == []
    with database.reading() as session:
        for extent in Extent:
            assert json.loads(text_of(session, extent=extent))


def test_feeds_and_calendars_of_the_world_carry_the_words_and_no_more(cast: Cast) -> None:
    ref, world = public(cast, "gathering", **PICKET), cast.client()
    for hostile in (one for one in A_FEW if fit(one).strip() and len(one) < 120):
        with cast.database.engine.begin() as connection:
            odd = {"odd": f"Picket {hostile} here"}
            connection.execute(text("UPDATE action SET title = :odd, summary = :odd, place_text = :odd"), odd)
        with cast.database.writing(actor="two who read it", at=now()) as session:
            keep_read(session, 1)
        answers = {
            path: world.get(path) for path in ("/feeds/actions.atom", f"/a/{ref}/calendar.ics", f"/a/{ref}")
        }

        assert [fault for path, answer in answers.items() for fault in faults_of(path, answer)] == [], hostile
        entries = list(ET.fromstring(answers["/feeds/actions.atom"].text).iter(f"{ATOM}entry"))
        expected = " ".join(fit(with_plain_breaks(odd["odd"])).split())
        assert [" ".join((one.findtext(f"{ATOM}title") or "").split()) for one in entries] == [expected]
        events = list(Calendar.from_ical(answers[f"/a/{ref}/calendar.ics"].text).walk("VEVENT"))
        assert [" ".join(with_plain_breaks(str(one["SUMMARY"])).split()) for one in events] == [expected]


def test_letters_carry_the_words_in_every_file(subtests: pytest.Subtests) -> None:
    from app.letters.sheets.docx import docx  # slow to load
    from app.letters.sheets.eml import eml  # as above
    from app.letters.sheets.pdf import pdf  # as above

    texts = [one for one in A_FEW if fit(one).strip() and len(one) < 120]
    for hostile in texts:
        with subtests.test(hostile=hostile):
            given = sheet(subject=f"About {hostile} it", body=f"Dear {hostile} all,\n\n{hostile}")
            message = message_from_bytes(eml(given), policy=email.policy.default)
            assert message.defects == []
            assert {name.lower() for name in message} <= HEADERS
            assert compact(fit(with_plain_breaks(hostile))) in compact(in_docx(docx(given)))
            assert "About" in in_eml(eml(given))
            with suppress(MissingSign):  # a sentence that says which sign, and what to take instead
                assert "Minister" in "".join(in_pdf(pdf(given)))


def test_the_source_of_a_pdf_takes_words_for_words() -> None:
    from app.letters.sheets.pdf import pdf  # slow to load

    words = [one for one in (*MARKUP, *FORMATS, *FORMULAS) if "\t" not in one]
    laid_out = compact("".join(in_pdf(pdf(sheet(body="\n\n".join(words))))))

    assert [one for one in words if compact(one) not in laid_out] == []


@pytest.mark.parametrize("hostile", A_FEW)
def test_a_mail_carries_the_words_and_no_header_more(hostile: str) -> None:
    post = Post("k", "notice", "ana@example.org", f"About {hostile} it", f"Dear {hostile} all", "<p>x</p>")
    try:
        built = build(post, SENDER, AT)
    except ValueError:  # a subject is refused, never cut
        assert not post.subject.isprintable() or len(post.subject) > 500
        built = build(replace(post, subject="About it"), SENDER, AT)
    message = message_from_bytes(built, policy=email.policy.default)
    assert isinstance(message, EmailMessage)

    text = message.get_body(("plain",))

    assert message.defects == []
    assert {name.lower() for name in message} <= HEADERS
    assert text is not None
    assert text.get_content().splitlines() == fit(post.text).splitlines()


HEADERS = {
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding",
    "x-unsent", "content-language", "auto-submitted", "x-auto-response-suppress",
}  # fmt: skip
