"""The forms of accounts."""

import re
from typing import Annotated

from pydantic import BeforeValidator

from app.accounts.identity import BadAddress, plain_address
from app.accounts.passwords import fault_of
from app.accounts.rights import Role
from app.text import _
from app.web.form_fields import Line, NeededLine, NeededZone, one_of
from app.web.forms import Form


def _password(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(_("Type your passphrase"))
    return value[:1000]


def _new_password(value: object) -> str:
    text = _password(value)
    fault = fault_of(text)
    if fault:
        raise ValueError(fault)
    return text


class SignInForm(Form):
    """E-mail and passphrase."""

    email: NeededLine
    password: Annotated[str, BeforeValidator(_password)]
    next: Line = None


def _code(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(_("Type the code"))
    return value[:100]


class CodeForm(Form):
    """The code of a second factor, or a recovery code."""

    code: Annotated[str, BeforeValidator(_code)]


class SecondStepForm(CodeForm):
    """The second step of signing in, with proof of the first."""

    half: Line = None
    next: Line = None


def _address(value: object) -> str:
    text = value if isinstance(value, str) else ""
    try:
        return plain_address(text)
    except BadAddress as bad:
        raise ValueError(bad.sentence) from bad


Address = Annotated[str, BeforeValidator(_address)]


class AddressForm(Form):
    """An e-mail address alone."""

    email: Address


class NewAddressForm(AddressForm):
    """Another address, and the passphrase that proves whose account it is."""

    password: Annotated[str, BeforeValidator(_password)]


class NewPassphraseForm(Form):
    """A new passphrase, for whoever forgot the old one."""

    new_password: Annotated[str, BeforeValidator(_new_password)]


class JoinForm(Form):
    """Using an invitation: who you are and a passphrase. An invitation bound to an address does not ask for one."""

    name: NeededLine
    email: Line = None
    new_password: Annotated[str, BeforeValidator(_new_password)]


def _slug(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z][a-z0-9-]{1,58}", value.strip()):
        raise ValueError(_("Use small letters, digits and hyphens, such as zhanaozen"))
    return value.strip()


class OwnForm(Form):
    """How others in the team see one, and one's clock."""

    name: NeededLine
    zone: NeededZone


class PasswordForm(Form):
    """The present passphrase and the new one."""

    password: Annotated[str, BeforeValidator(_password)]
    new_password: Annotated[str, BeforeValidator(_new_password)]


class InviteForm(Form):
    """Who is invited, as what."""

    email: Address
    role: Annotated[Line, one_of(*Role)] = None


class RoleForm(Form):
    """Another role in a campaign; nothing ends the membership."""

    role: Annotated[Line, one_of(*Role)] = None


class CampaignForm(Form):
    """A new campaign."""

    name: NeededLine
    slug: Annotated[str, BeforeValidator(_slug)]
    zone: NeededZone
