"""What the form macros promise to somebody who cannot see the page, or whose save was refused."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from app.text import environment
from app.web.forms import Asked, FormState

OPTIONS = [("prison", "Prison"), ("suspended", "Suspended", "Not to be served yet")]
FIELDS = (
    ("text_field", ()), ("text_area", ()), ("fuzzy_date", ()),
    ("choice", (OPTIONS,)), ("radios", (OPTIONS,)), ("checks", (OPTIONS,)),
)  # fmt: skip


class Page(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def ids(self) -> set[str | None]:
        return {attributes["id"] for _tag, attributes in self.found if "id" in attributes}


def draw(macro: str, *given: Any, file: str = "forms") -> str:
    """What a macro writes, as the templates of pages call it."""
    return str(getattr(environment().get_template(f"web/macros/{file}.html").module, macro)(*given))


@pytest.mark.parametrize(("macro", "more"), FIELDS, ids=[name for name, _more in FIELDS])
def test_a_wrong_field_says_so_and_is_found(macro: str, more: tuple[Any, ...]) -> None:
    form = FormState(values={"term": "prison"}, errors={"term": "Enter a term"}, stored={"term": "suspended"})

    summary, field = draw("form_errors", form), draw(macro, form, "term", "Term", *more)

    page = Page(field)
    targets = {href.removeprefix("#") for href in re.findall(r'href="(.*?)"', summary)}
    described = {name for _tag, a in page.found for name in (a.get("aria-describedby") or "").split()}
    assert targets == {"f-term"}
    assert targets | described <= page.ids()
    assert {"f-term-error", "f-term-stored"} <= described
    assert "Enter a term" in summary
    assert "Enter a term" in field
    assert 'aria-invalid="true"' in field


@pytest.mark.parametrize(("macro", "more"), FIELDS, ids=[name for name, _more in FIELDS])
def test_a_sound_field_has_its_label_and_nothing_else(macro: str, more: tuple[Any, ...]) -> None:
    page = Page(draw(macro, FormState(), "term", "Term", *more))

    labels = {attributes["for"] for tag, attributes in page.found if tag == "label"}
    assert labels <= page.ids()
    assert "f-term" in labels
    assert [a for _tag, a in page.found if "aria-invalid" in a or "required" in a or "style" in a] == []


def test_what_was_typed_stays_text() -> None:
    typed = '"><b>5 years</b>'

    for macro in ("text_field", "text_area"):
        assert "<b>" not in draw(macro, FormState(values={"term": typed}), "term", "Term")


def test_the_stored_words_of_a_choice_are_those_of_its_label() -> None:
    form = FormState(values={"kind": "prison"}, stored={"kind": "suspended"})

    assert "Suspended</p>" in draw("choice", form, "kind", "Kind", OPTIONS)


def test_a_password_is_never_shown_again() -> None:
    form = FormState(values={"password": "hunter2"})

    assert "hunter2" not in draw("text_field", form, "password", "Password", None, False, None, "password")


def test_a_conflict_without_errors_has_its_own_heading() -> None:
    summary = draw("form_errors", FormState(stored={"term": "7 years"}))

    assert "There is a problem" not in summary
    assert "Somebody saved this before you" in summary
    assert draw("form_errors", FormState()).strip() == ""


def test_more_opens_itself_for_a_fault_inside() -> None:
    asked = {"on": Asked("Date", widget="date"), "judge": Asked("Judge", more=True)}

    closed = draw("asked_fields", FormState(values={"on": "2012"}), asked, file="asked")
    opened = draw("asked_fields", FormState(errors={"judge": "Shorten this"}), asked, file="asked")

    assert '<details class="more">' in closed
    assert '<details class="more" open>' in opened


@pytest.mark.parametrize(
    "widget", ["line", "words", "date", "length", "choice", "yesno", "number", "day", "time", "entry"]
)
def test_every_widget_has_a_field(widget: str) -> None:
    drawn = draw("asked_field", FormState(), "thing", Asked("Thing", widget=widget), file="asked")

    assert 'id="f-thing"' in drawn
