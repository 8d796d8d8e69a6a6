"""The listing of the program tells where a thing is: one meaning a name, and README says what each folder holds."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What a module of this name holds in every feature that has one.
SAME_EVERYWHERE = {
    "changes": "what is written",
    "due": "due dates that the feature brings",
    "errors": "errors as people meet them",
    "forms": "HTML forms",
    "models": "tables",
    "queries": "what is read",
    "rules": "what is decided, pure",
    "vocabulary": "slugs and their words",
}
# What a module of this name is about, wherever it stands.
SAME_SUBJECT = {
    "access_log": "who looked at what, was refused, took an export",
    "approvals": "a second person's yes",
    "backups": "sealed copies of the data",
    "case_panel": "a feature's part of the case page",
    "cases": "cases, in tables and in files",
    "citations": "who says so, in tables and in files",
    "custody": "being held, and when that ends",
    "entries": "entries, in tables and in files",
    "erasure": "deleting a person for good",
    "health": "alerts about somebody's health",
    "incidents": "what happened to many, in tables and in files",
    "known_since": "from which day on something could be known",
    "letters": "letters, and the command about them",
    "lifecycle": "which step leads where from which state",
    "namesakes": "words that mean somebody else of that name",
    "offices": "whom letters go to",
    "open_questions": "what is not known",
    "people": "persons, in tables and in files",
    "periods": "lengths of time that rules count with",
    "sentences": "what courts impose",
    "settings": "what a person or an installation has chosen",
    "unfinished": "words typed and not saved yet",
    "visible": "the clause: who may see what",
    "visible_sources": "which sources a viewer may see",
}


def _modules() -> dict[str, set[str]]:
    features = defaultdict(set)
    for path in (ROOT / "app").rglob("*.py"):
        parts = path.relative_to(ROOT / "app").parts
        if path.stem not in {"__init__", "__main__"}:
            features[path.stem].add(parts[0])
    return features


def test_a_module_name_means_one_thing() -> None:
    shared = {name for name, features in _modules().items() if len(features) > 1}

    assert shared - SAME_EVERYWHERE.keys() - SAME_SUBJECT.keys() == set()


def test_no_meaning_is_listed_that_is_not_needed() -> None:
    shared = {name for name, features in _modules().items() if len(features) > 1}

    assert (SAME_EVERYWHERE.keys() | SAME_SUBJECT.keys()) - shared == set()


def test_the_readme_says_of_each_folder_what_its_package_says() -> None:
    told = dict(
        re.findall(
            r"^\| `(\w+)/` \| (.+) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    packages = {
        path.parent.name: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        for path in (ROOT / "app").glob("*/__init__.py")
    }

    assert told == {
        name: (doc or "").split("\n", maxsplit=1)[0].removesuffix(".") for name, doc in packages.items()
    }
