"""What no standard asks of a PDF file, and readers do: all of it warnings."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.core import get_global

from presswork.findings import Finding, shortened
from presswork.pdf_checks import objects, xmp
from presswork.pdf_checks.colours import contrast
from presswork.srgb import from_hex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.contents import Piece
    from presswork.pdf_checks.reading import Reading
    from presswork.pdf_checks.tree import Element

_FILE_NAME: Final = re.compile(
    r"\S+\.(?:png|jpe?g|svg|gif|webp|tiff?|pdf|eps|emf|wmf|bmp|avif|heic)", re.IGNORECASE
)
_MANY_PAGES: Final = 20
_COARSE: Final = 150.0
"""Dots an inch below which a picture looks coarse in print."""

_SIDES: Final = ("/Width", "/Height")
_PLAIN: Final = 2

_UP: Final = 36.0
_COLUMN: Final = 72.0
"""How far up a jump goes, and how far to the right it may go then: into the next column."""

_JUMPS: Final = 5
_SHARE: Final = 0.15
"""From how many jumps, and which share of all steps, the order of a page is suspicious."""

_SPEAKING: Final = frozenset(
    (
        *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "Span", "Quote", "Code"),
        *("BlockQuote", "L", "LI", "LBody", "Link", "Note", "Reference", "BibEntry"),
    )
)
"""Tags that are there for what is in them; a cell can be empty."""

_SPECIAL: Final = frozenset(("mul", "und", "zxx", "mis", "art"))
_TAG: Final = re.compile(
    r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+|i-[a-z]+)",
    re.IGNORECASE,
)
"""A language tag (RFC 5646, 2.1)."""


def pale_text(reading: Reading) -> Iterator[Finding]:
    """Find text without enough contrast to what is under it, as far as that can be told."""
    for (colour, ground, is_large), sighting in reading.contents.pale.items():
        ratio = contrast(from_hex(colour), from_hex(ground))
        needed, size = ("3", "large text") if is_large else ("4.5", "text")
        what = f"{size} in {colour} on {ground} has a contrast of {ratio:.1f} to 1, not {needed}"
        quote = reading.quote(sighting)
        for page, count in sorted(sighting.pages.items()):
            yield Finding(page, quote, what, count=count, rule="pdf-low-contrast")


def alternatives(reading: Reading) -> Iterator[Finding]:
    """Find alternative texts that say nothing of their own."""
    for element in reading.tree.elements:
        if element.kind != "Figure" or not element.alt:
            continue
        alt = element.alt.strip()
        if _FILE_NAME.fullmatch(alt):
            what = f"the alternative text '{shortened(alt)}' is the name of a file"
            yield Finding(element.page, what=what, rule="pdf-alt-is-file-name")
            continue
        captions = {_plain(caption) for caption in _captions(reading, element)}
        if _plain(alt) and _plain(alt) in captions:
            yield Finding(element.page, alt, rule="pdf-alt-repeats-caption")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _captions(reading: Reading, element: Element) -> Iterator[str]:
    """Return the captions of a picture: those in it, and those beside it."""
    tree = reading.tree
    above = tree.parent(element)
    near = [*tree.kids(element), *(tree.kids(above) if above is not None else ())]
    for kid in near:
        if kid.kind == "Caption":
            words = reading.words(kid, 1000)
            yield words
            yield words.partition(". ")[2]  # without 'Figure 2.'


def lonely_pictures(reading: Reading) -> Iterator[Finding]:
    """Find pictures that nothing near them tells of."""
    pages: set[int] = set()
    for element in reading.tree.elements:
        if element.kind not in ("Figure", "Document") and element.page not in pages:
            has_text = any(
                piece is not None and piece.text
                for piece in map(reading.contents.pieces.get, element.marks)
            )
            if has_text and element.page is not None:
                pages.add(element.page)
    for element in reading.tree.elements:
        is_alone = element.page is not None and element.page not in pages
        if element.kind == "Figure" and is_alone and not any(_captions(reading, element)):
            yield Finding(element.page, element.alt or "", rule="pdf-picture-without-caption")


def empty_tags(reading: Reading) -> Iterator[Finding]:
    """Find tags with nothing in them."""
    for element in reading.tree.elements:
        if (
            element.is_empty
            and element.kind in _SPEAKING
            and element.alt is None
            and element.actual is None
        ):
            what = f"the tag '{element.tag}' has nothing in it: a screen reader stops there"
            yield Finding(element.page, what=what, rule="pdf-empty-tag")


def order(reading: Reading) -> Iterator[Finding]:
    """Find pages whose tags go up and down."""
    steps: dict[int, int] = {}
    jumps: dict[int, int] = {}
    last: Piece | None = None
    for mark, _ in reading.tree.order:
        piece = reading.contents.pieces.get(mark)
        if piece is None or piece.top is None:
            continue
        if last is not None and last.page == piece.page and last.top is not None:
            steps[piece.page] = steps.get(piece.page, 0) + 1
            is_column = piece.left > last.left + _COLUMN
            if piece.top > last.top + _UP and not is_column:
                jumps[piece.page] = jumps.get(piece.page, 0) + 1
        last = piece
    for page, count in jumps.items():
        if count >= _JUMPS and count >= _SHARE * steps[page]:
            yield Finding(page, rule="pdf-reading-order")


def bookmarks(reading: Reading) -> Iterator[Finding]:
    """Find long files without bookmarks, and page labels that begin nowhere."""
    count = len(reading.pdf.pages)
    if count > _MANY_PAGES and not reading.outline:
        what = f"the file has {count} pages, and no bookmarks"
        yield Finding(what=what, rule="pdf-no-bookmarks")
    labels = objects.entry(reading.root, "/PageLabels")
    if labels is not None and 0 not in objects.number_tree(labels):
        yield Finding(rule="pdf-page-labels")


def coarse_pictures(reading: Reading) -> Iterator[Finding]:
    """Find pictures with too few dots for the size at which they are printed."""
    for picture in reading.contents.pictures.values():
        is_mask = objects.entry(picture.node, "/ImageMask") is True
        sides = [objects.integer(objects.entry(picture.node, side)) for side in _SIDES]
        is_plain = min(sides) <= _PLAIN  # a coloured area, stretched
        if picture.dots is None or picture.dots >= _COARSE or is_mask or is_plain:
            continue
        what = f"a picture has only {picture.dots:.0f} dots an inch as it is printed, not 150"
        yield Finding(picture.page, what=what, rule="pdf-coarse-picture")


def languages(reading: Reading) -> Iterator[Finding]:
    """Find language tags that name no language."""
    told: set[str] = set()
    named: list[tuple[str | None, int | None]] = [(reading.language, None)]
    named += [(element.language, element.page) for element in reading.tree.elements]
    for tag, page in named:
        if not tag or tag in told:
            continue
        told.add(tag)
        if re.fullmatch(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", tag) and not _is_known(tag):
            what = f"'{tag}' stands as a language, and names none that is known"
            yield Finding(page, what=what, rule="pdf-unknown-language")


def _is_known(tag: str) -> bool:
    first = tag.lower().partition("-")[0]
    return bool(_TAG.fullmatch(tag)) and (first in ("x", "i") or first in _known_languages())


@cache
def _known_languages() -> frozenset[str]:
    names = {str(name).partition("_")[0] for name in Locale("en").languages}
    aliases = {str(name).partition("_")[0] for name in get_global("language_aliases")}
    return frozenset(names | aliases | _SPECIAL)


def two_titles(reading: Reading) -> Iterator[Finding]:
    """Find titles and authors that differ between the two places for them."""
    info = objects.entry(reading.pdf.trailer, "/Info")
    for key, name, word in (("/Title", "title", "title"), ("/Author", "creator", "author")):
        old = objects.text(objects.entry(info, key))
        new = reading.metadata.get(xmp.DC, name)
        if old is None or new is None or _names(old) == _names(new):
            continue
        what = f"the {word} is '{shortened(old)}' in one place of the file, '{shortened(new)}' in"
        yield Finding(what=f"{what} the other", rule="pdf-metadata-differs")


def _names(text: str) -> list[str]:
    """Return the words of names, which are told apart by commas in one place, listed in another."""
    return re.findall(r"\w+", text.casefold())
