"""Composing a letter for a public call: which offices, whose case, and the draft of what the whole world may read."""

from dataclasses import dataclass, replace

from app.campaigning.public_gate import Gone
from app.campaigning.queries.public_actions import Open
from app.cases.models import Case
from app.consent.models import Use
from app.db import number_of
from app.letters.call_letter import CALL, asks_in, call_words
from app.letters.free_words import Wanted, asks_may_leave, heard, told_in_public
from app.letters.letter_screens import asked_in
from app.letters.new_draft import Choice, Drafted, language_of, made_from
from app.letters.queries.briefing_facts import briefings_for
from app.letters.queries.offices import Office
from app.letters.queries.public_call import cases_of_call, offices_of_call
from app.letters.sentences.languages import LANGUAGES, TONGUES
from app.text import _, marked
from app.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Desk:
    """What a writer can choose from."""

    call: Open
    cases: tuple[Case, ...]
    offices: tuple[Office, ...]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages of letters by name."""
        return [(code, marked(name)) for code, name in LANGUAGES]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a writer has chosen; what is not on the desk counts as not chosen."""

    about: str = ""
    to: str = ""
    language: str = ""
    variant: int = 0
    own_line: str = ""


def desk_of(visit: Visit, call: Open) -> Desk:
    """The cases and the offices of a call."""
    cases = cases_of_call(visit.session, [one.reference for one in call.behind])
    return Desk(call, tuple(cases), tuple(offices_of_call(visit.session, call.row.id, call.row.target or "")))


def settle(desk: Desk, wish: Wish) -> Wish:
    """The wish with the first of everything where nothing that is there was chosen."""
    about = next(
        (one.reference for one in desk.cases if one.reference == wish.about), desk.cases[0].reference
    )
    office = next((one for one in desk.offices if one.key == wish.to), desk.offices[0])
    language = wish.language if wish.language in TONGUES else language_of(Choice("", office))
    return replace(wish, about=about, to=office.key, language=language)


def composed(visit: Visit, desk: Desk, wish: Wish) -> Drafted:
    """The draft from public facts; raises Gone where consent allows no letter."""
    case = next(one for one in desk.cases if one.reference == wish.about)
    office = next(one for one in desk.offices if one.key == wish.to)
    asked = asked_in(visit, Use.LETTER, Use.PUBLIC)
    briefing = briefings_for(visit.session, [case], asked)[number_of(case)]
    if briefing.only_to_read or briefing.is_stopped:
        raise Gone(_("No letter is offered for this action now."))
    row = desk.call.row
    asks = asks_in(wish.language, row.asks, row.languages)
    if asks and not asks_may_leave(visit.session, asked, desk.cases, asks):
        asks = ""
    choice = Choice(CALL.slug, office, wish.language, wish.variant, wish.own_line, asks=asks)
    words = call_words(wish.language)
    wanted = Wanted(case, briefing, CALL, words, wish.language, wish.own_line, is_public=True)
    made = made_from(briefing, CALL, words, choice, heard(visit.session, asked, [wanted])[0])
    if made.age:  # nobody could look again before a stranger sends it
        raise Gone(_("No letter is offered for this action now: what is known is too old."))
    return made


def witnesses(visit: Visit, desk: Desk, wish: Wish, made: Drafted) -> list[tuple[str, list[str]]]:
    """Every sentence with the texts that say so; a text whose own words may not be told is named no further."""
    case = next(one for one in desk.cases if one.reference == wish.about)
    texts = sorted({cited.source for one in made.draft.sentences for cited in one.cites})
    told = told_in_public(visit.session, asked_in(visit), case, texts)
    silent = _("a source that is not named here")
    return [
        (
            one.text,
            list(dict.fromkeys(cited.source if cited.source in told else silent for cited in one.cites)),
        )
        for one in made.draft.sentences
    ]
