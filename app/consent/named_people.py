"""Who is named in a text: by any known spelling, in any script, in either order, also declined. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.cases.name_keys import KEY, LONG_PART, pair_key, single_key, stem
from app.consent.name_tokens import GLUED, Token, tokens_of
from app.name_likeness import name_parts

ENDING = 2  # letters by which a short part of a whole name may grow when declined
MOST_GLUED = 30  # letters of a word of an address that are tried at every place

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose single names count too: the persons' own, those tied to them, and others of the same campaign."""

    own: frozenset[int] = frozenset()
    tied: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()


class Names:
    """Spellings, arranged for looking through texts.

    A whole name is found of everybody, and an initial with a longer part. A single word of it is found of the persons
    themselves and of those tied to them; of others of the campaign their last name. `apart` are passages that two
    people say mean somebody else.
    """

    def __init__(
        self,
        spellings: Iterable[tuple[int, str]],
        circle: Circle,
        apart: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        known = [(person, name_parts(text)) for person, text in spellings]
        self._own, self._apart = circle.own, apart or {}
        own = {part for person, parts in known if person in circle.own for part in parts}
        self._whole: dict[str, set[tuple[int, Parts]]] = defaultdict(set)
        self._single: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for person, parts in known:
            if len(parts) > 1:
                for part in parts:
                    self._whole[part[:1]].add((person, parts))
            for part in _single_parts(person, parts, circle):
                if person in circle.own or part not in own:
                    self._single[part[:KEY]].add((person, part))

    def in_text(self, *texts: str | None) -> frozenset[int]:
        """The numbers of all persons named in these texts."""
        return frozenset[int]().union(
            *(self.without(text, self._found(text), self._apart) for text in texts if text)
        )

    def without(
        self, text: str, found: AbstractSet[int], apart: Mapping[int, Sequence[str]]
    ) -> frozenset[int]:
        """Those found whom the text names also where it does not say one of these passages."""
        rests = {person: _rest(text, apart.get(person, ())) for person in found - self._own}
        gone = {person for person, rest in rests.items() if rest != text and person not in self._found(rest)}
        return frozenset(found - gone)

    def _found(self, text: str) -> set[int]:
        found: set[int] = set()
        tokens = tokens_of(text)
        for at, token in enumerate(tokens):
            found |= self._alone(token)
            for other in _beside(tokens, at):
                found |= self._together(token, other)
            if token.in_address and len(token.forms[0]) >= GLUED:
                found |= self._grown_together(token.forms[0])
        return found

    def _alone(self, token: Token) -> set[int]:
        return {
            person
            for form in token.forms
            for person, part in self._single.get(form[:KEY], ())
            if is_form_of(form, part)
            and (token.may_be_name or person in self._own or (form == part and len(part) >= LONG_PART))
        }

    def _together(self, one: Token, other: Token) -> set[int]:
        near = {known for form in one.forms for known in self._whole.get(form[:1], ())}
        return {person for person, parts in near if _are_two_of(one, other, parts)}

    def _grown_together(self, word: str) -> set[int]:
        """In #freetuletaeva and tuletaevaroza.example stands a name, whatever stands before and after it."""
        single = {one for some in self._single.values() for one in some}
        whole = {one for some in self._whole.values() for one in some}
        return {person for person, part in single if len(part) >= LONG_PART and part in word} | {
            person for person, parts in whole if parts[0] + parts[-1] in word or parts[-1] + parts[0] in word
        }


def _rest(text: str, passages: Iterable[str]) -> str:
    for passage in passages:
        text = text.replace(passage, " ")
    return text


def keys_in(text: str) -> tuple[set[str], set[str]]:
    """The keys of spellings that this text could hold: of two parts together, and of one part alone."""
    pairs: set[str] = set()
    singles: set[str] = set()
    tokens = tokens_of(text)
    for at, token in enumerate(tokens):
        for other in _beside(tokens, at):
            pairs.update(pair_key(one, two) for one in token.beginnings for two in other.beginnings)
        singles.update(key for form in token.forms for key in _keys_alone(form, exact=not token.may_be_name))
        if token.in_address and len(word := token.forms[0][:MOST_GLUED]) >= GLUED:
            spans = [word[at:end] for at in range(len(word)) for end in range(at + LONG_PART, len(word) + 1)]
            singles.update(single_key(stem(part)) for part in spans)
            pairs.update(
                pair_key(word[at:], word[there:])
                for at in range(len(word) - KEY)
                for there in range(at + KEY, len(word) - KEY + 1)
            )
    return pairs, singles


def is_form_of(word: str, part: str) -> bool:
    """Whether a word is the name, or the name with the ending of another case."""
    if word == part:
        return True
    return len(part) >= LONG_PART and word.startswith(stem(part)) and abs(len(word) - len(part)) <= KEY


def _single_parts(person: int, parts: Parts, circle: Circle) -> Parts:
    if person in circle.own or person in circle.tied:
        return tuple(part for part in parts if len(part) >= KEY)
    if person in circle.around and len(parts[-1:]) and len(parts[-1]) >= LONG_PART:
        return parts[-1:]
    return ()


def _keys_alone(form: str, *, exact: bool) -> Iterator[str]:
    if exact:
        if len(form) >= LONG_PART:
            yield single_key(stem(form))
        return
    for length in range(max(LONG_PART - 1, len(form) - KEY - 2), len(form) + 1):
        yield single_key(form[:length])


def _beside(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    """The words that may be the other part of a name: the next one, or one further after a patronymic or initial.

    After a comma only where the word before it begins what it belongs to: Tuletaeva, Roza.
    """
    token, rest = tokens[at], tokens[at + 1 : at + 3]
    before = tokens[at - 1] if at else None
    begins = before is None or token.is_apart or not before.is_capital
    if rest and (begins or not rest[0].is_apart):
        yield rest[0]
    if len(rest) > 1 and not any(one.is_apart for one in rest) and rest[0].may_be_name:
        yield rest[1]


def _are_two_of(one: Token, other: Token, parts: Parts) -> bool:
    """Whether the two words are two parts of this name, whole, declined or one of them as an initial."""
    if len(parts) > 2 and not (one.may_be_name and other.may_be_name):
        return False
    return any(
        _fit(one, part, other, beside)
        for at, part in enumerate(parts)
        for there, beside in enumerate(parts)
        if at != there
    )


def _fit(one: Token, part: str, other: Token, beside: str) -> bool:
    if one.is_initial or other.is_initial:
        initial, whole, word, long = (
            (one, part, other, beside) if one.is_initial else (other, beside, one, part)
        )
        begins = any(whole.startswith(form) for form in initial.forms[:1])
        return begins and len(long) >= LONG_PART and word.may_be_name and _is(word, long)
    if max(len(part), len(beside)) < LONG_PART and not (one.may_be_name and other.may_be_name):
        return False
    return (_is(one, part) and _nearly(other, beside)) or (_nearly(one, part) and _is(other, beside))


def _is(token: Token, part: str) -> bool:
    return any(is_form_of(form, part) for form in token.forms)


def _nearly(token: Token, part: str) -> bool:
    """Also a short part, declined: Rozy, Roze; the other part has to be there as a whole."""
    if _is(token, part):
        return True
    return KEY <= len(part) < LONG_PART and any(
        form.startswith(part[: max(KEY - 1, len(part) - 1)]) and len(form) <= len(part) + ENDING
        for form in token.forms
    )
