"""Whether an SVG is safe: it must hold no script and point at nothing outside itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import tinycss2
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SIZE_LIMIT: Final = 50 * 1024 * 1024
_REFERRING: Final = frozenset({"href", "src", "data", "action", "formaction", "base"})
_STYLING: Final = frozenset(
    {
        "style",
        "fill",
        "stroke",
        "filter",
        "mask",
        "clip-path",
        "marker",
        "marker-start",
        "marker-mid",
        "marker-end",
        "cursor",
        "background",
        "color-profile",
    }
)
_INSIDE: Final = (
    "data:image/png",
    "data:image/jpeg",
    "data:image/gif",
    "data:image/webp",
    "data:font/",
    "data:application/font",
    "data:application/x-font",
)
_LINKS: Final = ("http:", "https:", "mailto:", "#")
_OUTSIDE_HINT: Final = (
    "embed what it needs (in Inkscape: Extensions, Images, Embed Images) and save it as plain SVG"
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with an SVG, said of the file, and what to do about it."""

    what: str
    hint: str


def complaint(path: Path) -> Complaint | None:
    """Return the first thing that keeps an SVG from being used; None for a safe one.

    Args:
        path: a file that may be read.
    """
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            return Complaint(f"is larger than {_SIZE_LIMIT // 2**20} MiB", "use a smaller file")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        tree = etree.parse(str(path), parser)
    except etree.XMLSyntaxError as error:
        return Complaint(f"is no readable SVG: {error.msg}", "save the drawing again, as plain SVG")
    except OSError as error:
        return Complaint(f"cannot be read: {error.strerror or error}", "check the file")
    return next(_complaints(tree), None)


def _complaints(tree: etree._ElementTree) -> Iterator[Complaint]:
    if etree.QName(tree.getroot()).localname != "svg":
        yield Complaint("is XML, but no SVG", "save the drawing as plain SVG")
    if _declares_outside(tree):
        yield Complaint("declares external entities, which are refused", _OUTSIDE_HINT)
    for node in (*_around(tree.getroot()), *tree.iter()):
        yield from _complaints_of(node)


def _declares_outside(tree: etree._ElementTree) -> bool:
    """Tell whether the document type declares entities that stand in other files."""
    declared = tree.docinfo.internalDTD
    entities: Iterable[object] = getattr(declared, "iterentities", tuple)()
    return any(getattr(entity, "content", "") is None for entity in entities)


def _around(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.itersiblings(preceding=True)
    yield from root.itersiblings()


def _complaints_of(node: etree._Element) -> Iterator[Complaint]:
    if isinstance(node, etree._ProcessingInstruction):  # noqa: SLF001 - lxml names its types so
        if node.target == "xml-stylesheet":
            yield _points_outside(str(node.text))
        return
    if isinstance(node, etree._Entity):  # noqa: SLF001 - the same
        yield Complaint(
            f"uses the entity {node.text}, which is not resolved", "save it as plain SVG"
        )
        return
    if not isinstance(node.tag, str):
        return
    name = etree.QName(node).localname.lower()
    if name == "script":
        yield Complaint("holds a script, which is refused", "save it as plain SVG, without scripts")
    if name == "style":
        yield from map(_points_outside, _outside_of_css("".join(map(str, node.itertext()))))
    for attribute, value in node.attrib.items():
        local = str(attribute).rpartition("}")[2].lower()
        yield from _complaints_of_attribute(name, local, str(value))


def _complaints_of_attribute(element: str, name: str, value: str) -> Iterator[Complaint]:
    if name.startswith("on"):
        yield Complaint(
            f"holds a script ({name}), which is refused", "save it as plain SVG, without scripts"
        )
    elif name in _REFERRING and (target := _squeezed(value)):
        is_link = element == "a" and target.startswith(_LINKS)
        if not is_link and not target.startswith(("#", *_INSIDE)):
            yield _points_outside(value)
    elif element in {"set", "animate"} and "javascript:" in _squeezed(value):
        yield Complaint("holds a script, which is refused", "save it as plain SVG, without scripts")
    elif name in _STYLING and ("(" in value or "\\" in value):
        yield from map(_points_outside, _outside_of_css(value))


def _squeezed(value: str) -> str:
    return "".join(value.split()).lower()


def _points_outside(target: str) -> Complaint:
    shown = target.strip()
    shown = shown if len(shown) <= 60 else f"{shown[:57]}…"  # noqa: PLR2004 - what fits on a line
    return Complaint(f"points outside itself, at '{shown}', which is refused", _OUTSIDE_HINT)


@lru_cache(maxsize=64)
def _outside_of_css(source: str) -> tuple[str, ...]:
    """Return what CSS points at outside the SVG; most shapes of a drawing have the same."""
    return tuple(_outside_of_tokens(tinycss2.parse_component_value_list(source)))


def _outside_of_tokens(tokens: Iterable[tinycss2.ast.Node]) -> Iterator[str]:
    importing = False
    for token in tokens:
        match token.type:
            case "url":
                if not token.value.strip().lower().startswith(("#", *_INSIDE)):
                    yield token.value
            case "at-keyword":
                importing = token.lower_value == "import"
            case "string" if importing:
                yield token.value
            case "function":
                yield from _outside_of_function(token)
            case "() block" | "[] block" | "{} block":
                yield from _outside_of_tokens(token.content)
            case "literal" if token.value == ";":
                importing = False
            case _:
                pass


def _outside_of_function(function: tinycss2.ast.FunctionBlock) -> Iterator[str]:
    takes_address = function.lower_name in {"url", "src", "image", "image-set", "-webkit-image-set"}
    for argument in function.arguments:
        if takes_address and argument.type == "string":
            if not argument.value.strip().lower().startswith(("#", *_INSIDE)):
                yield argument.value
        else:
            yield from _outside_of_tokens([argument])
