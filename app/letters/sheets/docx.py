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
LONG = 1_600  # signs: a longer letter is set smaller, so that it stays one page
TOP, RIGHT = 15.0, 20.0  # margins in millimetres
SENDER = 125.0  # where the sender's block begins, right of the window
LINE = 4.3  # of an address, as high as its type of 10 points wants
TWIPS = 1440 / 25.4


def docx(sheet: Sheet) -> bytes:
    """The sheet as PDF has it, its parts in frames at the same places; the file says neither who made it nor when."""
    from docx import Document  # takes a quarter of a second, which no start of the server should wait for

    made = Document()
    _describe(made, sheet)
    _set_up(made, sheet)
    _frames(made, sheet)
    _space(made.add_heading(sheet.subject, level=1), above=sheet.format.begins - TOP, below=3)
    for words in sheet.parts:
        made.add_paragraph(words)
    if sheet.signature:
        _space(_lines(made, sheet.signature), above=12, below=3)
    if sheet.copied_to:
        made.add_paragraph(sheet.copied_to)
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
    page.page_width, page.page_height = (Mm(side) for side in sheet.format.paper)
    page.left_margin, page.right_margin = Mm(sheet.format.left), Mm(RIGHT)
    page.top_margin = page.bottom_margin = Mm(TOP)
    page.different_first_page_header_footer = True
    _page_number(page.footer.paragraphs[0])
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


def _page_number(footer: "Paragraph") -> None:
    """In the middle of every page but the first."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # as above

    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _element(footer._p, "fldSimple", instr="PAGE")  # noqa: SLF001 - the library has no fields


def _frames(made: "Document", sheet: Sheet) -> None:
    """What has its own place on the first page: heading, sender with date, address, marks for folding and punching."""
    form = sheet.format
    width = form.paper[0]
    if sheet.heading:
        heading = _at(_lines(made, sheet.heading, size=9), form.left, TOP, width - form.left - RIGHT)
        heading.runs[0].bold = True
    if sheet.above:
        _at(_lines(made, sheet.above, size=10), SENDER, form.sender, width - SENDER - RIGHT)
    first, last = form.address
    fits = (last - first) / max(1, len(sheet.address))
    _at(_lines(made, sheet.address, size=10 if fits >= LINE else 10 * fits / LINE), form.left, first, 80)
    for mark in (*form.folds, *([form.punch] if form.punch else [])):
        _line_above(_at(_lines(made, [""], size=1), 4, mark, 4))


def _lines(made: "Document", lines: Sequence[str], size: float | None = None) -> "Paragraph":
    """One paragraph of several lines, without space around it."""
    from docx.shared import Pt  # as above

    paragraph = made.add_paragraph()
    run = paragraph.add_run("\n".join(lines))
    if size is not None:
        run.font.size = Pt(round(2 * size) / 2)
        paragraph.paragraph_format.line_spacing = 1
    _space(paragraph, above=0, below=0)
    return paragraph


def _at(paragraph: "Paragraph", across: float, down: float, width: float) -> "Paragraph":
    """The paragraph in a frame of its own, millimetres from the edges of the paper (ECMA-376, 17.3.1.11)."""
    place = {"x": across, "y": down, "w": width}
    twips = {name: str(round(value * TWIPS)) for name, value in place.items()}
    fixed = {"hAnchor": "page", "vAnchor": "page", "wrap": "around", "hSpace": "0", "vSpace": "0"}
    _element(paragraph._p.get_or_add_pPr(), "framePr", **twips, **fixed)  # noqa: SLF001 - the library has no frames
    return paragraph


def _line_above(paragraph: "Paragraph") -> None:
    around = _element(paragraph._p.get_or_add_pPr(), "pBdr")  # noqa: SLF001 - nor borders
    _element(around, "top", val="single", sz="2", space="0", color="808080")


def _element(inside: Any, name: str, **values: str) -> Any:
    from docx.oxml import OxmlElement  # as above
    from docx.oxml.ns import qn  # as above

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    if name in {"framePr", "pBdr"}:  # paragraph properties stand in a fixed order, a frame's before spacing
        inside.insert_element_before(made, *(f"w:{later}" for later in ORDER[ORDER.index(name) + 1 :]))
    else:
        inside.append(made)
    return made


ORDER = (
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "jc",
    "rPr",
)


def _space(paragraph: "Paragraph", *, above: float, below: float) -> None:
    from docx.shared import Mm  # as above

    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Mm(above), Mm(below)
