"""Russian sentences: gender of past tenses and pronouns, dates and numbers in words, plural forms.

A name is never declined: sentences keep it in the nominative. Somebody whose gender the record does not tell is
"этот человек", and everything agrees with that noun.
"""

import re
from collections.abc import Mapping

from app.dates import Duration, DurationRange, FuzzyDate, Precision
from app.dates.shape import Join, shape_of
from app.dates.single import Single
from app.letters.sentences.dates import DateWords, when
from app.letters.sentences.glossary import phrase
from app.letters.sentences.tongue import Person, Source, Term

GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
LOCATIVE = (
    "январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре",
    "декабре",
)  # fmt: skip
NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
UNTIL = (
    *zip(GENITIVE, NOMINATIVE, strict=True), ("весны", "весну"), ("лета", "лето"), ("осени", "осень"), ("зимы", "зиму"),
)  # fmt: skip
UNTIL_YEAR = re.compile(r" по ([0-9]{4}) года")
SEASONS = (("весной", "весны"), ("летом", "лета"), ("осенью", "осени"), ("зимой", "зимы"))
NUMBERS = (
    "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать", "двадцать",
)  # fmt: skip
UNITS = {
    "years": ("год", "года", "лет"), "months": ("месяц", "месяца", "месяцев"), "weeks": ("неделю", "недели", "недель"),
    "days": ("день", "дня", "дней"), "hours": ("час", "часа", "часов"),
}  # fmt: skip
FORMS = {  # nominative, accusative and genitive, dative, instrumental, possessive, ending of past tense and participle
    "female": ("она", "её", "ей", "ею", "её", "а"),
    "male": ("он", "его", "ему", "им", "его", ""),
    "unknown": ("этот человек", "его", "ему", "им", "его", ""),
}
DEAR = {"female": "Дорогая", "male": "Дорогой", "unknown": "Здравствуйте,"}
TERMS = {
    "prison": "лишению свободы сроком на %(length)s",
    "suspended": "лишению свободы условно сроком на %(length)s",
    "conditional": "лишению свободы условно сроком на %(length)s",
    "probation": "пробационному контролю сроком на %(length)s",
    "community-service": "общественным работам сроком на %(length)s",
    "administrative-detention": "административному аресту сроком на %(length)s",
}
STAGES = {
    "remand": "заседание о мере пресечения", "trial": "судебное заседание", "verdict": "оглашение приговора",
    "appeal": "заседание апелляционной инстанции", "cassation": "заседание кассационной инстанции",
}  # fmt: skip
DURING = {
    "arrest": "при задержании", "interrogation": "во время допросов", "pre-trial": "в следственном изоляторе",
    "trial": "во время судебного процесса", "custody": "под стражей", "demonstration": "во время демонстрации",
}  # fmt: skip
SEVERITIES = {"critical": "критическое", "serious": "тяжёлое"}
CONTACTS = {
    "visit": "в свидании", "call": "в телефонном разговоре", "parcel": "в передаче посылки", "mail": "в переписке",
    "lawyer-visit": "во встрече с адвокатом", "observer-visit": "во встрече с наблюдателем",
}  # fmt: skip


def plural(count: int, forms: tuple[str, str, str]) -> str:
    """One of год, года, лет."""
    if count % 10 == 1 and count % 100 != 11:
        return forms[0]
    return forms[1] if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else forms[2]


def number(count: int, *, feminine: bool = False) -> str:
    """Words up to twenty, in the accusative where it differs; figures beyond."""
    if feminine and count in (1, 2):
        return ("одну", "две")[count - 1]
    return NUMBERS[count] if 0 < count < len(NUMBERS) else f"{count:,}".replace(",", " ")


def length(given: Duration | DurationRange) -> str:
    """пять лет; один год и шесть месяцев; от семи до пятнадцати is said with figures."""
    if isinstance(given, Duration):
        parts = [
            f"{number(n, feminine=unit == 'weeks')} {plural(n, UNITS[unit])}"
            for unit, n in given.parts.items()
        ]
        return " и ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} и {parts[-1]}"
    if given.minimum and given.maximum:
        return f"{_bare(given.minimum)}–{_bare(given.maximum)}, по разным данным"
    if given.minimum:
        return f"не менее чем {length(given.minimum)}"
    return f"не более чем {length(given.maximum)}" if given.maximum else ""


