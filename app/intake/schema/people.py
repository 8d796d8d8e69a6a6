"""The file of people: everybody with a part of their own, under every spelling the texts use."""

from typing import Annotated, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from app.cases.people_words import GENDERS, KINSHIP, NAME_KINDS, ROLES, SCRIPTS
from app.cases.vocabulary import slugs
from app.intake.schema.citations import Citation, Cited, Conflict, Strict, chosen_value
from app.intake.schema.plain_columns import shaped
from app.intake.schema.values import Fuzzy, Key, Line, Many, PersonKey, Text, one_of
from app.text import _


class Name(Cited):
    """One form of a person's name, and the texts that use it."""

    text: Line
    script: Annotated[str, one_of(*slugs(SCRIPTS))]
    kind: Annotated[str, one_of(*slugs(NAME_KINDS))]


@shaped("people", "roles")
class Role(Cited):
    """What somebody was in the story, for whom and how long."""

    role: Annotated[str, one_of(*slugs(ROLES))]


class Relation(Cited):
    """The person is the child, parent ... OF the other."""

    person: PersonKey
    kind: Annotated[str, one_of(*(kind for kind in slugs(KINSHIP) if kind != "maybe-same"))]
    note: Text | None = None


class MaybeSame(Cited):
    """Two records that may be one person; never merged by themselves."""

    person: PersonKey
    certainty: Literal["possible", "likely"]
    reason: Text


@shaped("people", left_out=("merged_into",))
class Person(Strict):
    """Somebody named in the texts, or described clearly enough to be told apart (named: false)."""

    key: Key
    name: Line
    gender: Annotated[str, one_of(*slugs(GENDERS))] = "unknown"
    born: Fuzzy | None = None
    born_note: Text | None = None
    named: bool = True
    names: Many[Name]
    roles: Many[Role]
    relations: Many[Relation]
    maybe_same: Many[MaybeSame]
    born_cites: Many[Citation]
    conflicts: Many[Conflict]

    @model_validator(mode="after")
    def is_known_by_something(self) -> Self:
        """A named person shows one of the cited names; anybody has a part; a birth date is cited."""
        forms = {name.text for name in self.names}
        if self.named and self.name not in forms:
            raise PydanticCustomError("person", _("the name shown must be one of names"))
        if not self.named and forms:
            raise PydanticCustomError("person", _("a person with names is named"))
        if not self.roles:
            raise PydanticCustomError("person", _("a person needs at least one role"))
        if (self.born or self.born_note) and not self.born_cites:
            raise PydanticCustomError("person", _("born and born_note need born_cites"))
        for conflict in self.conflicts:
            chosen = chosen_value(conflict, (citation for name in self.names for citation in name.cites))
            if chosen is not None and chosen != self.name:
                raise PydanticCustomError("person", _("the name shown must be the one that was chosen"))
        return self
