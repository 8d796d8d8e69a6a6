"""German sentences: verb in second place, gender, cases, dates and numbers in words.

The name comes again where the record does not tell the gender.
"""

from collections.abc import Mapping

from app.dates import FuzzyDate
from app.letters.sentences.dates import since
from app.letters.sentences.de_time import DATES, length, said_when
from app.letters.sentences.de_words import BARE, FREED, TERMS, UNDER
from app.letters.sentences.glossary import phrase
from app.letters.sentences.tongue import Count, Frames, Person, Source, Term

FORMS = {  # nominative, accusative, dative, possessive stem
    "female": ("sie", "sie", "ihr", "ihr"),
    "male": ("er", "ihn", "ihm", "sein"),
}
DEAR = {"female": "Liebe", "male": "Lieber", "unknown": "Guten Tag,"}
STAGES = {
    "remand": "ein Haftprüfungstermin", "trial": "ein Verhandlungstermin", "verdict": "die Urteilsverkündung",
    "appeal": "ein Termin im Berufungsverfahren", "cassation": "ein Termin im Kassationsverfahren",
}  # fmt: skip
DURING = {
    "arrest": "bei der Festnahme", "interrogation": "bei Verhören", "pre-trial": "in der Untersuchungshaft",
    "trial": "während des Prozesses", "custody": "in der Haft", "demonstration": "bei einer Demonstration",
}  # fmt: skip
SEVERITIES = {"critical": "kritisch", "serious": "ernst"}
CONTACTS = {
    "visit": "ein Besuch", "call": "ein Telefongespräch", "parcel": "ein Paket", "mail": "der Briefverkehr",
    "lawyer-visit": "ein Besuch des Rechtsbeistands", "observer-visit": "der Besuch einer beobachtenden Person",
}  # fmt: skip


FRAMES = Frames(
    ("nach einem Bericht von %(by)s %(said)s.", "einem Bericht von %(by)s zufolge %(said)s.",
     "laut einem Bericht von %(by)s %(said)s."),
    ("demselben Bericht zufolge %(said)s.", "nach demselben Bericht %(said)s.",
     "ebenfalls nach diesem Bericht %(said)s.", "laut demselben Bericht %(said)s."),
)  # fmt: skip


def joined(*parts: str) -> str:
    """One sentence of its parts."""
    text = " ".join(part for part in parts if part)
    return text[:1].upper() + text[1:] + "."


