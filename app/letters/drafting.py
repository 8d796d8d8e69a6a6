"""Drafting: a briefing and a kind's words become a letter whose every sentence names its facts and sources; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from app.cases.entry_words import headline
from app.cases.models import Standing
from app.cases.models.cases import Gravity
from app.dates import FuzzyDate, in_words
from app.letters.briefing import Briefing, LeftOut
from app.letters.corrections import WRONG, may_quote
from app.letters.letter_kinds import Kind
from app.letters.liquid_text import BadWords, fill
from app.letters.phrases import chosen
from app.letters.sentence_plan import SLOTS, sentences, untold
from app.letters.sentences.tongue import Source, Tongue
from app.letters.traced_sentence import Made, Telling, Voice
from app.letters.turns import TOGETHER, in_turn, leading, way_of
from app.text import _

# A made sentence travels through the kind's text between these signs, so that the letter can be traced to it.
OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
SIGNS = re.compile("[\ue000-\uf8ff]")
PIECE = re.compile(f"{OPEN}([0-9]+){MIDDLE}([^{CLOSE}]*){CLOSE}")
LEADS = re.compile(r"\{\{-?\s*lead\b")
SUBJECT = re.compile(r"\A\s*[\w-]+:[ \t]*(.*)")

Piece = tuple[str, int | None]
Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class To:
    """Who the letter goes to, as far as its words need it. An embassy decides nothing: it is asked to pass on."""

    office: str
    language: str = ""
    salutation: str = ""
    closing: str = ""
    is_embassy: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What kind of letter, in whose words, to whom, in which language."""

    kind: Kind
    words: str
    to: To
    tongue: Tongue
    seed: int = 0  # by which one letter differs from the next
    own_line: str = ""
    asks: str = ""  # what a public call asks for
    refused: Mapping[str, str] = field(default_factory=dict)  # sentences that may not leave, and why
    kept_by: tuple[str, ...] = ()  # why typed words keep it here
    wrong: tuple[Made, ...] = ()  # what an earlier letter told, of a correction
    sent: str = ""  # the month of that letter
    bases: tuple[str, ...] = ()  # the legal grounds that a reader of the campaign has signed


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be read. `blocks` says why it must not be sent; empty when it may."""

    subject: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Made, ...]
    left_out: tuple[LeftOut, ...]
    blocks: tuple[str, ...] = field(default=())

    @property
    def body(self) -> str:
        """The words alone, as every way out carries them."""
        return body_of(self.paragraphs)


def body_of(paragraphs: Sequence[Sequence[Sequence[object]]]) -> str:
    """Paragraphs of pieces as plain text."""
    return "\n\n".join("".join(str(piece[0]) for piece in paragraph).strip() for paragraph in paragraphs)


def draft(briefing: Briefing, plan: Plan) -> Draft:
    """The letter that the briefing allows; raises BadWords when the kind's text cannot be used."""
    telling = Telling.of(briefing, plan.tongue)
    whole = sentences(telling) if plan.kind.about_case else []
    made = [one for one in whole if one.text not in plan.refused]
    made += [one for one in plan.wrong if one.text not in plan.refused and may_quote(one, briefing.groups)]
    lead = leading(made, plan.seed) if LEADS.search(plan.words) else None
    text = fill(plan.words, values(telling, plan, made, lead))
    used = list(dict.fromkeys(int(number) for number, _words in PIECE.findall(text)))
    order = {number: place for place, number in enumerate(used)}
    told = tuple(spoken([made[number] for number in used], plan, lead, telling.who.name))
    subject, paragraphs = _laid_out(text, order, [one.text for one in told])
    told_apart = (one for one in briefing.left_out if not one.is_kept)
    refused = (_refused(one, plan.refused[one.text]) for one in whole if one.text in plan.refused)
    left_out = (*told_apart, *refused, *_not_told(telling, whole)) if plan.kind.about_case else ()
    return Draft(subject, paragraphs, told, left_out, tuple(_blocks(briefing, plan, told)))


