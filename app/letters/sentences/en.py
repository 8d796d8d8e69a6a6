"""English sentences."""

import re
from collections.abc import Mapping

from app.dates import FuzzyDate
from app.letters.sentences.dates import since, when
from app.letters.sentences.en_time import DATES, length
from app.letters.sentences.en_words import BARE, CONTACTS, DURING, FREED, SEVERITIES, STAGES, TERMS, UNDER
from app.letters.sentences.glossary import phrase
from app.letters.sentences.tongue import Count, Frames, Person, Source, Term

PRONOUNS = {
    "female": ("she", "her", "her", "herself", "is", "was", "has"),
    "male": ("he", "him", "his", "himself", "is", "was", "has"),
}
FRAMES = Frames(
    ("according to a report published by %(publisher)s %(by)s, %(said)s.",
     "%(publisher)s reported %(by)s that %(said)s.",
     "a report published by %(publisher)s %(by)s says that %(said)s."),
    ("the same report says that %(said)s.", "according to the same report, %(said)s.",
     "the report adds that %(said)s.", "by the same report, %(said)s."),
)  # fmt: skip


def capital(text: str) -> str:
    """The first letter large, the rest untouched."""
    return text[:1].upper() + text[1:]


def joined(*parts: str) -> str:
    """One sentence of its parts."""
    return capital(" ".join(part for part in parts if part)) + "."


