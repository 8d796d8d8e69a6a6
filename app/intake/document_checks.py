"""What must be true of a document before anything of it is taken in."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from app.campaigning.models import Action
from app.cases.models import Case, Incident
from app.intake.faults import Slips
from app.intake.nodes import Node
from app.intake.queries.seed_marks import rows_where
from app.publishing.export_models import document_model
from app.text import _

Fault = tuple[Sequence[int | str], str]


def faults_in(document: Any) -> list[Fault]:
    """Everything that the shape refuses: where, and what is wrong with it."""
    try:
        document_model().model_validate(document)
    except ValidationError as error:
        return [(fault["loc"], _in_words(fault)) for fault in error.errors(include_url=False)]
    return []


def _in_words(fault: Any) -> str:
    sentences = {
        "missing": _("is missing"),
        "extra_forbidden": _("is not known here"),
        "string_too_long": _("is longer than %(max_length)s characters"),
        "string_too_short": _("is empty"),
        "literal_error": _("must be %(expected)s"),
        "union_tag_invalid": _("kind must be one of %(expected_tags)s"),
        "union_tag_not_found": _("has no kind"),
        "string_unicode": _("holds half a character, which no file can hold"),
        "greater_than_equal": _("is a number too small to be kept"),
        "less_than_equal": _("is a number too large to be kept"),
        "string_pattern_mismatch": _("is no key: small letters, digits and hyphens"),
    }
    sentence: str | None = sentences.get(fault["type"])
    return sentence % fault.get("ctx", {}) if sentence else str(fault["msg"]).removeprefix("Value error, ")


def refuse_twins(nodes: list[Node], slips: Slips) -> None:
    """A key names one thing."""
    seen: set[tuple[str, str]] = set()
    for node in nodes:
        if node.key:
            if (node.name, node.key) in seen:
                slips.refuse(node, _("this key is there twice"))
            seen.add((node.name, node.key))


def refuse_taken_references(session: Session, nodes: list[Node], slips: Slips) -> None:
    """K-012 is one case in the whole installation; the same goes for incidents and actions."""
    for table in (Case, Incident, Action):
        mine = [node for node in nodes if node.table is table and "reference" in node.item]
        references = [node.item["reference"] for node in mine]
        taken = {row["reference"]: row["id"] for row in rows_where(session, table, "reference", references)}
        for node in mine:
            reference = node.item["reference"]
            if taken.setdefault(reference, node.number) != node.number:
                slips.refuse(node, _("%(reference)s is another one's reference") % {"reference": reference})
