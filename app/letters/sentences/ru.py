"""Russian sentences: gender of past tenses and pronouns, dates and numbers in words, plural forms.

A name is never declined: sentences keep it in the nominative. Somebody whose gender the record does not tell is
"этот человек", and everything agrees with that noun.
"""

from collections.abc import Mapping

from app.dates import FuzzyDate
from app.letters.sentences.dates import since
from app.letters.sentences.glossary import phrase
from app.letters.sentences.ru_time import DATES, UNITS, dated, length, plural, said_when
from app.letters.sentences.ru_words import BARE, FREED, TERMS, UNDER
from app.letters.sentences.tongue import Count, Frames, Person, Source, Term

FORMS = {  # nominative, accusative and genitive, dative, instrumental, possessive, ending of past tense and participle
    "female": ("она", "её", "ей", "ею", "её", "а"),
    "male": ("он", "его", "ему", "им", "его", ""),
    "unknown": ("этот человек", "его", "ему", "им", "его", ""),
}
DEAR = {"female": "Дорогая", "male": "Дорогой", "unknown": "Здравствуйте,"}
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


FRAMES = Frames(
    ("по сообщению %(by)s, %(said)s.", "как сообщает %(by)s, %(said)s.", "согласно сообщению %(by)s, %(said)s."),
    ("в том же сообщении говорится, что %(said)s.", "по тем же сведениям, %(said)s.",
     "то же сообщение говорит о том, что %(said)s.", "согласно тому же сообщению, %(said)s."),
)  # fmt: skip
OBLIQUE = "\ue0ff"  # where a name would have to be declined: such a sentence is not made


def joined(*parts: str) -> str:
    """One sentence of its parts; none where a name would have to be declined."""
    text = " ".join(part for part in parts if part)
    return "" if OBLIQUE in text else text[:1].upper() + text[1:] + "."


