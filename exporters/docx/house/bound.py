"""Content controls and fields of a template that show properties of the document.

Word fills both in when it opens a file, or when fields are updated; other programs show what was
there last. So both get what they will come to: a template that has the title in a content control,
as those of Word itself do, needs no tag for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exporters.docx.xml import NAMESPACES, qualified, text, w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.opc.part import Part
    from lxml.etree import _Element as Element

    from .values import Front

_LAST: Final = re.compile(r"(?:\w+:)?(\w+)(?:\[\d+\])?$")
_BOUND: Final[Mapping[str, str]] = {
    "title": "plain_title",
    "subject": "subtitle",
    "creator": "authors",
    "keywords": "keywords",
    "Abstract": "abstract",
    "PublishDate": "date",
}
"""The last step of the paths that controls are bound by, and what the document has for it."""

_FIELDS: Final[Mapping[str, str]] = {
    "TITLE": "plain_title",
    "SUBJECT": "subtitle",
    "AUTHOR": "authors",
    "KEYWORDS": "keywords",
}
"""The fields that show a property (17.16.5), and what the document has for it."""

_COVER: Final = "{http://schemas.microsoft.com/office/2006/coverPageProps}"
COVER_ROOT: Final = f"{_COVER}CoverPageProperties"


def fill_controls(root: Element, words: Mapping[str, str]) -> frozenset[str]:
    """Fill in the content controls that are bound to a property of the document (17.5.2.6).

    Args:
        root: a part.
        words: what the document has, by its name in `Front`, as plain text.

    Returns:
        the names of what they show.
    """
    shown: set[str] = set()
    for control in root.iter(qualified("w:sdt")):
        binding = control.find("w:sdtPr/w:dataBinding", NAMESPACES)
        path = "" if binding is None else binding.get(qualified("w:xpath"), "")
        step = _LAST.search(path)
        name = _BOUND.get(step[1]) if step and "roperties" in path else None
        content = control.find("w:sdtContent", NAMESPACES)
        if name is None or content is None or not words[name]:
            continue
        _fill(content, words[name])
        for placeholder in control.findall("w:sdtPr/w:showingPlcHdr", NAMESPACES):
            control[0].remove(placeholder)
        shown.add("title" if name == "plain_title" else name)
    return frozenset(shown)


def _fill(content: Element, words: str) -> None:
    """Put words into the first run of a content control, and take away the others."""
    runs = list(content.iter(qualified("w:r")))
    if not runs:
        paragraph = next(content.iter(qualified("w:p")), content)
        if paragraph.tag in (qualified("w:p"), qualified("w:sdtContent")):
            paragraph.append(w("r", text(words)))
        return
    first, *others = runs
    for other in others:
        parent = other.getparent()
        if parent is not None:
            parent.remove(other)
    for child in list(first):
        if child.tag != qualified("w:rPr"):
            first.remove(child)
    for style in first.findall("w:rPr/w:rStyle", NAMESPACES):
        if "laceholder" in style.get(qualified("w:val"), "") and style.getparent() is not None:
            first[0].remove(style)
    first.append(text(words))


def fill_fields(root: Element, words: Mapping[str, str]) -> frozenset[str]:
    """Set what fields such as TITLE show until they are updated; return the names of it."""
    shown: set[str] = set()
    for simple in root.iter(qualified("w:fldSimple")):
        name = _field_name(simple.get(qualified("w:instr"), ""))
        if name is not None and words[name]:
            _fill(simple, words[name])
            shown.add("title" if name == "plain_title" else name)
    for paragraph in root.iter(qualified("w:p")):
        shown |= _fill_complex(paragraph, words)
    return frozenset(shown)


def _field_name(instruction: str) -> str | None:
    kind, _, rest = instruction.strip().partition(" ")
    if kind.upper() == "DOCPROPERTY":
        kind = rest.strip().strip('"').split(" ")[0]
    return _FIELDS.get(kind.upper())


def _fill_complex(paragraph: Element, words: Mapping[str, str]) -> set[str]:
    """Fill in the fields of a paragraph that are made of runs, those without fields inside."""
    shown: set[str] = set()
    code: list[str] = []
    result: list[Element] | None = None
    for run in paragraph.iterfind("w:r", NAMESPACES):
        mark = run.find("w:fldChar", NAMESPACES)
        kind = "" if mark is None else mark.get(qualified("w:fldCharType"), "")
        if kind == "begin":
            code, result = [], None
        elif kind == "separate":
            result = []
        elif kind == "end":
            name = _field_name("".join(code))
            if name is not None and result and words[name]:
                holder = w("sdtContent")
                result[0].addprevious(holder)
                holder.extend(result)
                _fill(holder, words[name])
                for kept in list(holder):
                    holder.addprevious(kept)
                paragraph.remove(holder)
                shown.add("title" if name == "plain_title" else name)
            code, result = [], None
        elif result is not None:
            result.append(run)
        else:
            code += [found.text or "" for found in run.iterfind("w:instrText", NAMESPACES)]
    return shown


def fill_cover(root: Element, front: Front) -> bool:
    """Fill in the properties of a cover page that Word keeps in a part of custom XML."""
    if root.tag != COVER_ROOT:
        return False
    for element in root:
        match str(element.tag).removeprefix(_COVER):
            case "PublishDate" if front.date is not None:
                element.text = f"{front.date.isoformat()}T00:00:00"
            case "Abstract" if front.description:
                element.text = front.description
            case _:
                pass
    return True


def parts_of_covers(parts: list[Part]) -> list[Part]:
    """Return the parts that may hold the properties of a cover page."""
    return [part for part in parts if b"coverPageProps" in part.blob[:4096]]
