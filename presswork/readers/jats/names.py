"""The names of a citation: who wrote, edited and translated a work."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.readers.jats.elements import attribute, child, children, has_words, nodes, text_of
from presswork.readers.jats.source import local_name
from presswork.references import OTHERS, Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_ROLES: Final[Mapping[str, str]] = {
    "author": "author",
    "allauthors": "author",
    "editor": "editor",
    "guest-editor": "editor",
    "translator": "translator",
    "transed": "translator",
    "compiler": "compiler",
    "director": "director",
    "curator": "curator",
    "inventor": "author",
    "assignee": "author",
    "illustrator": "illustrator",
    "sponsor": "contributor",
    "developer": "author",
    "research-assistant": "contributor",
}
_PEOPLE: Final = frozenset(
    {"name", "string-name", "collab", "anonymous", "institution", "institution-wrap"}
    | {"name-alternatives", "collab-alternatives"}
)
_INITIALS: Final = re.compile(r"[^\W\d_]{2,4}")
_AFTER_TITLE: Final = frozenset({"article-title", "chapter-title", "part-title"})


@dataclass(slots=True)
class Names:
    """The names of a citation.

    Args:
        by_role: the people by the names of CSL variables.
        elements: the names of the elements that they were read from.
    """

    by_role: dict[str, list[Name]] = field(default_factory=dict)
    elements: frozenset[str] = _PEOPLE | {"person-group", "etal"}

    def add(self, role: str, name: Name | None) -> None:
        """Add a name once."""
        if name and name not in self.by_role.setdefault(role, []):
            self.by_role[role].append(name)


def read_names(citation: etree._Element) -> Names:
    """Return the names of a citation.

    Names outside a group are authors; those after the title of a chapter are the book's editors.
    """
    names = Names()
    grouped = any(
        attribute(group, "person-group-type") in {"", "author"}
        for group in children(citation, "person-group")
    )
    role = "author"
    for node in nodes(citation):
        if isinstance(node, str):
            continue
        match local_name(node):
            case "person-group":
                kind = attribute(node, "person-group-type").lower()
                _read_group(node, _ROLES.get(kind, "author" if not kind else "contributor"), names)
            case "etal":
                names.add("editor" if role == "editor" else "author", OTHERS)
            case name if name in _AFTER_TITLE:
                role = "editor" if names.by_role.get("author") else role
            case "source" if not grouped and role == "author" and _names_follow(node):
                role = "editor" if names.by_role.get("author") else "author"
            case "institution" | "institution-wrap":
                if not names.by_role.get("author") and not grouped and _is_first(node):
                    names.add("author", read_name(node))
            case name if name in _PEOPLE:
                names.add(role, read_name(node))
            case _:
                pass
    return names


def _is_first(node: etree._Element) -> bool:
    before = node.getprevious()
    return before is None or local_name(before) == "label"


def _names_follow(node: etree._Element) -> bool:
    return any(local_name(each) in _PEOPLE for each in node.itersiblings())


def _read_group(group: etree._Element, role: str, names: Names) -> None:
    found = False
    for inner in group:
        match local_name(inner):
            case "etal":
                names.add(role, OTHERS)
            case name if name in _PEOPLE:
                found = True
                names.add(role, read_name(inner))
            case _:
                pass
    if not found and (text := text_of(group)):
        names.add(role, Name(literal=text.strip(" ,.;")))


def read_name(element: etree._Element) -> Name | None:
    """Return a name; None where it holds none."""
    match local_name(element):
        case "name-alternatives" | "collab-alternatives":
            inner = next((each for each in element if local_name(each) in _PEOPLE), None)
            return read_name(inner) if inner is not None else None
        case "anonymous":
            return Name(literal=text_of(element) or "Anonymous")
        case "name" | "string-name":
            return _person(element)
        case _:
            text = _own_text(element).strip(" ,;")
            return Name(literal=text) if text else None


def _own_text(element: etree._Element) -> str:
    """Return the words of a group without the names of its members."""
    parts = [
        node if isinstance(node, str) else text_of(node)
        for node in nodes(element)
        if isinstance(node, str) or local_name(node) not in {"contrib-group", "institution-id"}
    ]
    return " ".join("".join(parts).split())


def _person(element: etree._Element) -> Name | None:
    family = text_of(child(element, "surname"))
    given = text_of(child(element, "given-names")) or text_of(child(element, "given-name"))
    suffix = text_of(child(element, "suffix")).strip(" ,")
    if not family and not given:
        text = text_of(element).strip(" ,;")
        return Name(literal=text) if text else None
    if not family:
        return Name(literal=given)
    if not given and has_words(element) and local_name(element) == "string-name":
        rest = [node for node in nodes(element) if isinstance(node, str)]
        given = " ".join("".join(rest).split()).strip(" ,;")
    return Name(
        family=family.strip(" ,"),
        given=spread_initials(given.strip(" ,")),
        suffix=suffix,
        comma_suffix=False,
    )


def spread_initials(given: str) -> str:
    """Return initials that are written as one word (`JA`) as the letters they are (`J. A.`).

    Styles set initials with stops and spaces, or without, as they like; for that they have to
    know them.
    """
    words = given.split()
    if len(words) != 1 or not _INITIALS.fullmatch(given.replace("-", "")):
        return given
    parts = given.split("-")
    if not all(part.isupper() and part.isalpha() for part in parts if part):
        return given
    return "-".join(" ".join(f"{letter}." for letter in part) for part in parts)
