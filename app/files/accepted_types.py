"""Which files may come in: by their name and by their content, and both must agree."""

from dataclasses import dataclass
from typing import Literal

from app.files.file_names import ending_of, shown_name
from app.files.refused_file import NotAccepted
from app.text import _

KINDS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "txt": "text/plain",
}
ENDINGS = ", ".join(f".{ending}" for ending in KINDS)
MOST_BYTES = 14_500_000
BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file as it may be kept: pictures and PDFs are written anew, texts have been looked through."""

    shape: Literal["picture", "document"]
    media_type: str
    name: str
    content: bytes
    thumbnail: bytes | None = None
    width: int | None = None
    height: int | None = None


def accept(given_name: str, content: bytes) -> Accepted:
    """The file as it may be kept; raise NotAccepted with a sentence for the person who sent it."""
    name = shown_name(given_name)
    named = KINDS.get(ending_of(name))
    if named is None:
        raise NotAccepted(
            _("Files of this kind are not kept here. These are: %(kinds)s") % {"kinds": ENDINGS}
        )
    if not content:
        raise NotAccepted(_("The file is empty"))
    if len(content) > MOST_BYTES:
        raise NotAccepted(_("The file is larger than 14 MB; make it smaller first"))
    if kind_by_content(content) != named:
        raise NotAccepted(_("The file's content is not what its name says: %(name)s") % {"name": name})
    if named == "application/pdf":
        from app.files.pdf_and_text import only_pages  # the library is large, and few requests bring a file

        return Accepted("document", named, name, only_pages(content))
    if named == "text/plain":
        from app.files.pdf_and_text import check_text  # as above

        check_text(content)
        return Accepted("document", named, name, content)
    from app.files.pictures import picture  # as above

    made = picture(content, named)
    stem = name.rpartition(".")[0]
    return Accepted(
        "picture", made.media_type, f"{stem}.{made.ending}", made.content, made.thumbnail, made.width, made.height
    )  # fmt: skip


def kind_by_content(content: bytes) -> str:
    """What the first bytes say; whatever says nothing may be plain text."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "text/plain"
