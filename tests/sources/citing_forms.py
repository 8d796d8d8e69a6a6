"""Every form that asks who says so, found on the pages themselves, with what a person would send from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from starlette.testclient import TestClient

from app.cases.models import EntryKind
from tests.trust.test_access_matrix import FIXED, reference
from tests.trust.world import World
from tests.web.test_door import routes

PAGES = (
    *(f"/cases/K-002/add/{kind}" for kind in EntryKind),
    *(f"/cases/K-002/entries/{number}/edit" for number in range(1, len(EntryKind) + 1)),
    "/cases/new?name=Somebody new", "/cases/new?name=Second",
    "/incidents/new", "/incidents/I-002/edit",
    *(f"/incidents/I-002/add/{noun}" for noun in ("figures", "groups", "members", "facts")),
    "/incidents/I-002/figures/2/edit",  # the first figure is an action's
    *(f"/incidents/I-002/{noun}/1/edit" for noun in ("groups", "members", "facts")),
    "/people/2/edit",
    *(f"/people/2/add/{noun}" for noun in ("names", "roles", "links")),
    "/people/2/names/2/edit", "/people/2/roles/1/edit", "/people/2/links/1/edit",
    "/add", "/actions/new/reported", "/actions/R-009/edit", "/actions/R-009/cite", "/demands/new",
)  # fmt: skip
KINDS = (*(str(kind) for kind in EntryKind), "reported", "letter-call", "gathering")
NOUNS = (*FIXED["noun"], "links")
ANSWERS = {
    "whose": "K-002",
    "name": "Somebody new", "title": "A title", "kind": "1", "text": "Words", "measure": "killed", "value_min": "3",
    "label": "Tried", "count": "3", "summary": "Something happened.", "who": "K-002", "by": "Her family",
    "cases": "K-002", "by_kind": "1", "role": "1", "state": "1", "person": "new", "campaign": "1", "campaign_id": "1",
}  # fmt: skip
# Somebody of whom there is one only; a figure has a number or words, a member a name or a description.
ALWAYS = {"other": "K-009", "words": "", "description": ""}


@dataclass
class CitingForm:
    """A form as its page offers it: where it goes, what stands in it, and the answers of its lists."""

    page: str
    action: str
    values: dict[str, str] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)

    @property
    def asks_when(self) -> bool:
        """Whether it asks for the date for which the fact is known."""
        return "as_of" in self.values

    def filled(self, **typed: str) -> dict[str, str]:
        """What a person sends who answers what has to be answered."""
        answers = {
            name: self._answer(name) or stands for name, stands in self.values.items() if name != "key"
        }
        return answers | {name: value for name, value in ALWAYS.items() if name in answers} | typed

    def _answer(self, name: str) -> str:
        if name not in ANSWERS or self.values[name]:
            return ""
        offered = [value for value in self.offered.get(name, []) if value]
        return offered[0] if offered and ANSWERS[name] not in offered else ANSWERS[name]


class _Reader(HTMLParser):
    """Reads the one form of a page that has a field for a source."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.form: CitingForm | None = None
        self.found: CitingForm | None = None
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, its fields and what stands in them."""
        named = {name: value or "" for name, value in attrs}
        name = named.get("name", "")
        if tag == "form" and named.get("method") == "post":
            self.form = CitingForm(self.page, named["action"])
        if self.form is None:
            return
        if tag in {"select", "textarea"}:
            self.inside = name
            self.form.values[name] = ""
        elif tag == "option" and self.inside:
            self.form.offered.setdefault(self.inside, []).append(named.get("value", ""))
            if "selected" in named:
                self.form.values[self.inside] = named.get("value", "")
        elif (
            tag == "input" and name and (named.get("type") not in {"radio", "checkbox"} or "checked" in named)
        ):
            self.form.values[name] = named.get("value", "")
        elif tag == "input" and name:
            self.form.values.setdefault(name, "")

    def handle_data(self, data: str) -> None:
        """What stands in a text area."""
        if self.form is not None and self.inside and self.inside not in self.form.offered:
            self.form.values[self.inside] += data.strip("\n")

    def handle_endtag(self, tag: str) -> None:
        """Keep the form that cites."""
        if tag in {"select", "textarea"}:
            self.inside = ""
        elif tag == "form" and self.form is not None:
            if "source_publisher" in self.form.values:
                self.found = self.form
            self.form = None


def form_on(client: TestClient, page: str) -> CitingForm:
    """The form on this page that cites, as it stands now."""
    reader = _Reader(page)
    reader.feed(client.get(page).text)
    assert reader.found is not None, page
    return reader.found


def pages_that_cite(everyone: World, client: TestClient) -> set[str]:
    """Every page with such a form, from the table of routes."""
    return {page for page in _pages(everyone) if 'name="source_publisher"' in client.get(page).text}


def _pages(everyone: World) -> Iterator[str]:
    team = everyone.scopes["team"]
    known = {
        "kind": KINDS, "noun": NOUNS, "number": ("1", "2"), "entry_id": [str(n) for n in range(1, len(EntryKind) + 1)],
    }  # fmt: skip
    posts = {route.path for route in routes(everyone.cast.app) if "POST" in (route.methods or ())}
    for route in routes(everyone.cast.app):
        if "GET" not in (route.methods or ()) or route.path not in posts:
            continue
        paths = [route.path]
        for name in re.findall(r"{(\w+)}", route.path):
            values = known.get(name) or FIXED.get(name) or (str(team.ids.get(name, 1)),)
            if name == "ref":
                values = ("R-009",) if route.path.startswith("/actions") else (reference(route.path, team),)
            paths = [path.replace(f"{{{name}}}", value) for path in paths for value in values]
        yield from paths