class German:
    """Letters in German."""

    code, script = "de", "Latn"
    salutation, closing = "Sehr geehrte Damen und Herren,", "Mit freundlichen Grüßen"
    copy_to = "Kopie an:"
    to_ambassador = "Exzellenz,"
    ask = "Ich bitte Sie höflich, dafür zu sorgen, dass"
    ask_embassy = "Ich bitte Sie höflich, sich bei den zuständigen Stellen dafür einzusetzen, dass"
    needs_gender = False
    goes_on_small = True

    def pronouns(self, who: Person) -> Mapping[str, str]:
        forms = dict(zip(("subject", "object", "dative", "possessive"), _forms(who), strict=True))
        return forms | {"dear": DEAR[who.gender]}

    def day(self, fuzzy: FuzzyDate) -> str:
        return said_when(fuzzy).removeprefix("am ").removeprefix("im Jahr ").removeprefix("im ")

    def cited(self, source: Source) -> str:
        said = self.day(source.published) if source.published else ""
        return f"{source.publisher}, {said}" if said else source.publisher

    def missing(self, who: Person, since: FuzzyDate | None, source: Source, *, denied: bool) -> str:
        where = (
            "die Behörden bestreiten, die Person festzuhalten"
            if denied
            else "niemand sagt, wo sich die Person befindet"
        )
        taken = "wurde", _forms(who)[0], said_when(since), "verschleppt und seither nicht mehr gesehen;"
        return self._reported(source, *taken, where)

    def held(self, who: Person, where: str) -> str:
        subject = _forms(who)[0]
        if not where:
            return joined(subject, "befindet sich in Haft")
        named = phrase("where", where, "de") or f"in Haft ({where})"
        if who.way % 2 and not named.startswith("in Haft"):
            return joined("festgehalten wird", subject, named)
        return joined(subject, "befindet sich", named)

    def was_held(self, who: Person, where: str, heard: FuzzyDate | None, count: Count | None) -> str:
        place = (phrase("where", where, "de") or f"({where})") if where else ""
        kept = f"{place} in Haft" if place and not place.startswith("(") else f"in Haft {place}".rstrip()
        by_then = f": bis dahin {_days(count)}" if count else ""
        return joined(self._last_heard(heard), "war", _forms(who)[0], f"{kept}{by_then}")

    def arrested(self, who: Person, on: FuzzyDate | None) -> str:
        said = said_when(on)
        if said and who.way % 2:
            return joined(said, "wurde", _forms(who)[0], "festgenommen")
        return joined(_forms(who)[0], "wurde", said, "festgenommen") if said else ""

    def held_for(self, who: Person, count: Count) -> str:
        heard = f"(Stand: {self.day(count.heard)})" if self.day(count.heard) else ""
        if count.heard.is_exact_day and who.way % 2:
            by_then = f"bis zum {self.day(count.heard)} hatte"
            return joined(by_then, _forms(who)[0], _days(count), "in Haft verbracht")
        return joined(_forms(who)[0], "hat bisher", _days(count), "in Haft verbracht", heard)

    def charged(self, who: Person, charge: str, article: str, wording: str) -> str:  # noqa: ARG002 - the wording is in the language of a source
        named = phrase("charge", charge, "de")
        under = f"(Artikel {article})" if article else ""
        if named and who.way % 2:
            return joined("die Anklage gegen", _forms(who)[1], f"lautete: „{named}“", under)
        return (
            joined(_forms(who)[0], "wurde wegen des Vorwurfs", f"„{named}“", under, "angeklagt")
            if named
            else ""
        )

    def sentenced(self, who: Person, term: Term, on: FuzzyDate | None) -> str:
        date = "außerdem" if term.also else said_when(on)
        said = _term(who, term)
        if not said:
            return ""
        verb, subject, rest = said
        rest += ", zusätzlich zur früheren Strafe" if term.added else ""
        if date and who.way % 2 and not (term.disputed or term.also):
            return joined(subject, verb, date, rest)
        return joined(date, verb, subject, rest) if date else joined(subject, verb, rest)

    def appealing(self, who: Person, lapsed: FuzzyDate | None) -> str:
        if lapsed is not None:
            appeal = f"über {_own(who, 'e', 'die', 'Berufung')} noch nicht entschieden"
            return joined(self._last_heard(lapsed), "war", appeal)
        return joined("über", _own(who, "e", "die", "Berufung"), "ist noch nicht entschieden")

    def hearing(self, who: Person, stage: str, on: FuzzyDate) -> str:
        said, what = said_when(on), STAGES.get(stage, "ein Gerichtstermin")
        return joined(said, "ist in", _own(who, "er", "der", "Sache"), what, "zu erwarten") if said else ""

    def known_as(self, who: Person, role: str, heard: FuzzyDate | None, *, still: bool) -> str:
        said = phrase("role", role, "de")
        if not said:
            return ""
        named = _gendered(said, who)
        if not named:
            return ""
        subject = _forms(who)[0]
        if not still:
            return joined(subject, "wurde", said_when(heard), "als", named, "bezeichnet")
        if who.spoken_of == "unknown":
            return joined(subject, "ist als", named, "bekannt")
        return joined(subject, "ist", named)

    def under(self, who: Person, form: str, until: FuzzyDate) -> str:
        told, day = UNDER.get(form, ""), self.day(until)
        return joined(_forms(who)[0], "ist", told, f"(letzter Tag: {day})") if told and day else ""

    def freed(self, who: Person, on: FuzzyDate | None, how: str) -> str:
        said = FREED.get(how, "")
        told = ("freigelassen", said) if how == "expulsion" else (said, "freigelassen")
        if how == "hospital":
            told = (said, "verlegt")
        return joined(_forms(who)[0], "wurde", said_when(on), *told)

    def on_strike(self, who: Person, on: FuzzyDate | None, source: Source) -> str:
        said = since(on, DATES)
        return self._reported(source, "ist", _forms(who)[0], said, "im Hungerstreik") if said else ""

    def striking(self, who: Person, on: FuzzyDate | None, source: Source, reached: Count | None) -> str:
        said = f"hat {_forms(who)[0]}", said_when(on), "einen Hungerstreik begonnen"
        if reached is None:
            return self._reported(source, *said)
        heard = self._last_heard(source.lapsed) if source.lapsed else said_when(reached.heard)
        day = f"{'mindestens ' if reached.at_least else ''}der {reached.days}. Tag"
        return self._reported(source, *said[:2], f"{said[2]};", heard, "war es", day)

    def ill(self, who: Person, condition: str, severity: str, source: Source) -> str:
        heard = self._last_heard(source.lapsed) if source.lapsed else ""
        if named := phrase("condition", condition, "de"):
            return self._reported(source, "hatte" if heard else "hat", _forms(who)[0], heard, named)
        if severity not in SEVERITIES:
            return ""
        health = _own(who, "", "der", "Gesundheitszustand")
        return self._reported(source, "war" if heard else "ist", health, heard, SEVERITIES[severity])

    def care_refused(self, who: Person, source: Source) -> str:
        verb = "wurde" if source.lapsed else "wird"
        return self._reported(source, verb, _forms(who)[2], "die nötige medizinische Behandlung verweigert")

    def ill_treated(self, who: Person, during: str, source: Source, *, in_court: bool) -> str:
        told = "; darüber wurde vor Gericht ausgesagt" if in_court else ""
        when_ = DURING.get(during, "")
        return self._reported(source, "wurde", _forms(who)[0], when_, f"misshandelt{told}")

    def threatened(self, who: Person, source: Source, *, family: bool) -> str:
        whom = _own(who, "e", "die", "Familie") if family else _forms(who)[0]
        return self._reported(source, "wurde", whom, "bedroht")

    def not_let_through(self, who: Person, form: str, source: Source) -> str:
        what = CONTACTS.get(form, "der Kontakt")
        return self._reported(source, "wurde", _forms(who)[2], what, "verweigert")

    def _last_heard(self, heard: FuzzyDate | None) -> str:
        """An adverbial that takes the first place, and the verb after it."""
        said = self.day(heard) if heard else ""
        return f"nach der letzten Nachricht ({said})" if said else "nach der letzten Nachricht"

    def _reported(self, source: Source, *parts: str) -> str:
        """A claim: "Berichten zufolge", the verb after it, and who reports it in brackets."""
        if source.publisher and (source.way or source.again):
            exact = source.published is not None and source.published.is_exact_day
            day = self.day(source.published) if source.published else ""
            by = f"{source.publisher} {f'vom {day}' if exact else f'({day})' if day else ''}"
            return FRAMES.around(" ".join(part for part in parts if part), source, by)
        by = f"({self.cited(source)})" if source.publisher else ""
        return joined("Berichten zufolge", *parts, by)