class Russian:
    """Letters in Russian."""

    code, script = "ru", "Cyrl"
    salutation, closing = "Уважаемые дамы и господа!", "С уважением,"
    copy_to = "Копия:"
    to_ambassador = "Ваше Превосходительство!"
    ask = "Убедительно прошу Вас принять меры к тому,"
    ask_embassy = "Убедительно прошу Вас довести до сведения компетентных органов мою просьбу о том,"
    needs_gender = True
    goes_on_small = False

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
        subject = _forms(who)[0]
        if not where:
            return joined(subject, "находится под стражей")
        named = phrase("where", where, "ru")
        if named and who.way % 2:
            return joined("в заключении", subject, "находится", named)
        return (
            joined(subject, "содержится", named)
            if named
            else joined(subject, f"находится под стражей ({where})")
        )

    def was_held(self, who: Person, where: str, heard: FuzzyDate | None, count: Count | None) -> str:
        ending = _forms(who)[5]
        named = phrase("where", where, "ru")
        kept = (
            f"содержал{_reflexive(ending)} {named}" if named else f"находил{_reflexive(ending)} под стражей"
        )
        if where and not named:
            kept = f"{kept} ({where})"
        by_then = f"; к тому времени — {_days(count)}" if count else ""
        return joined(self._last_heard(heard), _forms(who)[0], f"{kept}{by_then}")

    def arrested(self, who: Person, on: FuzzyDate | None) -> str:
        said = said_when(on)
        if said and who.way % 2:
            return joined(said, _passive(who, "задержан"))
        return joined(_passive(who, "задержан"), said) if said else ""

    def held_for(self, who: Person, count: Count) -> str:
        said = f"{_forms(who)[0]} прове{'ла' if _forms(who)[5] else 'л'} в заключении {_days(count)}"
        heard = dated(count.heard)
        if count.heard.is_exact_day and who.way % 2:
            return joined(f"к {heard}", said)
        return joined(said, f"(последние сведения: {heard})" if heard else "")

    def charged(self, who: Person, charge: str, article: str, wording: str) -> str:  # noqa: ARG002 - the wording is in the language of a source
        named = phrase("charge", charge, "ru")
        under = f"(статья {article})" if article else ""
        if named and who.way % 2:
            return joined(_forms(who)[1], "обвинили в", named, under)
        return joined(_forms(who)[2], "было предъявлено обвинение в", named, under) if named else ""

    def sentenced(self, who: Person, term: Term, on: FuzzyDate | None) -> str:
        said = _term(who, term)
        date = "кроме того," if term.also else said_when(on)
        added = " в дополнение к прежнему наказанию" if term.added else ""
        if said and date and who.way % 2 and not (term.disputed or term.also or term.on_appeal):
            return joined(f"{said}{added}", f"({date})")
        return joined(date, f"{said}{added}") if said else ""

    def appealing(self, who: Person, lapsed: FuzzyDate | None) -> str:
        if lapsed is not None:
            appeal = f"апелляционная жалоба по {_forms(who)[4]} делу ещё не была рассмотрена"
            return joined(self._last_heard(lapsed), appeal)
        return joined("апелляционная жалоба по", _forms(who)[4], "делу ещё не рассмотрена")

    def hearing(self, who: Person, stage: str, on: FuzzyDate) -> str:
        said, what = said_when(on), STAGES.get(stage, "судебное заседание")
        return joined(said, "по", _forms(who)[4], "делу ожидается", what) if said else ""

    def known_as(self, who: Person, role: str, heard: FuzzyDate | None, *, still: bool) -> str:
        said = phrase("role", role, "ru")
        then = "" if still else self._last_heard(heard)
        return joined(then, f"{_forms(who)[0]} —", _gendered(said, who)) if said else ""

    def under(self, who: Person, form: str, until: FuzzyDate) -> str:
        told, day = UNDER.get(form, ""), self.day(until)
        if not told or not day:
            return ""
        return joined("в отношении", FORMS[who.gender][1], f"действует мера: {told} (последний день: {day})")

    def freed(self, who: Person, on: FuzzyDate | None, how: str) -> str:
        return joined(_passive(who, "освобождён"), FREED.get(how, ""), said_when(on))

    def on_strike(self, who: Person, on: FuzzyDate | None, source: Source) -> str:
        said = since(on, DATES)
        return self._reported(source, _forms(who)[0], said, "держит голодовку") if said else ""

    def striking(self, who: Person, on: FuzzyDate | None, source: Source, reached: Count | None) -> str:
        said = f"{_forms(who)[0]} объявил{_forms(who)[5]} голодовку"
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
        return self._reported(source, heard, "состояние", _forms(who)[4], "здоровья", said)

    def care_refused(self, who: Person, source: Source) -> str:
        verb = "отказывали" if source.lapsed else "отказывают"
        return self._reported(source, _forms(who)[2], verb, "в необходимой медицинской помощи")

    def ill_treated(self, who: Person, during: str, source: Source, *, in_court: bool) -> str:
        verb = f"подвергал{_forms(who)[5] + ('сь' if who.gender == 'female' else 'ся')} жестокому обращению"
        told = "о чём было заявлено в суде" if in_court else ""
        when_ = DURING.get(during, "")
        return self._reported(source, when_, _forms(who)[0], verb + ("," if told else ""), told)

    def threatened(self, who: Person, source: Source, *, family: bool) -> str:
        whom = f"в адрес {_forms(who)[4]} семьи" if family else f"в {_forms(who)[4]} адрес"
        return self._reported(source, whom, "поступали угрозы")

    def not_let_through(self, who: Person, form: str, source: Source) -> str:
        return self._reported(source, _forms(who)[2], "было отказано", CONTACTS.get(form, "в общении"))

    def _last_heard(self, heard: FuzzyDate | None) -> str:
        """По последним сведениям (24 апреля 2013 года): the past tense follows."""
        said = dated(heard) if heard else ""
        return f"по последним сведениям ({said})," if said else "по последним сведениям,"

    def _reported(self, source: Source, *parts: str) -> str:
        """A claim: "сообщается, что", and who reports it in brackets."""
        if source.publisher and (source.way or source.again) and OBLIQUE not in "".join(parts):
            exact = source.published is not None and source.published.is_exact_day and source.way % 2
            day = dated(source.published) if source.published else ""
            by = f"{source.publisher} {f'от {day}' if exact else f'({day})' if day else ''}".rstrip()
            return FRAMES.around(" ".join(part for part in parts if part), source, by)
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
        fine = f"{_forms(who)[2]} был назначен штраф"
        return f"{fine} в размере {term.amount}" if term.amount else fine
    if term.on_appeal and term.length and term.form == "prison":
        ways = ("в апелляционном порядке %s было назначено", "апелляционная инстанция назначила %s")
        return f"{ways[who.way % 2] % _forms(who)[2]} наказание: {length(term.length)} лишения свободы"
    if term.form not in BARE:
        return ""
    to = _penalty(term)
    absent = "заочно " if term.absent else ""
    served = f" (к отбытию: {length(term.enforced)})" if term.enforced else ""
    return f"{_passive(who, 'приговорён')} {absent}к {to}{served}"


def _penalty(term: Term) -> str:
    if term.lashes:
        return f"{BARE[term.form]} (ударов: {term.lashes})"
    return (
        TERMS[term.form] % {"length": length(term.length)}
        if term.length and term.form in TERMS
        else BARE[term.form]
    )


def _forms(who: Person) -> tuple[str, ...]:
    """The forms of the pronoun; what opens a letter has the name, which stands in the nominative alone."""
    forms = FORMS[who.gender]
    return (who.name, *(OBLIQUE,) * 4, forms[5]) if who.is_first else forms


def _passive(who: Person, participle: str) -> str:
    """Она была арестована, он был арестован; the stress moves, and with it goes the ё."""
    subject, *_others, ending = _forms(who)
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
    return OBLIQUE if who.is_first else {"female": "неё", "male": "него"}.get(who.gender, "этого человека")


def _gendered(said: str, who: Person) -> str:
    female, _bar, male = said.partition("|")
    return female if who.gender == "female" else male or female
