"""The forms of erasing a person. There is no free text: what is typed here would stay."""

from typing import Annotated

from pydantic import BeforeValidator, model_validator

from app.text import N_, _
from app.web.form_fields import one_of
from app.web.forms import Form, Rules

GROUNDS = {
    "person": N_("The person asks for it"),
    "family": N_("The family or a lawyer asks for it"),
    "danger": N_("What stands here could put somebody in danger"),
    "mistake": N_("It should never have been written down"),
}


def _ground(value: object) -> str:
    if value not in GROUNDS:
        raise ValueError(_("Choose one of the answers"))
    return str(value)


class ErasureForm(Form):
    """Why."""

    ground: Annotated[str, BeforeValidator(_ground)]

    @model_validator(mode="before")
    @classmethod
    def _given(cls, values: dict[str, object]) -> dict[str, object]:
        return {"ground": None, **values}


class DecideErasureForm(Form):
    """The second person's answer; a yes is ticked as well as pressed."""

    decision: Annotated[str | None, one_of("approved", "refused")] = None
    sure: str | None = None

    def _rules(self) -> Rules:
        yield "decision", lambda: self.decision is None, _("Choose one of the answers")
        yield (
            "sure",
            lambda: self.decision == "approved" and self.sure != "yes",
            _("Tick that you know it cannot be undone"),
        )
