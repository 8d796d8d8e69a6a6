"""Forms about what is asked for somebody, and what a case is about."""

from typing import Annotated, Any

from pydantic import model_validator

from app.cases import vocabulary as words
from app.cases.forms.people import PartForm, needed
from app.cases.plea_words import CATEGORIES, PLEAS, THEMES
from app.text import N_, _
from app.web.form_fields import Line, LongLine, Words, one_of
from app.web.forms import Asked, Rules


class PleaForm(PartForm):
    """What is asked for somebody, and by whom."""

    asks: Annotated[
        str,
        needed(PLEAS, N_("Choose what is asked, or that nothing is")),
        Asked(N_("What is asked"), widget="choice", options=PLEAS),
    ]
    asked_by: Annotated[Line, Asked(N_("Who asks for it"), N_("Such as: the family, Human Rights Watch"))] = (
        None
    )
    note: Annotated[LongLine, Asked(N_("Note"), more=True, widget="words")] = None

    @model_validator(mode="before")
    @classmethod
    def _has_asks(cls, values: Any) -> Any:
        return {"asks": None, **values}


class ThemeForm(PartForm):
    """What the case is about, and the category of arbitrary detention where somebody argues one."""

    theme: Annotated[
        str,
        needed(THEMES, N_("Choose what the case is about")),
        Asked(N_("Theme"), widget="choice", options=THEMES),
    ]
    category: Annotated[
        Line,
        one_of(*words.slugs(CATEGORIES)),
        Asked(
            N_("Category of arbitrary detention"),
            N_("As the UN Working Group numbers them"),
            widget="choice",
            options=CATEGORIES,
        ),
    ] = None
    argument: Annotated[
        Words, Asked(N_("Argument"), N_("Why it is of this theme or category"), widget="words")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _has_theme(cls, values: Any) -> Any:
        return {"theme": None, **values}

    def _rules(self) -> Rules:
        yield (
            "argument",
            lambda: self.category is not None and self.argument is None,
            _("Say by what argument it falls into this category"),
        )