def _forms(who: Person) -> tuple[str, str, str, str]:
    return FORMS.get(who.spoken_of) or (who.name, who.name, who.name, "")


def _own(who: Person, ending: str, article: str, noun: str) -> str:
    """Ihre Familie; die Familie von somebody whose gender the record does not tell."""
    stem = _forms(who)[3]
    return f"{stem}{ending} {noun}" if stem else f"{article} {noun} von {who.name}"


def _term(who: Person, term: Term) -> tuple[str, str, str] | None:
    """Verb, subject, rest: the verb stands second whatever comes first."""
    subject = _forms(who)[0]
    if term.disputed:
        lengths = " oder ".join(f"zu {length(one)}" for one in term.disputed)
        return "wurde", subject, f"verurteilt; die Angaben gehen auseinander: {lengths}"
    if term.form in ("amnesty", "released-at-verdict"):
        under = "aufgrund einer Amnestie" if term.form == "amnesty" else "bei der Urteilsverkündung"
        return "wurde", subject, f"{under} freigelassen"
    if term.form == "fine":
        fine = f"einer Geldstrafe von {term.amount}" if term.amount else "einer Geldstrafe"
        return "wurde", subject, f"zu {fine} verurteilt"
    if term.form not in BARE:
        return None
    said = _penalty(term)
    if term.on_appeal and term.length and term.form in TERMS:
        return (
            "wurde",
            _own(who, "e", "die", "Strafe"),
            f"in der Berufung auf {_accusative(said)} festgesetzt",
        )
    absent = "in Abwesenheit " if term.absent else ""
    served = f"; davon zu verbüßen: {_accusative(length(term.enforced))}" if term.enforced else ""
    return "wurde", subject, f"{absent}zu {said} verurteilt{served}"


def _penalty(term: Term) -> str:
    if term.lashes:
        return f"{BARE[term.form]} (Hiebe: {term.lashes})"
    return (
        TERMS[term.form] % {"length": length(term.length)}
        if term.length and term.form in TERMS
        else BARE[term.form]
    )


def _days(count: Count) -> str:
    """Mindestens 325 Tage."""
    days = "einen Tag" if count.days == 1 else f"{count.days:,} Tage".replace(",", ".")
    return f"mindestens {days}" if count.at_least else days


def _accusative(said: str) -> str:
    """Auf fünf Jahre, nicht auf fünf Jahren."""
    for dative, accusative in (
        ("einem Jahr", "ein Jahr"), ("einem Monat", "einen Monat"), ("einer Woche", "eine Woche"),
        ("einem Tag", "einen Tag"), ("einer Stunde", "eine Stunde"), ("Jahren", "Jahre"),
        ("Monaten", "Monate"), ("Tagen", "Tage"),
    ):  # fmt: skip
        said = said.replace(dative, accusative)
    return said


def _gendered(said: str, who: Person) -> str:
    female, _bar, male = said.partition("|")
    if who.gender == "unknown" and male:
        return ""
    return male if who.gender == "male" and male else female
