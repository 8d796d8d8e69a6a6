"""Letters laid out as sheets, and the words that each way out of them carries."""

from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path

from docx import Document
from pypdf import PdfReader

from app.letters.queries.offices import Office
from app.letters.sheets.docx import docx
from app.letters.sheets.eml import eml
from app.letters.sheets.pdf import pdf
from app.letters.sheets.plain_text import plain_text
from app.letters.sheets.sheet import Sheet

DRAFTS = Path(__file__).parent / "drafts"
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
OFFICE = Office(
    "ministry", "Ministry of Justice", name_line="The Minister", city="Astana", country="KZ",
    address_local="Мәңгілік Ел даңғылы 8\nАстана қаласы", email="post@example.org",
)  # fmt: skip


def sheet(subject: str = "Роза Түлетаева & 100 %", body: str | None = None, language: str = "en") -> Sheet:
    """A letter to a ministry, with every Kazakh letter in it."""
    words = body or f"Dear Minister,\n\nRoza Tuletaeva is held in Жаңаөзен ({KAZAKH}).\n\nYours faithfully,"
    return Sheet(OFFICE, subject, [[(part, None)] for part in words.split("\n\n")], language, "", words)


def read_before(path: Path) -> Sheet:
    """One of the letters that a person has read, laid out."""
    subject, _blank, body = path.read_text(encoding="utf-8").strip().partition("\n\n")
    return sheet(subject, body, path.name.split(".")[1])


def in_pdf(document: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(document)).pages]


def in_docx(document: bytes) -> str:
    """The words of a file for word processors."""
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(document)).paragraphs)


def in_eml(message: bytes) -> str:
    """Subject and words of a mail."""
    read = message_from_bytes(message, policy=default)
    return f"{read['Subject']}\n{read.get_content()}"


def ways(given: Sheet) -> dict[str, str]:
    """The words of every file, by its kind."""
    return {
        "txt": plain_text(given), "docx": in_docx(docx(given)), "eml": in_eml(eml(given)),
        "pdf": "\n".join(in_pdf(pdf(given))),
    }  # fmt: skip


def compact(words: str) -> str:
    """Without blanks: a page breaks lines where it likes."""
    return "".join(words.split())