def spoken(told: Sequence[Made], plan: Plan, lead: Made | None, name: str) -> Iterator[Made]:
    """What the letter tells, in its order and its own way; a report that was just named is not named anew."""
    before: Source | None = None
    named: list[Source] = []
    for number, one in enumerate(told):
        again = one.credit is not None and one.credit.is_same_as(before)
        is_named = any(one.credit is not None and one.credit.is_same_as(earlier) for earlier in named)
        way = way_of(one, plan.seed, number, again=again, is_named=one is lead or is_named)
        text = one.spoken(Voice(way, again, one is lead)) or one.text
        if one is lead and plan.tongue.goes_on_small and _salutation(plan).endswith(","):
            text = text if text.startswith(name) else text[:1].lower() + text[1:]
        if one.credit is not None and one.credit.publisher:
            before = one.credit
            named.append(one.credit)
        yield replace(one, text=text)


def values(
    telling: Telling, plan: Plan, made: Sequence[Made], lead: Made | None = None
) -> Mapping[str, object]:
    """Every placeholder a kind may use; a sentence that is not there is an empty text."""
    slots = dict.fromkeys(SLOTS, "")
    pieces = [f"{OPEN}{number}{MIDDLE}{_plain(one.text)}{CLOSE}" for number, one in enumerate(made)]
    for slot, group in groupby(enumerate(made), key=lambda numbered: numbered[1].slot):
        slots[slot] = " ".join(pieces[number] for number, one in group if one is not lead)
    wrong = [one.slot for one in made if one.slot.startswith(WRONG)]
    own = plan.to.language == plan.tongue.code
    return {
        **slots,
        **{name: in_turn(groups, slots, plan.seed) for name, groups in TOGETHER.items()},
        "lead": next((piece for piece, one in zip(pieces, made, strict=True) if one is lead), ""),
        "phrase": chosen(plan.tongue.code, plan.seed, _has(lead), telling.who.name),
        "name": _plain(telling.who.name),
        "they": telling.tongue.pronouns(telling.who),
        "office": _plain(plan.to.office),
        "salutation": _plain(_salutation(plan)),
        "ask": plan.tongue.ask_embassy if plan.to.is_embassy else plan.tongue.ask,
        "closing": _plain((plan.to.closing if own else "") or plan.tongue.closing),
        "own_line": _plain(plan.own_line),
        "asks": _plain(plan.asks),
        "wrong": " ".join(slots[slot] for slot in dict.fromkeys(wrong)),
        "right": " ".join(filter(None, (slots[one.removeprefix(WRONG)] for one in dict.fromkeys(wrong)))),
        "sent": telling.tongue.day(FuzzyDate.parse(plan.sent)) if plan.sent else "",
        "basis": " ".join(plan.bases),
        "tells_ill_treatment": "1" if any(one.slot == "ill_treatment" for one in made) else "",
        "faces_death": "1" if any(one.gravity == Gravity.DEATH_SENTENCE for one in made) else "",
        "is_final": "1" if telling.briefing.standing is Standing.SENTENCED else "",
        "imprisoned": "1" if telling.briefing.is_thought_held else "",
        "variant": plan.seed % 3,
        "turn": plan.seed % 2,
        "early": plan.seed // 4 % 2,
    }


def _has(lead: Made | None) -> set[str]:
    """What the letter has that a phrase may need."""
    if lead is None:
        return {"name"}
    return {"lead", "news"} if lead.credit else {"lead"}


def _salutation(plan: Plan) -> str:
    own = plan.to.salutation if plan.to.language == plan.tongue.code else ""
    return own or (plan.tongue.to_ambassador if plan.to.is_embassy else plan.tongue.salutation)


def _plain(text: str) -> str:
    return SIGNS.sub("", text)


