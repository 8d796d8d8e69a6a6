"""A letter as a file for word processors."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.letters.sheets.sheet import Sheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LOCALES = {"en": "en-GB", "ru": "ru-RU", "de": "de-DE"}
TYPEFACE = "Times New Roman"
LONG = 2_000  # signs: a longer letter is set smaller, so that it stays one page
ABOVE_ADDRESS, ADDRESS = 26, 46  # millimetres, as a window envelope wants them
LINE = 4.8


def docx(sheet: Sheet) -> bytes:
    """A4, its address where a window envelope shows it; the file says neither who made it nor when."""
    from docx import Document  # takes a quarter of a second, which no start of the server should wait for

    made = Document()
    _describe(made, sheet)
    _set_up(made, sheet)
    _address(made, sheet)
    made.add_heading(sheet.subject, level=1)
    for words in sheet.parts:
        made.add_paragraph(words)
    if sheet.signature:
        _lines(made, sheet.signature, above=12)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _describe(made: "Document", sheet: Sheet) -> None:
    about = made.core_properties
    about.title, about.language = sheet.subject, LOCALES.get(sheet.language, sheet.language)
    about.author = about.last_modified_by = about.comments = ""


def _set_up(made: "Document", sheet: Sheet) -> None:
    """The page, and the two styles that a letter uses, in the language of the letter."""
    from docx.oxml.ns import qn  # as above
    from docx.shared import Mm, Pt, RGBColor  # as above

    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(25), Mm(20)
    page.top_margin = page.bottom_margin = Mm(15)
    for name in ("Normal", "Heading 1"):
        style: Any = made.styles[name]
        style.font.name, style.font.size = TYPEFACE, Pt(10 if len(sheet.body) > LONG else 11.5)
        style.font.color.rgb = RGBColor(0, 0, 0)
        faces = style.element.rPr.rFonts
        for place in ("ascii", "hAnsi", "cs", "eastAsia"):
            faces.set(qn(f"w:{place}"), TYPEFACE)
        for name_of_theme in [name for name in faces.attrib if name.lower().endswith("theme")]:
            del faces.attrib[name_of_theme]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(9)
        style.paragraph_format.line_spacing = 1.1
    for tongue in made.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), LOCALES.get(sheet.language, sheet.language))


def _address(made: "Document", sheet: Sheet) -> None:
    """The heading, if there is one, and the envelope; together always as high."""
    above = float(ABOVE_ADDRESS)
    if sheet.heading:
        heading = _lines(made, sheet.heading, above=0)
        heading.runs[0].bold = True
        above = max(3.0, above - LINE * len(sheet.heading))
    envelope = _lines(made, sheet.address, above=above)
    _space(envelope, above=above, below=max(6.0, ADDRESS - LINE * len(sheet.address)))


def _lines(made: "Document", lines: Sequence[str], above: float) -> "Paragraph":
    """One paragraph of several lines, some millimetres below what stands above it."""
    paragraph = made.add_paragraph("\n".join(lines))
    _space(paragraph, above=above, below=3)
    return paragraph


def _space(paragraph: "Paragraph", *, above: float, below: float) -> None:
    from docx.shared import Mm  # as above

    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Mm(above), Mm(below)
