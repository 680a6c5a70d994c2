"""A style's file, read so that no file can do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.citations.csl.locale import CSL
from presswork.problems import Location, Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from pathlib import Path

SIZE_LIMIT: Final = 5 * 1024 * 1024
"""The largest style, in bytes; the largest of the catalogue has a twentieth of it."""


def parsed(path: Path) -> etree._Element:
    """Return the root of a style's file.

    Raises:
        Problems: it cannot be read, is too large, declares entities or is no CSL style.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as error:
        raise _broken(path, None, f"the style cannot be read: {error.strerror}") from error
    if size > SIZE_LIMIT:
        raise _broken(path, None, f"the style is larger than {SIZE_LIMIT // 2**20} MiB")
    return parsed_bytes(data, path)


def parsed_bytes(data: bytes, path: Path) -> etree._Element:
    """Return the root of a style's text; `path` is for messages."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _broken(path, None, "the style declares entities", "delete the <!DOCTYPE …> line")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(path, error.lineno, f"broken XML: {error.msg}") from error
    if root.tag != f"{CSL}style":
        raise _broken(
            path,
            root.sourceline,
            f"this is no CSL style: its root is <{etree.QName(root).localname}>",
            'a style begins with <style xmlns="http://purl.org/net/xbiblio/csl" …>',
        )
    return root


def _broken(path: Path, line: int | None, what: str, hint: str | None = None) -> Problems:
    return Problems([Problem(what, Location(path, line or None), hint, kind=ProblemKind.STYLE)])
