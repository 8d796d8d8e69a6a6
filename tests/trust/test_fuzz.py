"""Whatever is sent to any form or asked of any address, the answer is a page and never an unexpected error.

What a form takes is read from the pages themselves: every form that stands on a page of this world is filled with
what people type by mistake and what others type on purpose, chosen by hypothesis.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.db import Database, number_of
from app.settings import Settings
from tests.trust.hostile import OTHERS
from tests.trust.test_access_matrix import addresses
from tests.trust.world import World, world
from tests.web.test_door import routes

NASTY = (
    "", " ", "0", "-1", "1", "99999999999999999999", "1e9", "NaN", "Infinity", "0x10", "٣", "１２", "null",
    "None", "true", "\x00", "\x01", "\x1b[0m", "\r\n", "a\r\nb", "\ufeff", "\u202eabc", "\u2066x\u2069",
    "\ud7ff", "😀", "é" * 50, "e" + "\u0301" * 30, "x" * 5000, "ж" * 4001, "<script>", "{{7*7}}", "{% for %}",
    "%s%n", "../../etc/passwd", "C:\\nul", "'; DROP TABLE person; --", '"', "\\", "2012-13-45", "2012-02-30",
    "0000-00-00", "9999-12-31", "[2011-12-18,2011-12-19]", "2012~", "../2012-02", "31 12 9999",
    "about mid-May 2012", "29 2 2013", "25:61", "Mars/Olympus", "P999999999Y", "P0D", "-P1D", "EUR 1e400",
    "1.005", "12,50", "a@b", "a@b.c, d@e.f", "https://", "javascript:1", "http://[::1", "K-001", "K-999", "new",
    "en", "xx", "yes", "no", "unknown", "on", "all", "2026-W54", "1;2", "1,2,3", "release", "approve",
    "approved", *OTHERS,
)  # fmt: skip
NEVER = (
    "/leave",
    "/settings/sign-ins",
    "/settings/passphrase",
    "/settings/second-factor",
    "/mail/line",
    "/sign-out",
)


@dataclass(frozen=True)
class Found:
    """A form as a page offers it: where it goes, its fields, and the answers it offers for some of them."""

    action: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]


class Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[Found] = []
        self.fields: dict[str, list[str]] | None = None
        self.action = self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, its fields and their answers."""
        named = {name: value or "" for name, value in attrs}
        if tag == "form" and named.get("method", "").lower() == "post":
            self.fields, self.action = {}, named.get("action", self.page)
        elif self.fields is not None and tag in {"input", "textarea", "select"} and named.get("name"):
            offered = self.fields.setdefault(named["name"], [])
            if tag == "select":
                self.choice = named["name"]
            elif named.get("value"):
                offered.append(named["value"])
        elif self.fields is not None and tag == "option" and self.choice:
            self.fields[self.choice].append(named.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Keep a form that is whole."""
        if tag == "form" and self.fields is not None:
            fields = tuple(sorted((name, tuple(values)) for name, values in self.fields.items()))
            self.found.append(Found(self.action, fields))
            self.fields = None
        elif tag == "select":
            self.choice = ""


def forms_of(everyone: World, client: TestClient) -> list[Found]:
    """Every form of every page, once for each set of fields."""
    found: dict[tuple[str, ...], Found] = {}
    for one in addresses(everyone, "GET"):
        answer = client.get(one.path)
        if answer.status_code == 200 and answer.headers.get("content-type", "").startswith("text/html"):
            reader = Forms(one.path)
            reader.feed(answer.text)
            for form in reader.found:
                if not form.action.startswith(NEVER):
                    shape = "".join("0" if sign.isdigit() else sign for sign in form.action)
                    found.setdefault((shape, *(name for name, _values in form.fields)), form)
    return list(found.values())


@st.composite
def filled(draw: st.DrawFn, forms: list[Found]) -> tuple[Found, dict[str, list[str]]]:
    """A form with an answer, or several, or none for each of its fields."""
    form = draw(st.sampled_from(forms))
    typed: dict[str, list[str]] = {}
    for name, offered in form.fields:
        if name != "key":
            one = st.one_of(
                st.sampled_from(NASTY), st.text(max_size=40), *([st.sampled_from(offered)] if offered else [])
            )
            typed[name] = draw(st.lists(one, max_size=3, min_size=0))
    return form, typed


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    """The cast and the scopes; Ana also runs the installation, so that every form is hers."""
    found = world(settings, database)
    with database.writing(actor="the story", at=found.cast.ana.created_at) as session:
        ana = session.merge(found.cast.ana)
        ana.is_admin = True
    return found


@pytest.mark.long
def test_no_form_however_filled_ends_in_an_unexpected_error(everyone: World) -> None:
    client = everyone.cast.client(everyone.cast.ana)
    forms = forms_of(everyone, client)
    assert len(forms) > 80

    @trying(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(filled(forms))
    def send(given_form: tuple[Found, dict[str, list[str]]]) -> None:
        form, typed = given_form
        body = {
            name: [value.encode("utf-8", "replace").decode() for value in values]
            for name, values in typed.items()
        }
        answer = client.post(form.action, data=body)
        assert answer.status_code < 500, (form.action, typed)

    send()
    assert number_of(everyone.cast.ana)


def asked(everyone: World) -> Iterator[str]:
    """Every address with parts that are not what it expects."""
    strange = (
        "0",
        "-1",
        "x",
        "%00",
        "99999999999999999999",
        "%2e%2e",
        "a%0d%0ab",
        "ж",
        "K-001;1",
        "é" * 50,
        "%ff",
        "{x}",
    )
    for route in routes(everyone.cast.app):
        if "{" in route.path and "GET" in (route.methods or ()):
            for part in strange:
                pieces = [part if piece.startswith("{") else piece for piece in route.path.split("/")]
                yield "/".join(pieces)


@pytest.mark.long
def test_no_address_however_written_ends_in_an_unexpected_error(everyone: World) -> None:
    client = everyone.cast.client(everyone.cast.ana)
    for path in asked(everyone):
        assert client.get(path).status_code < 500, path
        assert (
            client.get(f"{path.split('{')[0]}?page=-1&before=x&after=%00&q=%22*&until=2012-13-45").status_code
            < 500
        )
