"""Editing the words of a kind: what may stand in them, checked and shown on a real case; pure but for its forms."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from app.cases.rules.reading import read_case
from app.letters.briefing import Known, Subject, brief
from app.letters.drafting import Plan, To, values
from app.letters.letter_kinds import Kind
from app.letters.liquid_text import MOST_BYTES, BadWords, Values, check
from app.letters.sentence_plan import SLOTS
from app.letters.sentences.languages import TONGUES, tongue
from app.letters.traced_sentence import Telling
from app.text import N_, _
from app.web.form_fields import Line, NeededLine, clean, one_of
from app.web.forms import Form, Rules

PLACEHOLDERS = (
    ("salutation", N_("as the office wants to be addressed, else the language's own")),
    ("name", N_("the person's name, never declined")),
    *((name, slot.label) for name, slot in SLOTS.items()),
    ("who", N_("role, place and sentence together, in varying order")),
    ("story", N_("role, custody and case together, in varying order")),
    ("reports", N_("all that is reported together, in varying order")),
    ("lead", N_("the gravest of what is new, to open the letter with")),
    (
        "phrase",
        N_("ways to say what states no fact: phrase.opening, .reply, .care, .trial, .freedom, .family"),
    ),
    ("basis", N_("the legal grounds that a reader of the campaign has signed")),
    ("tells_ill_treatment", N_("empty unless ill-treatment is told anywhere in the letter")),
    ("faces_death", N_("empty unless a death sentence stands that the letter tells")),
    ("is_final", N_("empty unless the person was sentenced and no appeal is pending")),
    ("imprisoned", N_("empty unless the person was in custody when last heard of")),
    ("ask", N_("the words before what is asked for; an embassy is asked to pass it on")),
    ("own_line", N_("the writer's own line")),
    ("office", N_("the name of the office")),
    ("closing", N_("the closing words")),
    ("variant", N_("0, 1 or 2, to vary the wording")),
    ("turn", N_("0 or 1, to vary the order")),
    ("early", N_("0 or 1, to vary the order once more")),
)


def _words(value: object) -> str:
    text = clean(value, MOST_BYTES, lines=True)
    if text is None:
        raise ValueError(_("Write the words of the letter here"))
    return text


class NewKindForm(Form):
    """The name of a kind to begin with."""

    title: Line = None


class KindForm(Form):
    """A kind's name and words in one language, and a case to show them on."""

    title: NeededLine
    words: Annotated[str, BeforeValidator(_words)]
    language: Annotated[str | None, one_of(*TONGUES)] = None
    case: Line = None

    def _rules(self) -> Rules:
        yield "title", lambda: len(self.title) > 80, _("Shorten the name to 80 characters or fewer")
        fault = fault_of_words(self.words, self.language or "en")
        yield "words", lambda: fault, fault


def fault_of_words(words: str, language: str) -> str:
    """What makes the words of a kind unfit, as a sentence; empty when nothing does."""
    try:
        check_words(words, language)
    except BadWords as fault:
        return str(fault)
    return ""


def check_words(words: str, language: str) -> None:
    """Refuse words that could print a hole, or whose first line is no subject; raises BadWords."""
    head = words.lstrip().partition("\n")[0]
    if ":" not in head:
        raise BadWords(_("the first line has to be the subject, such as Subject: ..."), 1, 1)
    check(words, sample_values(language))


def sample_values(language: str) -> Values:
    """Every placeholder, as an empty case fills them."""
    day = date(2013, 4, 30)
    known = Known("K-000", Subject(_("Somebody")), read_case((), day), (), ())
    plan = Plan(Kind("", "", "", 0), "", To(_("An office")), tongue(language))
    telling = Telling.of(brief(known, day), tongue(language))
    filled = dict(values(telling, plan, ()))
    return filled | {
        name: filled[name] or _("words")
        for name in filled
        if name not in ("they", "phrase", "variant", "turn", "early")
    }
