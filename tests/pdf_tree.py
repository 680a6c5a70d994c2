"""The structure of a PDF as text: an element a line, what stands in it further in.

    Document
      H1 'The title'
      P 'Some words' → Link 'Figure 1' ...

An element's own text is written behind its type; content on a further page begins with `|`. `Alt`,
`Lang` and the attributes are written as far as they say something. Artifacts are not shown: what is
not in the tree is none of the document's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Objgen: TypeAlias = tuple[int, int]

SHOWN: Final = 72
"""How many characters of a text are shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Marked content: its page, counted from 1, and its text."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element.

    Args:
        role: its structure type.
        kids: elements, pieces of content, and the addresses of links.
        properties: what else is said of it, for example `Lang de`.
        page: the page that it says it is on, counted from 1; 0 for none.
    """

    role: str
    kids: tuple[Tag | Piece | str, ...]
    properties: tuple[str, ...] = ()
    page: int = 0

    def walk(self) -> Iterator[Tag]:
        """Yield the element and all in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def text(self) -> str:
        """Return all its text, in reading order."""
        return "".join(
            kid.text if isinstance(kid, Piece) else kid.text() if isinstance(kid, Tag) else ""
            for kid in self.kids
        )


def tree(path: Path) -> Tag:
    """Read the structure of a PDF."""
    with pikepdf.open(path) as pdf:
        pages: dict[Objgen, int] = {
            page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)
        }
        contents = {
            number: {
                marked.number: marked.text for marked in _marked(page) if marked.number is not None
            }
            for number, page in enumerate(pdf.pages, 1)
        }
        return _tag(pdf.Root.StructTreeRoot.K, pages, contents)


def lines(path: Path) -> list[str]:
    """Return the structure of a PDF as text."""
    return list(_lines(tree(path), 0))


def elements(pdf: pikepdf.Pdf, role: str) -> Iterator[pikepdf.Object]:
    """Yield the structure elements of a type, in the order of their objects."""
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == f"/{role}":
            yield entry


def artifacts(path: Path) -> list[str]:
    """Return the texts on the pages of a PDF that are no part of the document."""
    with pikepdf.open(path) as pdf:
        return [
            f"{marked.properties} {marked.text}".strip()
            for page in pdf.pages
            for marked in _marked(page)
            if marked.number is None and marked.text
        ]


def _lines(tag: Tag, depth: int) -> Iterator[str]:
    words = "".join(_own_texts(tag))
    links = (f"→ {kid}" for kid in tag.kids if isinstance(kid, str))
    parts = (tag.role, *tag.properties, *links, *([repr(_short(words))] if words.strip() else ()))
    yield "  " * depth + " ".join(parts)
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _lines(kid, depth + 1)


def _own_texts(tag: Tag) -> Iterator[str]:
    page = 0
    for kid in tag.kids:
        match kid:
            case Piece(on, text):
                if page and on != page:
                    yield "|"
                page = on
                yield text
            case Tag():
                yield "_"
            case _:
                pass


def _short(text: str) -> str:
    text = " ".join(text.replace("\N{SOFT HYPHEN}", "~").split())
    return text if len(text) <= SHOWN else text[: SHOWN // 2] + "…" + text[-SHOWN // 2 :]


def _tag(
    entry: pikepdf.Object,
    pages: dict[Objgen, int],
    contents: dict[int, dict[int, str]],
) -> Tag:
    page = pages[entry.Pg.objgen] if "/Pg" in entry else 0
    found = entry.get("/K", pikepdf.Array())
    kids: list[Tag | Piece | str] = []
    for kid in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(kid, int):
            kids.append(Piece(page, contents[page].get(kid, "?")))
        elif kid.get("/Type") == "/MCR":
            on = pages[kid.Pg.objgen]
            kids.append(Piece(on, contents[on].get(int(kid.MCID), "?")))
        elif kid.get("/Type") == "/OBJR":
            kids.append(_address(kid.Obj))
        else:
            kids.append(_tag(kid, pages, contents))
    return Tag(str(entry.S).removeprefix("/"), tuple(kids), tuple(_properties(entry)), page)


def _address(annotation: pikepdf.Object) -> str:
    if "/Dest" in annotation:
        return f"#{annotation.Dest}"
    return str(annotation.A.URI)


def _properties(entry: pikepdf.Object) -> Iterator[str]:
    for name in ("/Lang", "/Alt", "/ActualText", "/ID"):
        if name in entry:
            yield f"{name[1:]}={_short(str(entry[name]))}"
    for name, value in entry.get("/A", pikepdf.Dictionary()).items():
        if name not in {"/O", "/BBox", "/Placement"}:
            yield f"{name[1:]}={_value(value)}"


def _value(value: object) -> str:
    items = value if isinstance(value, pikepdf.Array) else (value,)
    return " ".join(str(item).removeprefix("/") for item in items)


@dataclass(slots=True)
class _Marked:
    """Content between two marks: its number in the structure or the properties of an artifact."""

    number: int | None
    properties: str
    text: str = ""
    actual: bool = False


def _marked(page: pikepdf.Page) -> list[_Marked]:
    """Return the marked content of a page; what is not marked comes last."""
    fonts = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
    found: list[_Marked] = []
    open_ = [_Marked(None, "unmarked")]
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BDC" | "BMC":
                open_.append(_begun(operands[-1], open_[-1]))
                if open_[-1] is not open_[-2]:
                    found.append(open_[-1])
            case "EMC":
                open_.pop().actual = False
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ" if not open_[-1].actual:
                open_[-1].text += "".join(
                    _decoded(bytes(piece), font)
                    for piece in operands[0]
                    if isinstance(piece, pikepdf.String)
                )
            case "Do":
                open_[-1].text += "*"
            case _:
                pass
    return [*found, *open_]


def _begun(properties: pikepdf.Object, around: _Marked) -> _Marked:
    """Return content that begins; a part with a text of its own belongs to what is around it."""
    if not isinstance(properties, pikepdf.Dictionary):
        return _Marked(None, "")
    if "/ActualText" in properties:
        around.text += str(properties.ActualText)
        around.actual = True
        return around
    if "/MCID" in properties:
        return _Marked(int(properties.MCID), "")
    named = (f"{name[1:]} {_value(value)}" for name, value in properties.items())
    return _Marked(None, ", ".join(named) + ":")


def _decoded(shown: bytes, font: dict[int, str]) -> str:
    codes = (int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2))
    return "".join(font.get(code, "?") for code in codes)


_BFCHAR: Final = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def _characters(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    return {
        int(code, 16): bytes.fromhex(text.decode("ascii")).decode("utf-16-be")
        for code, text in _BFCHAR.findall(font.ToUnicode.read_bytes())
    }
