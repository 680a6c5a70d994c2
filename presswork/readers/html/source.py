"""A saved page: its bytes as a tree, and the files that it carries inside itself.

Encodings are told as browsers do (WHATWG Encoding): by a byte order mark, by `meta charset`, else
UTF-8 if it is valid, and Windows-1252 if it is not.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.problems import Location

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message
    from pathlib import Path

    from presswork.problems import Ledger

SIZE_LIMIT: Final = 100 * 1024 * 1024
"""The largest page, in bytes, that is read."""

DEEPEST: Final = 120
"""How deep elements may nest; what is deeper is read as if it stood at that depth."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w\-:]+)|^\s*<\?xml[^>]{0,100}encoding=["']([\w\-]+)""",
    re.IGNORECASE,
)
_START: Final = 4096
_NO_NAME: Final = re.compile(r"""[\s"&'/<>\x00-\x1f]""")
"""What lxml refuses in a name that libxml2 has read."""
_AS_BROWSERS: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8"}
_WITHOUT: Final = dict.fromkeys((*range(9), 11, *range(14, 32)), " ") | {
    0xFFFE: "",
    0xFFFF: "",
}
_PREFIXED: Final = re.compile(r"^(?:\w+:)?(\w+)$")


@dataclass(frozen=True, slots=True)
class Source:
    """A page.

    Args:
        root: its `html` element.
        parts: what it carries inside itself (MHTML): addresses with the bytes there.
        address: where it was saved from; empty where that is not told.
    """

    root: etree._Element
    parts: Mapping[str, bytes] = field(default_factory=dict)
    address: str = ""


def load(path: Path, ledger: Ledger) -> Source:
    """Read a file into a tree, however broken its markup is.

    Args:
        path: an HTML or MHTML file.
        ledger: takes what is wrong; it is settled where there is nothing to go on with.
    """
    data = _bytes_of(path, ledger)
    parts: dict[str, bytes] = {}
    address = ""
    charset = None
    if path.suffix.lower() in {".mhtml", ".mht"}:
        data, charset, address, parts = _unpacked(data)
    text = _decoded(data, charset).translate(_WITHOUT)
    root = _tree(text)
    if root is None:
        ledger.error("the page is empty", Location(path), "save it again in the browser")
        ledger.settle()
        root = etree.Element("html")
    _name_plainly(root)
    if _flatten(root):
        ledger.warn(
            f"elements are nested deeper than {DEEPEST} levels; what is deeper is read flat",
            Location(path),
        )
    return Source(root, parts, address)


def _bytes_of(path: Path, ledger: Ledger) -> bytes:
    try:
        if path.stat().st_size <= SIZE_LIMIT:
            return path.read_bytes()
        ledger.error(
            f"the page is larger than {SIZE_LIMIT // 2**20} MiB",
            Location(path),
            "save it without its pictures inside, or save a part of it",
        )
    except OSError as error:
        ledger.error(
            f"the page cannot be read: {error.strerror}",
            Location(path),
            "check the name and the file's permissions",
        )
    ledger.settle()
    return b""


def _decoded(data: bytes, charset: str | None) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    declared = _CHARSET.search(data[:_START])
    named = charset or (declared and (declared[1] or declared[2]).decode("ascii"))
    try:
        name = codecs.lookup(named or "utf-8").name
        return data.decode(_AS_BROWSERS.get(name, name), "strict" if not named else "replace")
    except (LookupError, UnicodeDecodeError, ValueError):
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _tree(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _name_plainly(root: etree._Element) -> None:
    """Take the prefixes off the names of elements, and write them small."""
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if ":" in tag or "}" in tag or not tag.islower():
            name = tag.rpartition("}")[2].rpartition(":")[2].lower()
            element.tag = name if name and not _NO_NAME.search(name) else "span"


def _flatten(root: etree._Element) -> bool:
    """Lift what is nested too deep to the deepest level that is read; tell if anything was."""
    deep: list[etree._Element] = []
    level = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            level += 1
            if level > DEEPEST and len(element):
                deep.append(element)
        else:
            level -= 1
    for element in deep:
        _unwrap(element)
    return bool(deep)


def _unwrap(element: etree._Element) -> None:
    """Put what an element contains into its place."""
    parent = element.getparent()
    if parent is None:
        return
    _put_before(element, element.text)
    for child in list(element):
        element.addprevious(child)
    _put_before(element, element.tail)
    element.tail = None
    parent.remove(element)


def _put_before(element: etree._Element, text: str | None) -> None:
    if not text:
        return
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


GONE: Final = "template"
"""The name of elements that are taken out: emptied, so that the text after them can stay."""


def remove(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    empty(element)
    element.tag = GONE


def empty(element: etree._Element) -> None:
    """Take all out of an element, and its attributes."""
    tail = element.tail
    element.clear()
    element.tail = tail


def _unpacked(data: bytes) -> tuple[bytes, str | None, str, dict[str, bytes]]:
    """Take a page apart that a browser saved as one file (RFC 2557)."""
    message = message_from_bytes(data, policy=policy.compat32)
    parts: dict[str, bytes] = {}
    page, charset, address = b"", None, ""
    for part in message.walk():
        if part.is_multipart():
            continue
        content = _payload(part)
        place = str(part.get("Content-Location", "")).strip()
        if part.get_content_type() in {"text/html", "application/xhtml+xml"} and not page:
            page, charset, address = content, part.get_content_charset(), place
            continue
        if place:
            parts[place] = content
        if identifier := str(part.get("Content-ID", "")).strip(" <>"):
            parts[f"cid:{identifier}"] = content
    return page or data, charset, address, parts


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