def _bare(given: Duration) -> str:
    return " ".join(f"{n} {plural(n, UNITS[unit])}" for unit, n in given.parts.items())


def plain(one: Single) -> str:
    """A date in the genitive: 2 августа 2012 года."""
    match one.precision:
        case Precision.DAY:
            return f"{one.day} {GENITIVE[one.month - 1]} {one.year} года"
        case Precision.MONTH:
            return f"{GENITIVE[one.month - 1]} {one.year} года"
        case Precision.SEASON:
            return f"{SEASONS[one.month - 21][1]} {one.year} года"
        case Precision.YEAR:
            return f"{one.year} года"
        case _:
            return f"{one.year}-х годов"


def at(one: Single) -> str:
    """A date as an adverbial: 2 августа 2012 года, в августе 2012 года, весной 2012 года, в 2012 году."""
    match one.precision:
        case Precision.DAY:
            return plain(one)
        case Precision.MONTH:
            return f"в {LOCATIVE[one.month - 1]} {one.year} года"
        case Precision.SEASON:
            return f"{SEASONS[one.month - 21][0]} {one.year} года"
        case Precision.YEAR:
            return f"в {one.year} году"
        case _:
            return f"в {one.year}-х годах"


DATES = DateWords(
    at=at, plain=plain, about="примерно %(at)s", perhaps="предположительно %(a)s", by="не позднее %(a)s",
    since="с %(a)s", between="в период с %(a)s по %(b)s", from_to="с %(a)s по %(b)s", earliest="не ранее %(a)s",
    either="%(a)s или %(b)s", both="%(a)s и %(b)s",
)  # fmt: skip


def said_when(fuzzy: FuzzyDate | None) -> str:
    """The adverbial; what follows "по" stands in the accusative: по июль 2012 года, по 2012 год."""
    said = when(fuzzy, DATES)
    for genitive, accusative in UNTIL:
        said = said.replace(f" по {genitive} ", f" по {accusative} ")
    return UNTIL_YEAR.sub(r" по \1 год", said)


def joined(*parts: str) -> str:
    """One sentence of its parts."""
    text = " ".join(part for part in parts if part)
    return text[:1].upper() + text[1:] + "."


