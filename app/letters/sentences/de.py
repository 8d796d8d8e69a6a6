"""German sentences: verb in second place, gender, cases, dates and numbers in words.

Somebody whose gender the record does not tell is "die betroffene Person", and everything agrees with that noun.
"""

from collections.abc import Mapping

from app.dates import Duration, DurationRange, FuzzyDate, Precision
from app.dates.single import Single
from app.letters.sentences.dates import DateWords, when
from app.letters.sentences.glossary import phrase
from app.letters.sentences.tongue import Person, Source, Term

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
SEASONS = ("Frühjahr", "Sommer", "Herbst", "Winter")
NUMBERS = (
    "", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
    "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig",
)  # fmt: skip
# Singular and plural in the dative, as after "zu"; "einem" and "einer" stand for one.
UNITS = {
    "years": ("einem Jahr", "Jahren"), "months": ("einem Monat", "Monaten"), "weeks": ("einer Woche", "Wochen"),
    "days": ("einem Tag", "Tagen"), "hours": ("einer Stunde", "Stunden"),
}  # fmt: skip
FORMS = {  # nominative, accusative, dative, possessive stem
    "female": ("sie", "sie", "ihr", "ihr"),
    "male": ("er", "ihn", "ihm", "sein"),
    "unknown": ("die betroffene Person", "sie", "ihr", "ihr"),
}
DEAR = {"female": "Liebe", "male": "Lieber", "unknown": "Guten Tag,"}
TERMS = {
    "prison": "%(length)s Haft",
    "suspended": "%(length)s Haft auf Bewährung",
    "conditional": "%(length)s Haft auf Bewährung",
    "probation": "%(length)s Bewährungsaufsicht",
    "community-service": "%(length)s gemeinnütziger Arbeit",
    "administrative-detention": "%(length)s Administrativhaft",
}
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


def number(count: int) -> str:
    """Words from two up to twenty, figures beyond."""
    return NUMBERS[count] if 1 < count < len(NUMBERS) else f"{count:,}".replace(",", ".")


def length(given: Duration | DurationRange) -> str:
    """In the dative: fünf Jahren; einem Jahr und sechs Monaten; sieben bis fünfzehn Tagen."""
    if isinstance(given, Duration):
        parts = [
            UNITS[unit][0] if n == 1 else f"{number(n)} {UNITS[unit][1]}" for unit, n in given.parts.items()
        ]
        return " und ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} und {parts[-1]}"
    if given.minimum and given.maximum:
        return f"{length(given.minimum)} bis {length(given.maximum)}"
    if given.minimum:
        return f"mindestens {length(given.minimum)}"
    return f"höchstens {length(given.maximum)}" if given.maximum else ""


def plain(one: Single) -> str:
    """A date after a preposition, with its article where it needs one: dem 2. August 2012, August 2012."""
    match one.precision:
        case Precision.DAY:
            return f"dem {_day(one)}"
        case Precision.MONTH:
            return f"{MONTHS[one.month - 1]} {one.year}"
        case Precision.SEASON:
            return f"dem {SEASONS[one.month - 21]} {one.year}"
        case Precision.YEAR:
            return f"{one.year}"
        case _:
            return f"den {one.year}er Jahren"


def _day(one: Single) -> str:
    return f"{one.day}. {MONTHS[one.month - 1]} {one.year}"


def at(one: Single) -> str:
    """A date as an adverbial: am 2. August 2012, im August 2012, im Jahr 2012."""
    match one.precision:
        case Precision.DAY:
            return f"am {_day(one)}"
        case Precision.MONTH:
            return f"im {MONTHS[one.month - 1]} {one.year}"
        case Precision.SEASON:
            return f"im {SEASONS[one.month - 21]} {one.year}"
        case Precision.YEAR:
            return f"im Jahr {one.year}"
        case _:
            return f"in den {one.year}er Jahren"


DATES = DateWords(
    at=at, plain=plain, about="etwa %(at)s", perhaps="vermutlich %(a)s", by="spätestens %(at)s", since="seit %(a)s",
    between="zwischen %(a)s und %(b)s", from_to="von %(a)s bis %(b)s", earliest="frühestens %(at)s",
    either="%(a)s oder %(b)s", both="%(a)s und %(b)s",
)  # fmt: skip


def said_when(fuzzy: FuzzyDate | None) -> str:
    """The adverbial with its contractions: vom 1. bis zum 5. Mai."""
    said = when(fuzzy, DATES).replace(" bis dem ", " bis zum ")
    return f"vom {said.removeprefix('von dem ')}" if said.startswith("von dem ") else said


def joined(*parts: str) -> str:
    """One sentence of its parts."""
    text = " ".join(part for part in parts if part)
    return text[:1].upper() + text[1:] + "."


