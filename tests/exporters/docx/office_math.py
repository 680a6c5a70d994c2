"""Office Math in a notation that can be read: `f(num(a) den(b))`, runs as their characters.

Runs in text stand in quotes; properties stand in brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SHOWN: Final = {"\u200b": "◌", "\u2003": "␣"}


def notation(element: Element) -> str:
    name = str(element.tag).removeprefix(M)
    children = [child for child in element if str(child.tag).startswith(M)]
    if name == "r":
        return _run(element)
    properties = [child for child in children if child.tag.endswith("Pr")]
    shown = ",".join(
        f"{_name(inner)}={inner.get(M + 'val')}" for one in properties for inner in one
    )
    inner = " ".join(notation(child) for child in children if child not in properties)
    return f"{name}{f'[{shown}]' if shown else ''}({inner})"


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(M)


def _run(element: Element) -> str:
    text = "".join(SHOWN.get(sign, sign) for sign in element.findtext(f"{M}t") or "")
    properties = element.find(f"{M}rPr")
    names = [] if properties is None else [_name(child) for child in properties]
    style = "" if properties is None else ((properties.find(f"{M}sty") is not None and "'") or "")
    return f'"{text}"' if "nor" in names else f"{style}{text}{style}"
