"""A letter as text to copy; pure."""

from app.letters.sheets.sheet import Sheet


def plain_text(sheet: Sheet) -> str:
    """The whole sheet: envelope, subject, letter."""
    return "\n".join([*sheet.address, "", sheet.subject, "", written(sheet), ""])


def written(sheet: Sheet) -> str:
    """The letter between its subject and its end, with the heading and the signature where there are any."""
    parts = ("\n".join(sheet.heading), sheet.body, "\n".join(sheet.signature))
    return "\n\n".join(part for part in parts if part)
