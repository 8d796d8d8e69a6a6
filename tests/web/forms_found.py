"""Every form of the product, found on the pages themselves: its fields, and which of them say that they are needed."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from starlette.testclient import TestClient

from tests.trust.test_access_matrix import filled
from tests.trust.world import World
from tests.web.test_door import routes

NEEDED = "(needed)"
LABELS = {"label", "legend"}


@dataclass
class FoundForm:
    """One form on a page: what it sends when nobody answers anything, and what its labels say."""

    page: str
    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)  # name -> what an answer left out would send
    ids: dict[str, str] = field(default_factory=dict)  # id of a control -> its field
    needed: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def unanswered(self) -> dict[str, str]:
        """What a browser sends when every text is emptied and nothing is chosen."""
        return self.hidden | self.fields


class _Forms(HTMLParser):
    def __init__(self, page: str, html: str) -> None:
        super().__init__()
        self.page, self.found = page, list[FoundForm]()
        self.form: FoundForm | None = None
        self.label, self.words = "", ""
        self.legend: str | None = None
        self.in_legend_of: list[bool] = []
        self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = named.get("method") == "post"
            self.form = FoundForm(self.page, named.get("action") or self.page) if is_post else None
            if self.form:
                self.found.append(self.form)
        if self.form is None:
            return
        if tag == "fieldset":
            self.in_legend_of.append(False)
        elif tag in LABELS:
            self.label, self.words = named.get("for", tag), ""
        elif tag in {"input", "select", "textarea"}:
            self._control(tag, named)
        elif tag == "option" and self.select and self.select not in self.form.fields:
            self.form.fields[self.select] = named.get(
                "value", ""
            )  # what a browser sends of a list left alone

    def _control(self, tag: str, named: dict[str, str]) -> None:
        assert self.form is not None
        name, kind = named.get("name", ""), named.get("type", "text") if tag == "input" else tag
        self.select = ""
        if kind == "hidden":
            self.form.hidden[name] = named.get("value", "")
            return
        self.form.kinds.add(kind)
        self.form.ids[named.get("id", name)] = name
        if kind in {"radio", "checkbox"}:
            if True in self.in_legend_of:
                self.form.needed.add(name)
        elif kind == "select":
            self.select = name
        else:
            self.form.fields[name] = ""

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            if self.form is not None:
                self.form.needed = {self.form.ids.get(one, one) for one in self.form.needed}
            self.form = None
        elif self.form is None:
            return
        elif tag == "fieldset" and self.in_legend_of:
            self.in_legend_of.pop()
        elif tag == "legend" and NEEDED in self.words:
            self.in_legend_of[-1] = True
        elif tag == "label" and NEEDED in self.words:
            self.form.needed.add(self.label)
        if tag in LABELS:
            self.words = ""


def every_form(everyone: World, client: TestClient) -> list[FoundForm]:
    """Each form once, by where it goes, from every page that opens for this client. No page calls a field optional."""
    found: dict[tuple[str, frozenset[str]], FoundForm] = {}
    pages = [route for route in routes(everyone.cast.app) if "GET" in (route.methods or ())]
    for path in (path for route in pages for path in filled(route, everyone.scopes["team"])):
        answer = client.get(path)
        if answer.status_code != 200 or not answer.headers["content-type"].startswith("text/html"):
            continue
        assert "(optional)" not in answer.text, path
        for form in _Forms(path, answer.text).found:
            pattern = re.sub(r"\d+", "1", form.action)
            found.setdefault((pattern, frozenset(form.fields)), form)
    return list(found.values())