class English:
    """Letters in English."""

    code, script = "en", "Latn"
    salutation, closing = "Dear Sir or Madam,", "Yours faithfully,"
    copy_to = "Copy to:"
    to_ambassador = "Your Excellency,"
    ask = "I respectfully ask you to see to it that"
    ask_embassy = "I respectfully ask Your Excellency to urge the authorities responsible to see to it that"
    needs_gender = False
    goes_on_small = False

    def pronouns(self, who: Person) -> Mapping[str, str]:
        names = ("subject", "object", "possessive", "reflexive", "is", "was", "has")
        return dict(zip(names, _words(who), strict=True)) | {"dear": "Dear"}

    def day(self, fuzzy: FuzzyDate) -> str:
        said = when(fuzzy, DATES)
        return said.removeprefix("on ").removeprefix("in ")

    def cited(self, source: Source) -> str:
        said = self.day(source.published) if source.published else ""
        return f"{source.publisher}, {said}" if said else source.publisher

    def missing(self, who: Person, since: FuzzyDate | None, source: Source, *, denied: bool) -> str:
        taken = f"{_was(who)} reportedly taken away {when(since, DATES)}".rstrip()
        so_far = f"{_words(who)[6]} not been seen since"
        if denied:
            return self._reported(
                source, taken, f"and {so_far}; the authorities deny holding {_words(who)[1]}"
            )
        return self._reported(
            source, taken, f"and {so_far}; nobody says where {_words(who)[0]} {_words(who)[4]}"
        )

    def held(self, who: Person, where: str) -> str:
        subject, is_ = _words(who)[0], _words(who)[4]
        if not where:
            return joined(subject, is_, "in detention")
        held = "being held" if who.way % 2 else "held"
        return joined(subject, is_, held, phrase("where", where, "en") or f"at {where}")

    def was_held(self, who: Person, where: str, heard: FuzzyDate | None, count: Count | None) -> str:
        place = (phrase("where", where, "en") or f"at {where}") if where else ""
        by_then = f": {_days(count)} by then" if count else ""
        return joined(_was(who), "held", place, f"{self._last_heard(heard)}{by_then}")

    def arrested(self, who: Person, on: FuzzyDate | None) -> str:
        said = when(on, DATES)
        if said and who.way % 2:
            return joined(f"{said},", _was(who), "arrested")
        return joined(_was(who), "arrested", said) if said else ""

    def held_for(self, who: Person, count: Count) -> str:
        heard = (
            f"as of {self.day(count.heard)}" if count.heard.is_exact_day else self._last_heard(count.heard)
        )
        if count.heard.is_exact_day and who.way % 2:
            subject = _words(who)[0]
            return joined(f"by {self.day(count.heard)},", subject, "had spent", _days(count), "in custody")
        return joined(_has(who), "been held for", _days(count), heard)

    def charged(self, who: Person, charge: str, article: str, wording: str) -> str:
        named = phrase("charge", charge, "en") or (f"“{wording}”" if wording else "")
        under = f"(article {article})" if article else ""
        if named and who.way % 2:
            return joined("the charge against", _words(who)[1], "was", named, under)
        return joined(_was(who), "charged with", named, under) if named else ""

    def sentenced(self, who: Person, term: Term, on: FuzzyDate | None) -> str:
        said = _term(who, term)
        date = "in addition" if term.also else when(on, DATES)
        added = ", in addition to the earlier sentence" if term.added else ""
        if said and who.way % 2 and not (term.disputed or term.added or term.also):
            return joined(said, date)
        return joined(f"{date}," if date else "", f"{said}{added}") if said else ""

    def appealing(self, who: Person, lapsed: FuzzyDate | None) -> str:
        if lapsed is not None:
            return joined(_his(who), "appeal was pending", self._last_heard(lapsed))
        return joined(_his(who), "appeal is pending")

    def hearing(self, who: Person, stage: str, on: FuzzyDate) -> str:
        said = when(on, DATES)
        return (
            joined(STAGES.get(stage, "A hearing"), f"in {_his(who)} case is expected", said) if said else ""
        )

    def known_as(self, who: Person, role: str, heard: FuzzyDate | None, *, still: bool) -> str:
        named = phrase("role", role, "en")
        subject = who.name if who.spoken_of == "unknown" else _words(who)[0]
        if named and not still:
            return joined(subject, "was described as", named, when(heard, DATES))
        return joined(subject, "is", named) if named else ""

    def under(self, who: Person, form: str, until: FuzzyDate) -> str:
        told, day = UNDER.get(form, ""), self.day(until)
        return joined(_words(who)[0], _words(who)[4], told, f"until {day}") if told and day else ""

    def freed(self, who: Person, on: FuzzyDate | None, how: str) -> str:
        return joined(_was(who), "released", FREED.get(how, ""), when(on, DATES))

    def on_strike(self, who: Person, on: FuzzyDate | None, source: Source) -> str:
        said = since(on, DATES)
        return self._reported(source, _has(who), "reportedly been on hunger strike", said) if said else ""

    def striking(self, who: Person, on: FuzzyDate | None, source: Source, reached: Count | None) -> str:
        said = f"{_words(who)[0]} reportedly began a hunger strike {when(on, DATES)}".rstrip()
        if reached is None:
            return self._reported(source, said)
        heard = self._last_heard(source.lapsed) if source.lapsed else f"by {self.day(reached.heard)}"
        return self._reported(
            source, f"{said}:", "at least" if reached.at_least else "", f"day {reached.days:,}", heard
        )

    def ill(self, who: Person, condition: str, severity: str, source: Source) -> str:
        heard = self._last_heard(source.lapsed) if source.lapsed else ""
        if named := phrase("condition", condition, "en"):
            verb = "had" if heard else _words(who)[6]
            return self._reported(source, _words(who)[0], "reportedly", verb, named, heard)
        is_, told = "was" if heard else "is", condition.strip().rstrip(".")
        if told:
            health = f"{_his(who)} state of health {is_} as follows: {told[:1].lower()}{told[1:]}"
            return self._reported(source, "reportedly,", f"{heard}," if heard else "", health)
        if severity not in SEVERITIES:
            return ""
        return self._reported(
            source, _his(who), f"state of health {is_} reportedly", SEVERITIES[severity], heard
        )

    def care_refused(self, who: Person, source: Source) -> str:
        subject = _words(who)[0]
        if source.lapsed:
            return self._reported(
                source, _was(who), f"reportedly refused the medical care that {subject} needed"
            )
        return self._reported(
            source, _has(who), "reportedly been refused the medical care that", subject, "needs"
        )

    def ill_treated(self, who: Person, during: str, source: Source, *, in_court: bool) -> str:
        when_ = DURING.get(during, "")
        said = f"reportedly ill-treated {when_}".strip()
        return self._reported(
            source, _was(who), f"{said}, and the court was told of it" if in_court else said
        )

    def threatened(self, who: Person, source: Source, *, family: bool) -> str:
        if source.lapsed:
            subject = f"{_his(who)} family was" if family else _was(who)
            return self._reported(source, subject, "reportedly threatened")
        subject = f"{_his(who)} family has" if family else _has(who)
        return self._reported(source, subject, "reportedly been threatened")

    def not_let_through(self, who: Person, form: str, source: Source) -> str:
        about = "to" if form in ("parcel", "mail", "call") else "for"
        said = f"{about} {_words(who)[1]} was reportedly refused"
        return self._reported(source, CONTACTS.get(form, "contact"), said)

    def _last_heard(self, heard: FuzzyDate | None) -> str:
        """When somebody was last heard of: on a day, or as loosely as that is known."""
        said = self.day(heard) if heard else ""
        return f"when last heard of, {said}" if said else "when last heard of"

    def _reported(self, source: Source, *parts: str) -> str:
        """A claim with who reports it; parts say "reportedly" themselves, which a named report makes needless."""
        if source.publisher and (source.way or source.again):
            said = " ".join(part for part in parts if part)
            return FRAMES.around(re.sub(r"reportedly,? ", "", said), source, when(source.published, DATES))
        by = f"({self.cited(source)})" if source.publisher else ""
        return joined(*parts, by)


