"""Many tagged PDFs become one, part by part: objects are numbered anew and handed on at once, none is kept."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject

CATALOG, PAGES, TAGS, DOCUMENT = 1, 2, 3, 4  # the objects of the whole; those of the parts come after them
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
TAKEN_OVER = (
    "/Metadata",
    "/Lang",
    "/MarkInfo",
    "/ViewerPreferences",
)  # from the first part: all have one title


def stitched(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of one document with every page and every tag of its parts."""
    whole = _Whole()
    yield HEAD
    for part in parts:
        yield from whole.take(_Part(part, whole.last, whole.key))
    yield from whole.end()


class _Part:
    """One document to take in, and the numbers that its objects get."""

    def __init__(self, document: bytes, last: int, key: int) -> None:
        self.reader = PdfReader(BytesIO(document))
        catalog: Any = self.reader.trailer.raw_get("/Root")
        self.root: Any = catalog.get_object()
        self.pages, self.tags = self.root["/Pages"], self.root["/StructTreeRoot"]
        self.last, self.key = last + int(str(self.reader.trailer["/Size"])) - 1, key
        self.new = {number: number + last for number in range(1, self.last - last + 1)}
        tags = self.root.raw_get("/StructTreeRoot").idnum
        self.left = {catalog.idnum, tags}
        self.new[tags] = DOCUMENT

    def objects(self) -> Iterator[tuple[int, Any]]:
        """Every object but the roots, under its new number."""
        for number, new in self.new.items():
            if number in self.left:
                continue
            found: Any = self.reader.get_object(IndirectObject(number, 0, self.reader))
            if isinstance(found, dict) and "/StructParents" in found:
                found[NameObject("/StructParents")] = NumberObject(found["/StructParents"] + self.key)
            _renumber(found, self.new)
            if found is self.pages:
                found[NameObject("/Parent")] = _to(PAGES)
            yield new, found


class _Whole:
    """What has to be known of the document while it is written: where each object stands, and its branches."""

    def __init__(self) -> None:
        self.at, self.last, self.key = len(HEAD), DOCUMENT, 0
        self.places = array("q", [0] * (DOCUMENT + 1))  # compact: a long run has half a million objects
        self.catalog = _dictionary(Type=NameObject("/Catalog"), Pages=_to(PAGES), StructTreeRoot=_to(TAGS))
        self.branches, self.tags, self.numbers = ArrayObject(), ArrayObject(), ArrayObject()
        self.count = 0
        self.roles: Any = DictionaryObject()

    def take(self, part: _Part) -> Iterator[bytes]:
        """Hang the pages and tags of a part from ours and write its objects."""
        self.count += part.pages["/Count"]
        self.branches.append(_to(part.new[part.root.raw_get("/Pages").idnum]))
        self.tags += _renumber(part.tags["/K"], part.new)
        self.roles.update(part.tags.get("/RoleMap", {}))
        numbers = _renumber(part.tags["/ParentTree"]["/Nums"], part.new)
        for at, value in enumerate(list.__iter__(numbers)):
            self.numbers.append(value if at % 2 else NumberObject(value + part.key))
        if part.key == 0:
            for name in TAKEN_OVER:
                self.catalog[NameObject(name)] = _renumber(part.root.raw_get(name), part.new)
        self.places.extend([0] * (part.last - self.last))
        self.last, self.key = part.last, part.key + part.tags["/ParentTreeNextKey"]
        for number, found in part.objects():
            yield self._written(number, found)

    def end(self) -> Iterator[bytes]:
        """Our own objects, where each one stands, and where to begin."""
        yield self._written(CATALOG, self.catalog)
        pages = _dictionary(Type=NameObject("/Pages"), Kids=self.branches, Count=NumberObject(self.count))
        yield self._written(PAGES, pages)
        tree = _dictionary(Nums=self.numbers)
        top = ArrayObject([_to(DOCUMENT)])
        tags = _dictionary(Type=NameObject("/StructTreeRoot"), K=top, ParentTree=tree, RoleMap=self.roles)
        yield self._written(TAGS, tags)
        kind = {"Type": NameObject("/StructElem"), "S": NameObject("/Document")}
        yield self._written(DOCUMENT, _dictionary(**kind, P=_to(TAGS), K=self.tags))
        yield b"xref\n0 %d\n0000000000 65535 f \n" % (self.last + 1)
        yield b"".join(b"%010d 00000 n \n" % at if at else b"0000000000 00001 f \n" for at in self.places[1:])
        yield b"trailer\n<</Size %d/Root %d 0 R>>\n" % (self.last + 1, CATALOG)
        yield b"startxref\n%d\n%%%%EOF\n" % self.at

    def _written(self, number: int, found: Any) -> bytes:
        out = BytesIO()
        out.write(b"%d 0 obj\n" % number)
        found.write_to_stream(out)
        out.write(b"\nendobj\n")
        self.places[number] = self.at
        self.at += out.tell()
        return out.getvalue()


def _to(number: int) -> IndirectObject:
    return IndirectObject(number, 0, None)


def _dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def _renumber(found: Any, new: Mapping[int, int]) -> Any:
    """The same object with every reference in it leading to the new number."""
    if isinstance(found, IndirectObject):
        return _to(new[found.idnum])
    if isinstance(found, dict):
        for name, value in found.items():
            dict.__setitem__(found, name, _renumber(value, new))
    elif isinstance(found, list):
        for at, value in enumerate(list.__iter__(found)):
            list.__setitem__(found, at, _renumber(value, new))
    return found
