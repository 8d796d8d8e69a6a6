"""The forms of accounts."""

from typing import Annotated

from pydantic import BeforeValidator

from app.accounts.passwords import fault_of
from app.text import _
from app.web.fields import Line, NeededLine
from app.web.forms import Form


def _password(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(_("Type your password"))
    return value[:1000]


def _new_password(value: object) -> str:
    text = _password(value)
    fault = fault_of(text)
    if fault:
        raise ValueError(fault)
    return text


class SignInForm(Form):
    """E-mail and password."""

    email: NeededLine
    password: Annotated[str, BeforeValidator(_password)]
    next: Line = None


class JoinForm(Form):
    """Using an invitation: who you are and a passphrase."""

    name: NeededLine
    email: NeededLine
    new_password: Annotated[str, BeforeValidator(_new_password)]
