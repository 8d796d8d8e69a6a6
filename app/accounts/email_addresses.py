"""E-mail addresses as they are stored and mailed. Pure."""

from app.mail.message import ADDRESS
from app.refusal import Refusal
from app.text import _

LONGEST = 254


class BadAddress(Refusal):
    """An e-mail address that cannot be one."""

    status = 422


def plain_address(text: str) -> str:
    """An address fit to be stored and mailed: no display name, no comment, domain in lower case and ASCII."""
    local, at, domain = text.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower() if at else ""
    except UnicodeError:
        ascii_domain = ""
    address = f"{local}@{ascii_domain}"
    known = "." in ascii_domain or ascii_domain == "localhost"
    if not known or len(address) > LONGEST or not ADDRESS.fullmatch(address) or ".." in address:
        raise BadAddress(_("Write an e-mail address such as name@example.org"))
    return address
