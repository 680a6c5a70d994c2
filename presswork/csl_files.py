"""Reading the XML of CSL styles and locales so that no file can do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.problems import Location, Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from pathlib import Path

CSL: Final = "{http://purl.org/net/xbiblio/csl}"
SIZE_LIMIT: Final = 5 * 1024 * 1024
"""The largest style, in bytes; the largest one known has a twentieth of it."""

DEEPEST: Final = 200


def broken(path: Path, line: int | None, what: str, hint: str) -> Problems:
    """Return the one problem of a style file, to be raised."""
    return Problems([Problem(what, Location(path, line), hint, kind=ProblemKind.STYLE)])


def line_of(element: etree._Element) -> int | None:
    """Return the line in its file that an element begins in."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def parse(path: Path) -> etree._Element:
    """Return the root of a style or a locale.

    Raises:
        Problems: the file cannot be read, is too large, declares entities or is no CSL.
    """
    return parse_text(_read(path), path)


def parse_text(data: bytes, path: Path) -> etree._Element:
    """Return the root of a style or a locale.

    Args:
        data: the file's content.
        path: the file, for the messages.

    Raises:
        Problems: it declares entities or is no CSL.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        line = data.count(b"\n", 0, data.index(b"<!")) + 1
        raise broken(path, line, "the style declares entities", "delete the <!DOCTYPE …> line")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line_number: object = error.lineno
        raise broken(
            path,
            line_number if isinstance(line_number, int) and line_number else None,
            f"broken XML: {_without_place(str(error.msg))}",
            "correct it, or load the style anew",
        ) from error
    if root.tag not in (f"{CSL}style", f"{CSL}locale"):
        raise broken(
            path,
            line_of(root),
            f"this is no CSL style: its root is <{etree.QName(root).localname}>",
            'a style begins with <style xmlns="http://purl.org/net/xbiblio/csl" …>',
        )
    return root


def _without_place(message: str) -> str:
    """Return a message of libxml2 without the line and column at its end."""
    what = message.rpartition(", line ")[0] or message
    return what[:1].lower() + what[1:]


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as error:
        raise broken(
            path, None, f"the style cannot be read: {error.strerror}", "check the file"
        ) from error
    if size > SIZE_LIMIT:
        raise broken(
            path,
            None,
            f"the style is larger than {SIZE_LIMIT // 2**20} MiB",
            "no style is so large; check that it is the right file",
        )
    return data
