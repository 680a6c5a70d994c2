"""The XML of an article, read so that no file can do harm.

Entities are never resolved and DTDs never fetched: those of characters (`&alpha;`) are known by
their names, others stay as they are written.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.problems import Location, Problem, Problems

if TYPE_CHECKING:
    from pathlib import Path

SIZE_LIMIT: Final = 100 * 1024 * 1024
"""The largest article, in bytes, that is read."""

DEEPEST: Final = 120
"""How deep elements may be nested; articles have a quarter of it."""

_OTHERS: Final = {
    "xml": "a file of references in EndNote's format",
    "PubmedArticleSet": "a list of PubMed records",
    "MedlineCitationSet": "a list of PubMed records",
    "modsCollection": "a file of references in the format MODS",
    "mods": "a record in the format MODS",
    "style": "a citation style (CSL)",
    "TEI": "a text in the format TEI",
    "html": "a web page",
    "book": "a book (BITS), not an article",
    "book-part-wrapper": "a part of a book (BITS), not an article",
    "svg": "a picture",
}
"""What other XML files are, by the names of their roots."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article's XML.

    Args:
        article: its `article` element.
        others: how many more articles the file holds.
    """

    article: etree._Element
    others: int = 0


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag if tag[0] != "{" else tag.rpartition("}")[2]


def line_of(element: etree._Element) -> int | None:
    """Return the line of the file that an element begins in."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def read_source(path: Path) -> Source:
    """Return the article in a file.

    Raises:
        Problems: it cannot be read, is no XML, or holds no article.
    """
    root = _parse(_bytes_of(path), path)
    _check_depth(root, path)
    _put_characters(root)
    if local_name(root) == "article":
        return Source(root)
    articles = [each for each in root.iter("{*}article") if each.find("{*}front") is not None]
    if not articles:
        raise _broken(path, line_of(root), _what_else(root), _WANTED)
    return Source(articles[0], len(articles) - 1)


_WANTED: Final = "an article in JATS begins with <article …> and has <front> and <body>"


def _what_else(root: etree._Element) -> str:
    name = local_name(root)
    what = _OTHERS.get(name)
    return f"this is {what}; no article is in it" if what else f"<{name}> is no article in JATS"


def _broken(path: Path, line: int | None, what: str, hint: str) -> Problems:
    return Problems([Problem(what, Location(path, line), hint)])


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise _broken(path, None, what, "check the file's name") from error
    if size > SIZE_LIMIT:
        what = f"the file is larger than {SIZE_LIMIT // 2**20} MiB"
        raise _broken(path, None, what, "no article is so large; check that it is the right file")
    return data


def _parse(data: bytes, path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        number: object = error.lineno
        line = number if isinstance(number, int) and number else None
        message = str(error.msg)
        what = message.rpartition(", line ")[0] or message
        raise _broken(
            path,
            line,
            f"broken XML: {what[:1].lower() + what[1:]}",
            "load the file anew from its publisher, or correct it",
        ) from error
    except ValueError as error:
        raise _broken(path, None, f"no XML: {error}", "check that it is the right file") from error


def _check_depth(root: etree._Element, path: Path) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            what = f"elements are nested deeper than {DEEPEST} levels"
            raise _broken(path, line_of(element), what, "check that it is the right file")


def _put_characters(root: etree._Element) -> None:
    """Put characters in the place of entities that have the names of characters in HTML."""
    for entity in list(root.iter(etree.Entity)):
        before, parent = entity.getprevious(), entity.getparent()
        if parent is None:
            continue
        text = html.unescape(entity.text or "") + (entity.tail or "")
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        entity.tail = None
        parent.remove(entity)