def _laid_out(text: str, order: Mapping[int, int], told: Sequence[str]) -> tuple[str, tuple[Paragraph, ...]]:
    """The first line is the subject; blank lines part the paragraphs; an empty one is dropped."""
    head, _newline, rest = text.lstrip().partition("\n")
    found = SUBJECT.match(head)
    if found is None:
        raise BadWords(_("the first line has to be the subject, such as Subject: ..."), 1, 1)
    paragraphs = [_pieces(" ".join(part.split()), order, told) for part in re.split(r"\n\s*\n", rest)]
    return " ".join(PIECE.sub(r"\2", found.group(1)).split()), tuple(part for part in paragraphs if part)


def _pieces(text: str, order: Mapping[int, int], told: Sequence[str]) -> Paragraph:
    found: list[Piece] = []
    at = 0
    for piece in PIECE.finditer(text):
        if before := text[at : piece.start()]:
            found.append((before, None))
        place = order[int(piece.group(1))]
        found.append((_plain(told[place]), place))
        at = piece.end()
    if text[at:]:
        found.append((text[at:], None))
    return tuple(found)


def _refused(made: Made, why: str) -> LeftOut:
    number = next((ground.removeprefix("entry-") for ground in made.rests_on if "entry-" in ground), "")
    return LeftOut(int(number) if number else None, made.text, why)


def _not_told(telling: Telling, made: Sequence[Made]) -> list[LeftOut]:
    """Facts that may be said and that no sentence of this language tells."""
    return [
        LeftOut(fact.id, headline(fact), _("Not used in this kind of letter"))
        for fact in untold(telling, list(made))
    ]


def _blocks(briefing: Briefing, plan: Plan, told: Sequence[Made]) -> list[str]:
    """Why the letter must not be sent as it is."""
    kind = plan.kind
    blocks = [f"{briefing.only_to_read.rstrip('.')}."] if briefing.only_to_read else [*plan.kept_by]
    slots = {one.slot for one in told}
    if not all(slots & set(group) for group in kind.needs):
        blocks.append(_("The facts this kind of letter rests on are not there, or may not be used."))
    blocks += filter(None, (misfit(briefing, kind), _unwritable(briefing, plan.tongue)))
    return blocks


def misfit(briefing: Briefing, kind: Kind) -> str:
    """Why this kind of letter is not for this person now; "" where it is."""
    if not briefing.subject.is_named:
        return _(
            "Nobody's name is recorded here, and a letter needs one. Add it to the person, then draft anew."
        )
    if kind.standings and briefing.standing not in kind.standings:
        return _("This kind of letter does not fit where the case stands now.")
    if kind.held and not briefing.is_thought_held:
        return _(
            "This kind of letter is for somebody in custody, and nothing says that this person still was."
        )
    if not kind.about_case and not briefing.subject.may_be_written:
        return _("This person is not to be written to; the person's page says why.")
    return briefing.pleas.why_not if kind.pleads else ""


def _unwritable(briefing: Briefing, tongue: Tongue) -> str:
    """Why this language cannot be written about this person yet; "" where it can."""
    if not briefing.subject.is_spelled_in(tongue.script):
        return _(
            "The record has this name in Latin letters only, and a letter in this language needs it in its own. "
            "Add the spelling on the person's page; nothing is made up."
        )
    if tongue.needs_gender and briefing.subject.gender not in ("female", "male"):
        return _(
            "This language cannot be written without saying whether somebody is a woman or a man, and the record "
            "does not say it. Add it on the person's page."
        )
    return ""


def age_block(briefing: Briefing, kind: Kind) -> str:
    """What is known is too old to send without looking again; a person may confirm that it still holds.

    Of every kind: also a greeting is not sent to somebody of whom nobody knows any more where they are.
    """
    newest, as_of = briefing.newest, briefing.as_of
    if newest is None or as_of is None:
        return _("No dated fact with a source says where the case stands. Look again before this is sent.")
    if (briefing.today - newest).days <= kind.fresh:
        return ""
    told = {"day": in_words(as_of), "days": f"{(briefing.today - newest).days:,}"}
    if as_of.is_exact_day:
        return _("The newest fact is of %(day)s, %(days)s days ago. Look again before this is sent.") % told
    return (
        _("The newest fact (%(day)s) is at least %(days)s days old. Look again before this is sent.") % told
    )
