"""What text names: relationships, styles and lists; and that all of them are there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presswork.findings import Finding
from presswork.office_files import NAMESPACES, name
from presswork.word_checks.reading import R, W, near, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from presswork.office_files import Relationship
    from presswork.word_checks.reading import Reading

_KINDS: Final = {
    W + "headerReference": ("header",),
    W + "footerReference": ("footer",),
    W + "hyperlink": ("hyperlink",),
    f"{{{NAMESPACES['a']}}}blip": ("image",),
    f"{{{NAMESPACES['v']}}}imagedata": ("image",),
}
"""What kind of relationship some elements name."""

_SHOWN: Final = frozenset(
    ("image", "hyperlink", "header", "footer", "oleObject", "package", "chart", "aFChunk", "font")
)
"""The kinds of relationships that mean nothing unless something names them."""

_LOADED: Final = frozenset(
    ("image", "attachedTemplate", "oleObject", "frame", "subDocument", "video", "audio")
)
"""The kinds of relationships whose targets outside are loaded when the file is opened."""

_NO_SIGN: Final = re.compile(r"[\s\x00-\x1f<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")
"""What does not stand in an address (RFC 3986, 2)."""

_OF_TEXT: Final = (
    ("pStyle", "paragraph"),
    ("rStyle", "character"),
    ("tblStyle", "table"),
)
_OF_STYLES: Final = ("basedOn", "next", "link")
_LEVELS: Final = 9


def relationships(reading: Reading) -> Iterator[Finding]:
    """Find relationships that are named and not there, or there and not named."""
    for text in reading.texts:
        named: set[str] = set()
        for element in text.root.iter("*"):
            for key, id_ in element.items():
                if str(key).startswith(R) and id_:
                    named.add(str(id_))
                    found = text.relationships.get(str(id_))
                    yield from _named(element, found, text.place)
        for each in text.relationships.values():
            if each.kind in _SHOWN and each.id not in named:
                what = f"nothing shows what a relationship ({each.kind}) leads to: {each.address}"
                yield Finding(what=what, part=text.place, rule="word-unused-relationship")


def _named(element: Element, found: Relationship | None, place: str) -> Iterator[Finding]:
    rule = "word-unknown-relationship"
    if found is None:
        what = f"a relationship is named ({name(element)}) that is not there"
        yield Finding(quote=near(element), what=what, part=place, rule=rule)
    elif found.kind not in _KINDS.get(str(element.tag), (found.kind,)):
        what = f"a relationship is named ({name(element)}) that leads to another kind: {found.kind}"
        yield Finding(quote=near(element), what=what, part=place, rule=rule)


def addresses(reading: Reading) -> Iterator[Finding]:
    """Find addresses that are none, and what is loaded from elsewhere."""
    parts = [text.part for text in reading.texts]
    leads = reading.package.relationships(reading.main)
    parts += [each.address for each in leads if each.kind == "settings" and not each.outside]
    for part in parts:
        place = "" if part == reading.main else part
        for each in reading.package.relationships(part):
            if not each.outside:
                continue
            if not _is_address(each.address):
                what = f"a link leads to '{each.address}', which is no address"
                yield Finding(what=what, part=place, rule="word-malformed-address")
            if each.kind in _LOADED and not each.address.startswith("file:"):
                what = f"something ({each.kind}) is loaded from {each.address}"
                yield Finding(what=what, part=place, rule="word-loads-from-elsewhere")


def _is_address(address: str) -> bool:
    if not address or _NO_SIGN.search(address):
        return False
    try:
        urlsplit(address).port  # noqa: B018 - a port that is none is told when it is asked for
    except ValueError:
        return False
    return True


def styles(reading: Reading) -> Iterator[Finding]:
    """Find styles that are named and not there, or are of another kind."""
    known = reading.styles
    for text in reading.texts:
        for tag, kind in _OF_TEXT:
            asked: Counter[str] = Counter()
            for each in text.root.iter(W + tag):
                asked[value(each) or ""] += 1
            for id_, count in asked.items():
                found = known.get(id_)
                if found is None or found.kind != kind:
                    why = "is not there" if found is None else f"is one of a {found.kind}"
                    what = f"the style {id_} of a {kind} {why}"
                    yield Finding(
                        what=what, count=count, part=text.place, rule="word-unknown-style"
                    )
    for style in known.values():
        for tag in _OF_STYLES:
            other = style.element.find(W + tag)
            if other is not None and value(other) not in known:
                what = f"the style {style.id} names the style {value(other)}, which is not there"
                yield Finding(what=what, rule="word-unknown-style")
    yield from _circles(reading)


def _circles(reading: Reading) -> Iterator[Finding]:
    settled: set[str] = set()
    for start in reading.styles:
        path: dict[str, None] = {}
        style: str | None = start
        while style is not None and style in reading.styles and style not in settled:
            if style in path:
                what = f"the style {style} is based on itself, by way of others or not"
                yield Finding(what=what, rule="word-unknown-style")
                break
            path[style] = None
            style = reading.styles[style].based
        settled.update(path)


def lists(reading: Reading) -> Iterator[Finding]:
    """Find lists that are named and not there (17.9)."""
    root = reading.numbering
    numbers = {"0"}
    abstracts: set[str | None] = set()
    if root is not None:
        abstracts = {value(each, "abstractNumId") for each in root.iterfind(W + "abstractNum")}
        for each in root.iterfind(W + "num"):
            numbers.add(value(each, "numId") or "")
            abstract = value(each.find(W + "abstractNumId"))
            if abstract not in abstracts:
                what = f"the list {value(each, 'numId')} is made like one that is not there"
                yield Finding(what=what, rule="word-unknown-list")
        for each in root.iter(W + "pStyle"):
            if value(each) not in reading.styles:
                what = f"a list names the style {value(each)}, which is not there"
                yield Finding(what=what, rule="word-unknown-style")
    places = [(text.root, text.place) for text in reading.texts]
    places += [(style.element, "word/styles.xml") for style in reading.styles.values()]
    for place, part in places:
        for each in place.iter(W + "numPr"):
            number = value(each.find(W + "numId"))
            level = value(each.find(W + "ilvl")) or "0"
            if number is not None and number not in numbers:
                what = f"the list {number} is named, which is not there"
                yield Finding(quote=near(each), what=what, part=part, rule="word-unknown-list")
            if not (level.isdecimal() and int(level) < _LEVELS):
                what = f"the level {level} of a list is named, of nine that count from 0"
                yield Finding(quote=near(each), what=what, part=part, rule="word-unknown-list")
