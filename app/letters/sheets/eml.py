"""A letter as an e-mail that is not sent yet: a file for the reader's own mail program, and a mailto address; pure."""

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from app.letters.sheets.plain_text import written
from app.letters.sheets.sheet import Sheet

MAILTO_LENGTH = 1800


def eml(sheet: Sheet) -> bytes:
    """A message without sender and date, which mail programs open as one still to be sent."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if sheet.office.email:
        message["To"] = sheet.office.email
    if copies := [copy.email for copy in sheet.copies if copy.email]:
        message["Cc"] = ", ".join(copies)
    message["Subject"] = sheet.subject
    message["Content-Language"] = sheet.language
    message.set_content(written(sheet) + "\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def mailto(sheet: Sheet) -> str:
    """An address that opens the reader's own mail program; "" where it would be too long or no e-mail is known."""
    if not sheet.office.email:
        return ""
    body = quote(written(sheet).replace("\n", "\r\n"))
    copies = ",".join(quote(copy.email, safe="@") for copy in sheet.copies if copy.email)
    to = f"{quote(sheet.office.email, safe='@')}?{f'cc={copies}&' if copies else ''}"
    made = f"mailto:{to}subject={quote(sheet.subject)}&body={body}"
    return made if len(made) <= MAILTO_LENGTH else ""
