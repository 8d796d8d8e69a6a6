"""Facts in words: the headline of an entry, its answers for a page, and what a form shows again."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from app.cases import vocabulary as words
from app.cases.forms.kinds import FORMS
from app.cases.models.kinds import EntryKind
from app.cases.queries.timeline import Fact
from app.dates import Duration, DurationRange, FuzzyDate, in_words, length_in_words, parse_length
from app.sources.citation_rows import Cited, credited
from app.text import N_, _, day_in_words, marked
from app.web.forms import Asked, asked

OF_THE_ENTRY = frozenset({"on", "summary", "note", "on_note", "visibility"})
HEADLINES = {
    "arrest": N_("Arrested"),
    "police-custody": N_("Held by the police"),
    "remand": N_("Held before trial"),
    "administrative-detention": N_("In administrative detention"),
    "prison": N_("Held in prison"),
    "house-arrest": N_("Under house arrest"),
}


def answers(fact: Fact) -> dict[str, Any]:
    """Every question of the entry's form with the value that stands: FuzzyDate, Duration, text, number or None."""
    found: dict[str, Any] = {}
    for name, ask in asked(FORMS[fact.kind]).items():
        if name in OF_THE_ENTRY:
            found[name] = getattr(fact, name)
        elif name == "place_text":
            found[name] = fact.place or fact.facility
        elif ask.widget == "date":
            found[name] = fact.fuzzy(name)
        elif ask.widget == "length":
            text = getattr(fact.detail, name, None)
            found[name] = Duration.parse(text) if text else None
        else:
            found[name] = getattr(fact.detail, name, None)
    return found


def typed(fact: Fact, seen: Container[int] = ()) -> dict[str, str]:
    """The values as a form shows them, so that what is sent back unchanged means the same.

    `seen` are the entries that the form offers to point to.
    """
    unseen = unseen_answers(fact, seen)
    return {
        name: _typed(value)
        for name, value in answers(fact).items()
        if value is not None and name not in unseen
    }


