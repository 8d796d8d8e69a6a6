"""Russian sentences: gender of past tenses and pronouns, dates and numbers in words, plural forms.

A name is never declined: sentences keep it in the nominative. Somebody whose gender the record does not tell is
"этот человек", and everything agrees with that noun.
"""

from collections.abc import Mapping

from app.dates import FuzzyDate
from app.letters.sentences.glossary import phrase
from app.letters.sentences.ru_time import UNITS, dated, length, plural, said_when
from app.letters.sentences.tongue import Count, Person, Source, Term

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
BARE = {
    "prison": "лишению свободы", "suspended": "лишению свободы условно", "conditional": "лишению свободы условно",
    "probation": "пробационному контролю", "community-service": "общественным работам",
    "administrative-detention": "административному аресту",
}  # fmt: skip
STAGES = {
    "remand": "заседание о мере пресечения", "trial": "судебное заседание", "verdict": "оглашение приговора",
    "appeal": "заседание апелляционной инстанции", "cassation": "заседание кассационной инстанции",
}  # fmt: skip
DURING = {
    "arrest": "при задержании", "interrogation": "во время допросов", "pre-trial": "в следственном изоляторе",
    "trial": "во время судебного процесса", "custody": "под стражей", "demonstration": "во время демонстрации",
}  # fmt: skip
SEVERITIES = {"critical": "критическое", "serious": "тяжёлое"}
WAS_SEVERE = {"critical": "было критическим", "serious": "было тяжёлым"}
CONTACTS = {
    "visit": "в свидании", "call": "в телефонном разговоре", "parcel": "в передаче посылки", "mail": "в переписке",
    "lawyer-visit": "во встрече с адвокатом", "observer-visit": "во встрече с наблюдателем",
}  # fmt: skip


def joined(*parts: str) -> str:
    """One sentence of its parts."""
    text = " ".join(part for part in parts if part)
    return text[:1].upper() + text[1:] + "."


