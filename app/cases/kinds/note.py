"""Anything else worth keeping: nothing but its sentence."""

from typing import Any

from app.cases.kinds.declaration import EntryKind, Kind, Question, Told
from app.cases.kinds.form import SUMMARY
from app.text import N_, _
from app.web.forms import Rules


def _rules(form: Any) -> Rules:
    yield "summary", lambda: not form.summary, _("Write what is worth keeping")


def _headline(_fact: Told) -> str:
    return ""


KIND = Kind(
    slug=EntryKind.NOTE,
    label=N_("Note"),
    hint=N_("Anything else worth keeping"),
    table=None,
    questions=(Question("summary", SUMMARY, needed=True),),
    rules=_rules,
    headline=_headline,
    headline_fields=(),
    public=(),
    consent="case",
    letters=None,
    mail=N_("note"),
    discreet=True,
    gravity="",
    tells_held=False,
    read=(),
    seed_needs=(),
    seed_only=("value",),
)
