"""A photograph on a public page, as data: which file, and the words that stand for it. Pure.

    file, sha256        which file of the case, and which bytes
    alt, credit         what it shows, and who made it; read aloud where nobody sees it
    needs, names        the groups that those words touch, and others whom they name
    names_own           whether they name the person

What leaves is the small picture, never the large one.
"""

from dataclasses import dataclass

from app.consent.named_people import Names
from app.consent.touched_groups import speaks_of
from app.publishing.page_content import Content


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph on a case."""

    file: int
    sha256: str
    caption: str
    credit: str

    @property
    def words(self) -> str:
        """All that is said about it."""
        return " ".join(filter(None, (self.caption, self.credit)))


def photo_content(photo: Photograph, own: int, names: Names) -> Content:
    """What a page keeps of it."""
    named = names.in_text(photo.words)
    return {
        "file": photo.file,
        "sha256": photo.sha256,
        "alt": photo.caption,
        "credit": photo.credit,
        "needs": sorted(str(group) for group in speaks_of(photo.words)),
        "names": sorted(named - {own}),
        "names_own": own in named,
    }


def without_words(photo: Content) -> Content:
    """What stays of a photograph whose file was deleted: that there was one."""
    return photo | {"sha256": "", "alt": "", "credit": "", "needs": [], "names": [], "names_own": False}