def _typed(value: Any) -> str:
    if isinstance(value, FuzzyDate):
        return in_words(value)
    if isinstance(value, Duration):
        return length_in_words(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def in_full(fact: Fact, others: Iterable[Fact] = ()) -> list[tuple[str, str]]:
    """Label and answer for everything the entry says beyond its date and sentence.

    An entry that it points to is told in words, and only where it is among `others`: the reader may not see every one.
    """
    questions, named = asked(FORMS[fact.kind]), {one.id: in_one_line(one) for one in others}
    skipped = OF_THE_ENTRY | {"place_text"} if not (fact.place or fact.facility) else OF_THE_ENTRY
    skipped |= unseen_answers(fact, named)
    return [
        (marked(questions[name].label), said(questions[name], value, named))
        for name, value in answers(fact).items()
        if value is not None and name not in skipped
    ]


def unseen_answers(fact: Fact, seen: Container[int]) -> frozenset[str]:
    """The answers that would tell of an entry which the reader does not see."""
    questions = asked(FORMS[fact.kind])
    unseen = {
        name
        for name, value in answers(fact).items()
        if questions[name].widget == "entry" and value not in seen
    }
    return frozenset(unseen | ({"relation"} if "supersedes_id" in unseen else set()))


def in_one_line(fact: Fact) -> str:
    """The entry where another one points to it: what and when."""
    return f"{headline(fact)}, {in_words(fact.on)}" if fact.on else headline(fact)


def said(ask: Asked, value: Any, named: Mapping[int, str] = MappingProxyType({})) -> str:
    """One answer in words; `named` are the entries that it may point to."""
    if ask.widget == "entry":
        return named.get(value, "")
    if ask.options:
        return words.word(ask.options, value)
    if isinstance(value, date):
        return day_in_words(value)
    return _typed(value) if value is not None else ""


def headline(fact: Fact) -> str:
    """The entry in a few words, made from its own fields; its kind where they are silent."""
    return _HEADLINES[fact.kind](fact) or kind_in_words(fact.kind)


# The fields that a headline shows, by kind: whoever is named beside it must have said one of them.
HEADLINE_FIELDS: dict[EntryKind, tuple[str, ...]] = {
    EntryKind.CUSTODY: ("form", "facility", "place"),
    EntryKind.CHARGE: ("wording", "normalised"),
    EntryKind.HEARING: ("stage", "court"),
    EntryKind.SENTENCE: ("form", "length", "length_min", "length_max", "amount"),
    EntryKind.APPEAL: ("level", "outcome"),
    EntryKind.HEALTH_ALERT: ("severity", "condition"),
    EntryKind.ILL_TREATMENT: ("during",),
    EntryKind.THREAT: ("what",),
    EntryKind.RELEASE: ("form",),
    EntryKind.DEATH: ("cause_reported",),
    EntryKind.CONTACT: ("form", "refused"),
    EntryKind.NOTE: (),
}


def credit(fact: Fact) -> Cited | None:
    """Who says what the headline of a fact shows; None where nobody does yet."""
    shown: dict[str, object] = {name: getattr(fact.detail, name, None) for name in HEADLINE_FIELDS[fact.kind]}
    shown |= {"facility": fact.facility, "place": fact.place} if fact.kind is EntryKind.CUSTODY else {}
    return credited(fact.cites, shown)


def disputed(kind: EntryKind, field: str) -> str:
    """What sources differ about, so that a stranger understands it: the question asked, else what the fact says."""
    questions = asked(FORMS[kind])
    return marked(questions[field].label).lower() if field in questions else _("what happened")


def kind_in_words(kind: EntryKind) -> str:
    """The kind's name."""
    return words.word(words.KINDS, kind)


def _custody(fact: Fact) -> str:
    form = fact.detail.form
    line = marked(HEADLINES[form]) if form in HEADLINES else _("In custody")
    where = fact.facility or fact.place
    return f"{line}: {where}" if where else line


def _charge(fact: Fact) -> str:
    charge = fact.detail.wording or words.word(words.CHARGES, fact.detail.normalised)
    return _("Charged: %(charge)s") % {"charge": charge} if charge else ""


def _hearing(fact: Fact) -> str:
    line = words.word(words.STAGES, fact.detail.stage) or _("Hearing")
    return f"{line}, {fact.detail.court}" if fact.detail.court else line


def _sentence(fact: Fact) -> str:
    return term_in_words(fact)


def term_in_words(fact: Fact) -> str:
    """A sentence's kind and length: "5 years, prison"; a range stays a range."""
    detail = fact.detail
    form = words.word(words.SENTENCE_FORMS, detail.form)
    length = ""
    if detail.length:
        length = length_in_words(Duration.parse(detail.length))
    elif detail.length_min or detail.length_max:
        least, most = (
            Duration.parse(text) if text else None for text in (detail.length_min, detail.length_max)
        )
        length = length_in_words(DurationRange(least, most))
    if detail.amount:
        length = f"{detail.amount} {detail.currency}"
    return " · ".join(part for part in (form, length) if part)


def _appeal(fact: Fact) -> str:
    level = words.word(words.APPEAL_LEVELS, fact.detail.level) or _("Appeal")
    outcome = words.word(words.APPEAL_OUTCOMES, fact.detail.outcome)
    return f"{level}: {outcome.lower()}" if outcome else level


def _health(fact: Fact) -> str:
    severity, condition = words.word(words.SEVERITIES, fact.detail.severity), fact.detail.condition or ""
    if severity and condition.casefold().startswith(severity.casefold()):
        return condition
    return ": ".join(part for part in (severity, condition) if part)


def _ill_treatment(fact: Fact) -> str:
    during = words.word(words.DURING, fact.detail.during).lower()
    return _("Ill-treated during %(what)s") % {"what": during} if during else ""


def _threat(fact: Fact) -> str:
    return _("Threatened: %(what)s") % {"what": fact.detail.what} if fact.detail.what else ""


def _release(fact: Fact) -> str:
    how = words.word(words.RELEASE_FORMS, fact.detail.form).lower()
    return _("Released: %(how)s") % {"how": how} if how else ""


def _death(fact: Fact) -> str:
    cause = fact.detail.cause_reported
    return _("Died: %(cause)s") % {"cause": cause} if cause else _("Died")


def _contact(fact: Fact) -> str:
    form = words.word(words.CONTACT_FORMS, fact.detail.form)
    if form and fact.detail.refused == "yes":
        return _("%(what)s refused") % {"what": form}
    return form


def _note(_fact: Fact) -> str:
    return ""


_HEADLINES = {
    EntryKind.CUSTODY: _custody,
    EntryKind.CHARGE: _charge,
    EntryKind.HEARING: _hearing,
    EntryKind.SENTENCE: _sentence,
    EntryKind.APPEAL: _appeal,
    EntryKind.HEALTH_ALERT: _health,
    EntryKind.ILL_TREATMENT: _ill_treatment,
    EntryKind.THREAT: _threat,
    EntryKind.RELEASE: _release,
    EntryKind.DEATH: _death,
    EntryKind.CONTACT: _contact,
    EntryKind.NOTE: _note,
}


def value_in_words(value: str) -> str:
    """A reported value as a page shows it: dates and lengths in words, anything else as it is."""
    try:
        return (
            length_in_words(parse_length(value))
            if value.startswith("P")
            else in_words(FuzzyDate.parse(value))
        )
    except ValueError:
        return value.replace("-", " ")