class German:
    """Letters in German."""

    code, script = "de", "Latn"
    salutation, closing = "Sehr geehrte Damen und Herren,", "Mit freundlichen Grüßen"

    def pronouns(self, who: Person) -> Mapping[str, str]:
        forms = dict(zip(("subject", "object", "dative", "possessive"), FORMS[who.gender], strict=True))
        return forms | {"dear": DEAR[who.gender]}

    def day(self, fuzzy: FuzzyDate) -> str:
        return said_when(fuzzy).removeprefix("am ").removeprefix("im Jahr ").removeprefix("im ")

    def cited(self, source: Source) -> str:
        said = self.day(source.published) if source.published else ""
        return f"{source.publisher}, {said}" if said else source.publisher

    def held(self, who: Person, where: str) -> str:
        subject = FORMS[who.gender][0]
        if not where:
            return joined(subject, "befindet sich in Haft")
        named = phrase("where", where, "de") or f"in Haft ({where})"
        return joined(subject, "befindet sich", named)

    def arrested(self, who: Person, on: FuzzyDate | None) -> str:
        said = said_when(on)
        return joined(FORMS[who.gender][0], "wurde", said, "festgenommen") if said else ""

    def held_for(self, who: Person, days: int, *, at_least: bool) -> str:
        count = "einen Tag" if days == 1 else f"{days:,} Tage".replace(",", ".")
        return joined(
            f"{FORMS[who.gender][3]}e Haft dauert inzwischen", "mindestens" if at_least else "", count
        )

    def charged(self, who: Person, charge: str, article: str, wording: str) -> str:  # noqa: ARG002 - the wording is in the language of a source
        named = phrase("charge", charge, "de")
        under = f"(Artikel {article})" if article else ""
        return (
            joined(FORMS[who.gender][0], "wurde wegen des Vorwurfs", f"„{named}“", under, "angeklagt")
            if named
            else ""
        )

    def sentenced(self, who: Person, term: Term, on: FuzzyDate | None) -> str:
        date = said_when(on)
        said = _term(who, term)
        if not said:
            return ""
        verb, subject, rest = said
        return joined(date, verb, subject, rest) if date else joined(subject, verb, rest)

    def appealing(self, who: Person) -> str:
        return joined("über", f"{FORMS[who.gender][3]}e Berufung ist noch nicht entschieden")

    def hearing(self, who: Person, stage: str, on: FuzzyDate) -> str:
        said, what = said_when(on), STAGES.get(stage, "ein Gerichtstermin")
        return joined(said, "ist in", f"{FORMS[who.gender][3]}er Sache", what, "zu erwarten") if said else ""

    def known_as(self, who: Person, roles: tuple[str, ...]) -> str:
        named = [_gendered(said, who) for role in roles if (said := phrase("role", role, "de"))]
        told = " und ".join(named)
        if who.gender == "unknown":
            return joined(who.name, "ist als", told, "bekannt") if named else ""
        return joined(FORMS[who.gender][0], "ist", told) if named else ""

    def freed(self, who: Person, on: FuzzyDate | None) -> str:
        return joined(FORMS[who.gender][0], "wurde", said_when(on), "freigelassen")

    def striking(self, who: Person, on: FuzzyDate | None, source: Source) -> str:
        return self._reported(
            source, "hat", FORMS[who.gender][0], said_when(on), "einen Hungerstreik begonnen"
        )

    def ill(self, who: Person, condition: str, severity: str, source: Source) -> str:
        if named := phrase("condition", condition, "de"):
            return self._reported(source, "hat", FORMS[who.gender][0], named)
        if severity not in SEVERITIES:
            return ""
        return self._reported(
            source, "ist", f"{FORMS[who.gender][3]} Gesundheitszustand", SEVERITIES[severity]
        )

    def care_refused(self, who: Person, source: Source) -> str:
        return self._reported(
            source, "wird", FORMS[who.gender][2], "die nötige medizinische Behandlung verweigert"
        )

    def ill_treated(self, who: Person, during: str, source: Source, *, in_court: bool) -> str:
        told = "; darüber wurde vor Gericht ausgesagt" if in_court else ""
        when_ = DURING.get(during, "")
        return self._reported(source, "wurde", FORMS[who.gender][0], when_, f"misshandelt{told}")

    def threatened(self, who: Person, source: Source, *, family: bool) -> str:
        whom = f"{FORMS[who.gender][3]}e Familie" if family else FORMS[who.gender][0]
        return self._reported(source, "wurde", whom, "bedroht")

    def not_let_through(self, who: Person, form: str, source: Source) -> str:
        what = CONTACTS.get(form, "der Kontakt")
        return self._reported(source, "wurde", FORMS[who.gender][2], what, "verweigert")

    def _reported(self, source: Source, *parts: str) -> str:
        """A claim: "Berichten zufolge", the verb after it, and who reports it in brackets."""
        by = f"({self.cited(source)})" if source.publisher else ""
        return joined("Berichten zufolge", *parts, by)


def _term(who: Person, term: Term) -> tuple[str, str, str] | None:
    """Verb, subject, rest: the verb stands second whatever comes first."""
    subject = FORMS[who.gender][0]
    if term.disputed:
        lengths = " oder ".join(f"zu {length(one)}" for one in term.disputed)
        return "wurde", subject, f"verurteilt; die Angaben gehen auseinander: {lengths}"
    if term.form in ("amnesty", "released-at-verdict"):
        under = "aufgrund einer Amnestie" if term.form == "amnesty" else "bei der Urteilsverkündung"
        return "wurde", subject, f"{under} freigelassen"
    if term.form == "fine":
        return ("wurde", subject, f"zu einer Geldstrafe verurteilt: {term.amount}") if term.amount else None
    if term.length is None or term.form not in TERMS:
        return None
    said = TERMS[term.form] % {"length": length(term.length)}
    if term.on_appeal:
        return (
            "wurde",
            f"{FORMS[who.gender][3]}e Strafe",
            f"in der Berufung auf {_accusative(said)} festgesetzt",
        )
    return "wurde", subject, f"zu {said} verurteilt"


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
        return f"{female} oder {male}"
    return male if who.gender == "male" and male else female