def _term(who: Person, term: Term) -> str:
    if term.disputed:
        lengths = " or ".join(length(one) for one in term.disputed)
        return f"{_was(who)} sentenced; sources differ on the length: {lengths}"
    if term.form in ("amnesty", "released-at-verdict"):
        under = "under an amnesty" if term.form == "amnesty" else "when the verdict was given"
        return f"{_was(who)} released {under}"
    if term.form == "fine":
        return f"{_was(who)} fined {term.amount}".rstrip()
    given = "given" if term.form in ("probation", "suspended", "conditional") else "sentenced to"
    if term.length is None and term.form not in BARE:
        return ""
    said = f"{_penalty(term)}{_served(term)}"
    if term.on_appeal and term.length is not None:
        return f"{_his(who)} sentence was set on appeal at {said}"
    return f"{_was(who)} {given} {said}{' in absentia' if term.absent else ''}"


def _penalty(term: Term) -> str:
    if term.lashes:
        return "one lash" if term.lashes == 1 else f"{term.lashes:,} lashes"
    if term.length is None or term.form not in TERMS:
        return BARE.get(term.form) or (length(term.length) if term.length else "")
    return TERMS[term.form] % {"length": length(term.length)}


def _served(term: Term) -> str:
    """The part of it that is to be served."""
    return f" ({length(term.enforced)} of it to be served)" if term.enforced else ""


def _days(count: Count) -> str:
    """At least 325 days."""
    days = "one day" if count.days == 1 else f"{count.days:,} days"
    return f"at least {days}" if count.at_least else days


def _words(who: Person) -> tuple[str, ...]:
    """Pronouns and verbs; the name again where the record does not tell the gender."""
    own = f"{who.name}'" if who.name.endswith("s") else f"{who.name}'s"
    return PRONOUNS.get(who.spoken_of) or (who.name, who.name, own, who.name, "is", "was", "has")


def _was(who: Person) -> str:
    return f"{_words(who)[0]} {_words(who)[5]}"


def _has(who: Person) -> str:
    return f"{_words(who)[0]} {_words(who)[6]}"


def _his(who: Person) -> str:
    return _words(who)[2]