class Russian:
    """Letters in Russian."""

    code, script = "ru", "Cyrl"
    salutation, closing = "Уважаемые дамы и господа!", "С уважением,"
    copy_to = "Копия:"
    to_ambassador = "Ваше Превосходительство!"
    ask = "Убедительно прошу Вас принять меры к тому,"
    ask_embassy = "Убедительно прошу Вас довести до сведения компетентных органов мою просьбу о том,"
    needs_gender = True

    def pronouns(self, who: Person) -> Mapping[str, str]:
        names = ("subject", "object", "dative", "instrumental", "possessive", "ending")
        return dict(zip(names, FORMS[who.gender], strict=True)) | {"dear": DEAR[who.gender]}

    def day(self, fuzzy: FuzzyDate) -> str:
        return said_when(fuzzy)

    def cited(self, source: Source) -> str:
        said = dated(source.published) if source.published else ""
        return f"{source.publisher}, {said}" if said else source.publisher

    def missing(self, who: Person, since: FuzzyDate | None, source: Source, *, denied: bool) -> str:
        where = (
            "власти отрицают, что удерживают этого человека"
            if denied
            else "никто не сообщает, где находится этот человек"
        )
        taken = said_when(since), _passive(who, "увезён"), "неизвестно куда, и с тех пор вестей нет;"
        return self._reported(source, *taken, where)

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

    def was_held(self, who: Person, where: str, heard: FuzzyDate | None, count: Count | None) -> str:
        ending = FORMS[who.gender][5]
        named = phrase("where", where, "ru")
        kept = (
            f"содержал{_reflexive(ending)} {named}" if named else f"находил{_reflexive(ending)} под стражей"
        )
        if where and not named:
            kept = f"{kept} ({where})"
        by_then = f"; к тому времени — {_days(count)}" if count else ""
        return joined(self._last_heard(heard), FORMS[who.gender][0], f"{kept}{by_then}")

    def arrested(self, who: Person, on: FuzzyDate | None) -> str:
        said = said_when(on)
        return joined(_passive(who, "задержан"), said) if said else ""

    def held_for(self, who: Person, count: Count) -> str:
        said = (
            f"{FORMS[who.gender][0]} прове{'ла' if FORMS[who.gender][5] else 'л'} в заключении {_days(count)}"
        )
        heard = dated(count.heard)
        return joined(said, f"(последние сведения: {heard})" if heard else "")

    def charged(self, who: Person, charge: str, article: str, wording: str) -> str:  # noqa: ARG002 - the wording is in the language of a source
        named = phrase("charge", charge, "ru")
        under = f"(статья {article})" if article else ""
        return joined(FORMS[who.gender][2], "было предъявлено обвинение в", named, under) if named else ""

    def sentenced(self, who: Person, term: Term, on: FuzzyDate | None) -> str:
        said = _term(who, term)
        date = "кроме того," if term.also else said_when(on)
        added = " в дополнение к прежнему наказанию" if term.added else ""
        return joined(date, f"{said}{added}") if said else ""

    def appealing(self, who: Person, lapsed: FuzzyDate | None) -> str:
        if lapsed is not None:
            appeal = f"апелляционная жалоба по {FORMS[who.gender][4]} делу ещё не была рассмотрена"
            return joined(self._last_heard(lapsed), appeal)
        return joined("апелляционная жалоба по", FORMS[who.gender][4], "делу ещё не рассмотрена")

    def hearing(self, who: Person, stage: str, on: FuzzyDate) -> str:
        said, what = said_when(on), STAGES.get(stage, "судебное заседание")
        return joined(said, "по", FORMS[who.gender][4], "делу ожидается", what) if said else ""

    def known_as(self, who: Person, role: str, heard: FuzzyDate | None, *, still: bool) -> str:
        said = phrase("role", role, "ru")
        then = "" if still else self._last_heard(heard)
        return joined(then, f"{FORMS[who.gender][0]} —", _gendered(said, who)) if said else ""

    def freed(self, who: Person, on: FuzzyDate | None) -> str:
        return joined(_passive(who, "освобождён"), said_when(on))

    def striking(self, who: Person, on: FuzzyDate | None, source: Source, reached: Count | None) -> str:
        said = f"{FORMS[who.gender][0]} объявил{FORMS[who.gender][5]} голодовку"
        if reached is None:
            return self._reported(source, said_when(on), said)
        heard = self._last_heard(source.lapsed) if source.lapsed else said_when(reached.heard)
        day = f"шёл {'по меньшей мере ' if reached.at_least else ''}{reached.days}-й день"
        return self._reported(source, said_when(on), f"{said};", heard, day)

    def ill(self, who: Person, condition: str, severity: str, source: Source) -> str:
        heard = self._last_heard(source.lapsed) if source.lapsed else ""
        if named := phrase("condition", condition, "ru"):
            return self._reported(source, heard, f"у {_after_u(who)}", named)
        if severity not in SEVERITIES:
            return ""
        said = (WAS_SEVERE if heard else SEVERITIES)[severity]
        return self._reported(source, heard, "состояние", FORMS[who.gender][4], "здоровья", said)

    def care_refused(self, who: Person, source: Source) -> str:
        verb = "отказывали" if source.lapsed else "отказывают"
        return self._reported(source, FORMS[who.gender][2], verb, "в необходимой медицинской помощи")

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

    def _last_heard(self, heard: FuzzyDate | None) -> str:
        """По последним сведениям (24 апреля 2013 года): the past tense follows."""
        said = dated(heard) if heard else ""
        return f"по последним сведениям ({said})," if said else "по последним сведениям,"

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
        fine = f"{FORMS[who.gender][2]} был назначен штраф"
        return f"{fine} в размере {term.amount}" if term.amount else fine
    if term.on_appeal and term.length and term.form == "prison":
        set_at = f"{FORMS[who.gender][2]} было назначено наказание: {length(term.length)} лишения свободы"
        return f"в апелляционном порядке {set_at}"
    if term.form not in TERMS:
        return ""
    to = TERMS[term.form] % {"length": length(term.length)} if term.length else BARE[term.form]
    return f"{_passive(who, 'приговорён')} к {to}"


def _passive(who: Person, participle: str) -> str:
    """Она была арестована, он был арестован; the stress moves, and with it goes the ё."""
    subject, *_forms, ending = FORMS[who.gender]
    agreeing = f"{participle.replace('ё', 'е')}а" if ending else participle
    return f"{subject} был{ending} {agreeing}"


def _days(count: Count) -> str:
    """Не менее 325 дней; не менее одного дня is said with figures."""
    days = f"{count.days:,}".replace(",", " ")
    if count.at_least:
        return f"не менее {days} {plural(count.days, ('дня', 'дней', 'дней'))}"
    return f"{days} {plural(count.days, UNITS['days'])}"


def _reflexive(ending: str) -> str:
    """The end of a past tense that is reflexive: содержалась, содержался."""
    return f"{ending}сь" if ending else "ся"


def _after_u(who: Person) -> str:
    return {"female": "неё", "male": "него"}.get(who.gender, "этого человека")


def _gendered(said: str, who: Person) -> str:
    female, _bar, male = said.partition("|")
    return female if who.gender == "female" else male or female
