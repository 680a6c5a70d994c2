"""The words in the files that Presswork writes, as the readers of others find them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import lxml.html
import mammoth

from tests.tools import program, run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HYPHENS: Final = ("-", "\N{HYPHEN}", "\N{EN DASH}", "\N{SOFT HYPHEN}")
"""How a line ends within a word; other lines may stand between where a page ends with it."""


WORD_AND_NUMBER: Final = re.compile(r"(\D*[^\W\d])\d+")


def squash(text: str) -> str:
    """Return the letters and digits alone: what line ends, hyphens and typography leave alone."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def lost(expected: Iterable[str], text: str) -> list[str]:
    """Return the expected passages that a text does not have."""
    found = squash(text)
    return [passage for passage in expected if squash(passage) not in found]


def lost_words(passages: Iterable[str], pdf: Path) -> list[str]:
    """Return the words of the passages that a PDF does not show."""
    text = pdf_text(pdf)
    mended = mended_words(text)
    return [word for word in lost(words(passages), text) if squash(word) not in mended]


def mended_words(text: str) -> set[str]:
    """Return every word that may be broken at the end of a line, squashed.

    It need not go on in the next line: a page or a column may end, and a note stand between.
    """
    lines = [line.split() for line in text.splitlines() if line.strip()]
    broken = {line[-1] for line in lines if line[-1].endswith(HYPHENS)}
    # Poppler joins the last word of a page to the number below it, as if that were its end.
    broken |= {found[1] for line in lines if (found := WORD_AND_NUMBER.fullmatch(line[-1]))}
    return {squash(begin + line[0]) for begin in broken for line in lines}


def words(passages: Iterable[str]) -> list[str]:
    """Return the words of the passages, each once."""
    return sorted({word for passage in passages for word in passage.split()})


def parse_html(markup: str) -> lxml.html.HtmlElement:
    """Parse a page without what is not read: style sheets and scripts."""
    page: lxml.html.HtmlElement = lxml.html.fromstring(markup)
    for element in page.xpath("//style | //script"):
        element.drop_tree()
    return page


def read_html(path: Path) -> lxml.html.HtmlElement:
    """Parse the page in a file."""
    return parse_html(path.read_text(encoding="utf-8"))


def read_docx(path: Path) -> lxml.html.HtmlElement:
    """Return a Word file as mammoth reads it: as a page."""
    with path.open("rb") as docx:
        return parse_html(f"<main>{mammoth.convert_to_html(docx).value}</main>")


def pdf_text(path: Path, left: int = 0) -> str:
    """Return the text of a PDF in reading order, without so many points of each left edge."""
    part = ("-x", str(left), "-y", "0", "-W", "5000", "-H", "5000") if left else ()
    return run(program("pdftotext", "poppler-utils"), "-enc", "UTF-8", *part, path, "-")


def dead_links(page: lxml.html.HtmlElement) -> list[str]:
    """Return the links within a page that lead nowhere in it."""
    places = {f"#{name}" for name in page.xpath("//@id")}
    return [
        target for target in page.xpath("//a/@href[starts-with(., '#')]") if target not in places
    ]