class Russian:
    """Letters in Russian."""

    code, script = "ru", "Cyrl"
    salutation, closing = "Уважаемые дамы и господа!", "С уважением,"

    def pronouns(self, who: Person) -> Mapping[str, str]:
        names = ("subject", "object", "dative", "instrumental", "possessive", "ending")
        return dict(zip(names, FORMS[who.gender], strict=True)) | {"dear": DEAR[who.gender]}

    def day(self, fuzzy: FuzzyDate) -> str:
        return said_when(fuzzy)

    def cited(self, source: Source) -> str:
        said = _dated(source.published) if source.published else ""
        return f"{source.publisher}, {said}" if said else source.publisher

    def held(self, who: Person, where: str) -> str:
        subject = FORMS[who.gender][0]
        if not where:
            return joined(subject, "находится под стражей")
        named = phrase("where", where, "ru")
        return (
            joined(subject, "содержится", named)
            if named
            else joined(subject, f"находится под стражей ({where})")
        )

    def arrested(self, who: Person, on: FuzzyDate | None) -> str:
        said = said_when(on)
        return joined(_passive(who, "задержан"), said) if said else ""

    def held_for(self, who: Person, days: int, *, at_least: bool) -> str:
        count = f"{days:,}".replace(",", " ")
        least = "не менее" if at_least else ""
        unit = plural(days, ("дня", "дней", "дней") if at_least else UNITS["days"])
        return joined(FORMS[who.gender][1], "содержат под стражей уже", least, count, unit)

    def charged(self, who: Person, charge: str, article: str, wording: str) -> str:  # noqa: ARG002 - the wording is in the language of a source
        named = phrase("charge", charge, "ru")
        under = f"(статья {article})" if article else ""
        return joined(FORMS[who.gender][2], "было предъявлено обвинение в", named, under) if named else ""

    def sentenced(self, who: Person, term: Term, on: FuzzyDate | None) -> str:
        said = _term(who, term)
        return joined(said_when(on), said) if said else ""

    def appealing(self, who: Person) -> str:
        return joined("апелляционная жалоба по", FORMS[who.gender][4], "делу ещё не рассмотрена")

    def hearing(self, who: Person, stage: str, on: FuzzyDate) -> str:
        said, what = said_when(on), STAGES.get(stage, "судебное заседание")
        return joined(said, "по", FORMS[who.gender][4], "делу ожидается", what) if said else ""

    def known_as(self, who: Person, roles: tuple[str, ...]) -> str:
        named = [_gendered(said, who) for role in roles if (said := phrase("role", role, "ru"))]
        return joined(f"{FORMS[who.gender][0]} —", " и ".join(named)) if named else ""

    def freed(self, who: Person, on: FuzzyDate | None) -> str:
        return joined(_passive(who, "освобождён"), said_when(on))

    def striking(self, who: Person, on: FuzzyDate | None, source: Source) -> str:
        return self._reported(
            source, said_when(on), FORMS[who.gender][0], f"объявил{FORMS[who.gender][5]} голодовку"
        )

    def ill(self, who: Person, condition: str, severity: str, source: Source) -> str:
        if named := phrase("condition", condition, "ru"):
            return self._reported(source, f"у {_after_u(who)}", named)
        if severity not in SEVERITIES:
            return ""
        return self._reported(source, "состояние", FORMS[who.gender][4], "здоровья", SEVERITIES[severity])

    def care_refused(self, who: Person, source: Source) -> str:
        return self._reported(source, FORMS[who.gender][2], "отказывают в необходимой медицинской помощи")

    def ill_treated(self, who: Person, during: str, source: Source, *, in_court: bool) -> str:
        verb = f"подвергал{FORMS[who.gender][5] + ('сь' if who.gender == 'female' else 'ся')} жестокому обращению"
        told = "о чём было заявлено в суде" if in_court else ""
        when_ = DURING.get(during, "")
        return self._reported(source, when_, FORMS[who.gender][0], verb + ("," if told else ""), told)

    def threatened(self, who: Person, source: Source, *, family: bool) -> str:
        whom = f"в адрес {FORMS[who.gender][4]} семьи" if family else f"в {FORMS[who.gender][4]} адрес"
        return self._reported(source, whom, "поступали угрозы")

    def not_let_through(self, who: Person, form: str, source: Source) -> str:
        return self._reported(source, FORMS[who.gender][2], "было отказано", CONTACTS.get(form, "в общении"))

    def _reported(self, source: Source, *parts: str) -> str:
        """A claim: "сообщается, что", and who reports it in brackets."""
        by = f"({self.cited(source)})" if source.publisher else ""
        return joined("сообщается, что", *parts, by)


def _term(who: Person, term: Term) -> str:
    if term.disputed:
        lengths = " или ".join(length(one) for one in term.disputed)
        return f"{_passive(who, 'осуждён')}; срок в источниках указан по-разному: {lengths}"
    if term.form in ("amnesty", "released-at-verdict"):
        under = "по амнистии" if term.form == "amnesty" else "при вынесении приговора"
        return f"{_passive(who, 'освобождён')} {under}"
    if term.form == "fine":
        return f"{FORMS[who.gender][2]} был назначен штраф: {term.amount}" if term.amount else ""
    if term.length is None or term.form not in TERMS:
        return ""
    if term.on_appeal and term.form == "prison":
        set_at = f"{FORMS[who.gender][2]} было назначено наказание: {length(term.length)} лишения свободы"
        return f"в апелляционном порядке {set_at}"
    return f"{_passive(who, 'приговорён')} к {TERMS[term.form] % {'length': length(term.length)}}"


def _passive(who: Person, participle: str) -> str:
    """Она была арестована, он был арестован; the stress moves, and with it goes the ё."""
    subject, *_forms, ending = FORMS[who.gender]
    agreeing = f"{participle.replace('ё', 'е')}а" if ending else participle
    return f"{subject} был{ending} {agreeing}"


def _dated(published: FuzzyDate) -> str:
    """A date in brackets after a publisher, where it stands by itself: сентябрь 2011 года, 2011 год."""
    shape = shape_of(published.edtf)
    one = shape.dates[0] if shape.join is Join.ONE else None
    if one is None or one.mark:
        return said_when(published)
    if one.precision is Precision.MONTH:
        return f"{NOMINATIVE[one.month - 1]} {one.year} года"
    return f"{one.year} год" if one.precision is Precision.YEAR else plain(one)


def _after_u(who: Person) -> str:
    return {"female": "неё", "male": "него"}.get(who.gender, "этого человека")


def _gendered(said: str, who: Person) -> str:
    female, _bar, male = said.partition("|")
    return female if who.gender == "female" else male or female
