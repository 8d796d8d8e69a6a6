"""The kinds of entries, each declared once in a file of its own."""

from app.cases.kinds import (
    adoption,
    appeal,
    charge,
    complaint,
    condition,
    contact,
    custody,
    death,
    health_alert,
    hearing,
    ill_treatment,
    note,
    recognition,
    release,
    sentence,
    submission,
    threat,
)
from app.cases.kinds.declaration import EntryKind, Kind, KindRow
from app.cases.kinds.form import EntryForm, form_of
from app.cases.vocabulary import for_each

DECLARED = (
    custody.KIND, charge.KIND, hearing.KIND, sentence.KIND, appeal.KIND, health_alert.KIND, ill_treatment.KIND,
    threat.KIND, release.KIND, condition.KIND, death.KIND, contact.KIND, complaint.KIND, submission.KIND,
    recognition.KIND, adoption.KIND, note.KIND,
)  # fmt: skip
KINDS: dict[EntryKind, Kind] = for_each(EntryKind, {kind.slug: kind for kind in DECLARED})
KIND_TABLES: dict[EntryKind, type[KindRow]] = {
    slug: kind.table for slug, kind in KINDS.items() if kind.table is not None
}
FORMS: dict[EntryKind, type[EntryForm]] = {slug: form_of(kind) for slug, kind in KINDS.items()}

__all__ = ["FORMS", "KINDS", "KIND_TABLES", "EntryForm", "EntryKind", "Kind", "KindRow"]
