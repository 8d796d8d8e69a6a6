"""A letter as text to copy; pure."""

from app.letters.sheets.sheet import Sheet


def plain_text(sheet: Sheet) -> str:
    """The whole sheet: envelope, subject, letter."""
    above = [*sheet.above, ""] if sheet.above else []
    return "\n".join([*above, *sheet.address, "", sheet.subject, "", written(sheet), ""])


def written(sheet: Sheet) -> str:
    """The letter between its subject and its end: heading, words, signature, copies, as far as there are any."""
    parts = ("\n".join(sheet.heading), sheet.body, "\n".join(sheet.signature), sheet.copied_to)
    return "\n\n".join(part for part in parts if part)
