"""Forty files as they might be sent, each with the verdict it must get: what is kept, or a word of the refusal."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from struct import pack

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

CAMERA = "Canary Camera"


@dataclass(frozen=True)
class Sent:
    """A file with the name it is sent under; `kept` is the name it gets, `refused` a piece of the sentence."""

    name: str
    content: bytes
    kept: str = ""
    refused: str = ""


def image(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A picture with a place, a camera and a comment in it, where its kind can hold them."""
    made = Image.new(mode, size, (200, 30, 30, 90)[: len(mode)])
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = CAMERA, 6
    exif.get_ifd(0x8825)[1] = "N"
    made.save(out, kind, exif=exif)
    return out.getvalue()


def pdf(**more: object) -> bytes:
    """One empty page, with what a test adds to its catalogue."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for key, value in more.items():
        writer.root_object[NameObject(f"/{key}")] = value
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """The bytes of a PDF."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def action(kind: str, **more: str) -> DictionaryObject:
    """Something a PDF does."""
    return DictionaryObject(
        {NameObject("/S"): NameObject(kind)}
        | {NameObject(f"/{k}"): TextStringObject(v) for k, v in more.items()}
    )


def scripted() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    names = ArrayObject([TextStringObject("start"), action("/JavaScript", JS="app.alert(1)")])
    tree = DictionaryObject({NameObject("/Names"): names})
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): writer._add_object(tree)}
    )
    return written(writer)


def carrying() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("evil.exe", b"MZ")
    return written(writer)


def locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def launching_in_a_link() -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    note = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action("/Launch", F="calc")}
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return written(writer)


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG that says it is of this size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def zipped(name: str = "a.txt", content: bytes = b"x") -> bytes:
    """An archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


JPEG, PNG, WEBP, PDF = image("JPEG"), image("PNG"), image("WEBP"), pdf()
FLAG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
OTHER, NOT_SO, TURNED = "Files of this kind", "not what its name says", "direction of text"
BROKEN, DOES = "broken", "runs something or carries"

CORPUS = (
    Sent("Roza.jpg", JPEG, kept="Roza.jpg"),
    Sent("photo.JPEG", JPEG, kept="photo.jpg"),
    Sent("scan.png", PNG, kept="scan.png"),
    Sent("glass.png", image("PNG", mode="RGBA"), kept="glass.png"),
    Sent("phone.webp", WEBP, kept="phone.jpg"),
    Sent("Приговор.pdf", PDF, kept="Приговор.pdf"),
    Sent("notes.txt", "Қарақабаева, 13 May".encode(), kept="notes.txt"),
    Sent("../../etc/passwd.jpg", JPEG, kept="passwd.jpg"),
    Sent("C:\\Users\\ana\\face.png", PNG, kept="face.png"),
    Sent("/etc/cron.d/run.txt", b"hello", kept="run.txt"),
    Sent("x.php.jpg", JPEG, kept="x.php.jpg"),
    Sent("jar-behind.jpg", JPEG + zipped("Evil.class"), kept="jar-behind.jpg"),
    Sent("script-behind.jpg", JPEG + HTML, kept="script-behind.jpg"),
    Sent("a" * 300 + ".txt", b"long name", kept="a" * 100 + ".txt"),
    Sent("drawing.svg", FLAG, refused=OTHER),
    Sent("page.html", HTML, refused=OTHER),
    Sent("run.exe", b"MZ\x90", refused=OTHER),
    Sent("bomb.zip", zipped("z", b"0" * 5_000_000), refused=OTHER),
    Sent("letter.docx", zipped("word/document.xml"), refused=OTHER),
    Sent("anim.gif", b"GIF89a" + zipped(), refused=OTHER),
    Sent("page.jpg", HTML, refused=NOT_SO),
    Sent("drawing.png", FLAG, refused=NOT_SO),
    Sent("gifar.jpg", b"GIF89a" + zipped(), refused=NOT_SO),
    Sent("really-a-picture.pdf", JPEG, refused=NOT_SO),
    Sent("really-a-pdf.txt", PDF, refused=NOT_SO),
    Sent("other-picture.png", JPEG, refused=NOT_SO),
    Sent("page.txt", HTML, refused="web page"),
    Sent("binary.txt", b"a\x00b", refused="control characters"),
    Sent("latin.txt", b"caf\xe9", refused="UTF-8"),
    Sent("locked.pdf", locked(), refused="locked"),
    Sent("script.pdf", scripted(), refused=DOES),
    Sent("opens.pdf", pdf(OpenAction=action("/JavaScript", JS="app.alert(1)")), refused=DOES),
    Sent("launch.pdf", launching_in_a_link(), refused=DOES),
    Sent("carries.pdf", carrying(), refused=DOES),
    Sent("page-before.pdf", HTML + PDF, refused=NOT_SO),
    Sent("page-behind.pdf", PDF + HTML, refused="hidden behind"),
    Sent(
        "archive-inside.pdf", PDF.replace(b"%%EOF", zipped() + b"\n%%EOF"), refused="something else at once"
    ),
    Sent("cut.pdf", PDF[: len(PDF) // 2], refused="cut off"),
    Sent("cut.jpg", JPEG[: len(JPEG) // 2], refused=BROKEN),
    Sent("flood.png", png(60_000, 60_000, zlib.compress(bytes(100))), refused="pixels"),
    Sent("just-over.png", png(8_000, 5_001, b""), refused="pixels"),
    Sent("cut.png", png(100, 100, zlib.compress(bytes(20))), refused=BROKEN),
    Sent("nothing.png", b"", refused="empty"),
    Sent("photo\u202egpj.exe.jpg", JPEG, refused=TURNED),
    Sent("a\x00.jpg", JPEG, refused="control character"),
    Sent("a\nb.jpg", JPEG, refused="control character"),
    Sent("CON.jpg", JPEG, refused="keep for themselves"),
    Sent("lpt1.tar.txt", b"x", refused="keep for themselves"),
    Sent("no-ending", JPEG, refused="no ending"),
    Sent(".jpg", JPEG, refused="no ending"),
)
