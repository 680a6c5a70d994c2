"""Which style of a template plays which role: by a map, by name, by outline level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exporters.docx.styles import HEADINGS, Role
from exporters.docx.xml import NAMESPACES, qualified
from presswork.problems import Location, Problem, ProblemKind, Problems, did_you_mean
from presswork.settings import WORD_STYLES

from .names import key, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

CHARACTERS: Final = frozenset(
    {
        Role.FOOTNOTE_REFERENCE,
        Role.HYPERLINK,
        Role.CITATION_LINK,
        Role.CODE,
        Role.SMALL_CODE,
        Role.CAPTION_LABEL,
        Role.KEYWORDS_LABEL,
    }
)
"""The roles of characters; all others but the table's are those of paragraphs."""

STANDS_IN: Final[Mapping[Role, Role]] = {
    Role.FIRST: Role.BODY,
    Role.AFTER_BLOCK: Role.FIRST,
    Role.SMALL_CODE: Role.CODE,
}
"""The roles that are played by the style of another one, where a template has that and no more."""

HANGING: Final = (Role.BIBLIOGRAPHY_HANGING, Role.BIBLIOGRAPHY_NUMBERED)

CALLED: Final[Mapping[str, Role]] = {
    "body": Role.BODY,
    "text": Role.BODY,
    "paragraph": Role.BODY,
    "code": Role.CODE,
    "code block": Role.CODE_BLOCK,
    "table": Role.TABLE,
    "term": Role.TERM,
    "footnote": Role.FOOTNOTE_TEXT,
    "link": Role.HYPERLINK,
    "references": Role.BIBLIOGRAPHY,
    "figure caption": Role.CAPTION,
}
"""Other words for roles, as a map of styles may say them."""


def kind_of(role: Role) -> str:
    """Return the type of the style of a role, as `w:type` says it."""
    if role is Role.TABLE:
        return "table"
    return "character" if role in CHARACTERS else "paragraph"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The styles of a template.

    Args:
        root: its `w:styles`.
        by_name: the styles of each type, by their names and aliases as they are compared.
        by_id: all of them.
        defaults: the default style of each type.
    """

    root: Element
    by_name: Mapping[tuple[str, str], Element]
    by_id: Mapping[str, Element]
    defaults: Mapping[str, Element]

    def ancestry(self, style: Element) -> Iterator[Element]:
        """Yield a style, what it is based on, and so on (17.7.4.3); no circle is gone round."""
        seen: set[str] = set()
        current: Element | None = style
        while current is not None and style_id(current) not in seen:
            seen.add(style_id(current))
            yield current
            based = current.find("w:basedOn", NAMESPACES)
            current = None if based is None else self.by_id.get(value_of(based))

    def inherited(self, style: Element, path: str) -> Element | None:
        """Return the nearest element at a path in a style and what it is based on."""
        found = (each.find(path, NAMESPACES) for each in self.ancestry(style))
        return next((element for element in found if element is not None), None)


def value_of(element: Element | None) -> str:
    """Return `w:val`; empty where there is none."""
    return "" if element is None else element.get(qualified("w:val"), "")


def style_id(style: Element) -> str:
    """Return the id of a style."""
    return style.get(qualified("w:styleId"), "")


def shelf(root: Element) -> Shelf:
    """Return the styles of a `w:styles`, found by every name that they have."""
    by_name: dict[tuple[str, str], Element] = {}
    aliases: dict[tuple[str, str], Element] = {}
    by_id: dict[str, Element] = {}
    defaults: dict[str, Element] = {}
    for style in root.iterfind("w:style", NAMESPACES):
        kind = style.get(qualified("w:type"), "paragraph")
        by_id[style_id(style)] = style
        if style.get(qualified("w:default")) in ("1", "true", "on"):
            defaults.setdefault(kind, style)
        main, *others = value_of(style.find("w:name", NAMESPACES)).split(",")
        by_name.setdefault((kind, key(main)), style)
        others += value_of(style.find("w:aliases", NAMESPACES)).split(",")
        for name in filter(None, map(key, others)):
            aliases.setdefault((kind, name), style)
    return Shelf(root, {**aliases, **by_name}, by_id, defaults)


def counterparts(styles: Shelf, said: str, path: Path) -> dict[Role, Element]:
    """Return the styles that play roles; a role that none plays is left out.

    Args:
        styles: those of the template.
        said: the map, `first paragraph: Standard ohne Einzug; quote: Zitat`.
        path: the template, for messages.

    Raises:
        Problems: the map names a role or a style that is not there.
    """
    found = _mapped(styles, said, path)
    for role in Role:
        if role not in found and (style := _named(styles, role)) is not None:
            found[role] = style
    _by_outline(styles, found)
    if Role.BODY not in found and "paragraph" in styles.defaults:
        found[Role.BODY] = styles.defaults["paragraph"]
    for role, other in STANDS_IN.items():
        if role not in found and other in found:
            found[role] = found[other]
    listed = found.get(Role.BIBLIOGRAPHY)
    if listed is not None and styles.inherited(listed, "w:pPr/w:ind") is not None:
        for role in HANGING:
            found.setdefault(role, listed)
    return found


def _named(styles: Shelf, role: Role) -> Element | None:
    """Return the style that has one of the names of a role."""
    kind = kind_of(role)
    for name in (key(role.value), *names_of(role.value)):
        style = styles.by_name.get((kind, name))
        if style is not None and not (role is Role.FIGURE and _is_caption(styles, style)):
            return style
    return None


def _is_caption(styles: Shelf, style: Element) -> bool:
    """Tell whether a style is one of captions: LibreOffice calls the captions of figures so."""
    return any(
        key(value_of(each.find("w:name", NAMESPACES))) == "caption"
        for each in styles.ancestry(style)
    )


def _by_outline(styles: Shelf, found: dict[Role, Element]) -> None:
    """Find headings of other names by their level in the outline (17.3.1.20)."""
    taken = {style_id(style) for style in found.values()}
    for style in styles.root.iterfind("w:style", NAMESPACES):
        level = value_of(style.find("w:pPr/w:outlineLvl", NAMESPACES))
        if style_id(style) in taken or not level.isdecimal() or int(level) >= len(HEADINGS):
            continue
        found.setdefault(HEADINGS[int(level)], style)


def check_roles(said: str) -> None:
    """Look at a map of styles where no template has its styles: whether there are such roles.

    Args:
        said: the map, as `counterparts` takes it.

    Raises:
        Problems: it names others.
    """
    problems: list[Problem] = []
    list(_entries(said, problems))
    if problems:
        raise Problems(problems)


def _entries(said: str, problems: list[Problem]) -> Iterator[tuple[str, Role, str]]:
    """Yield what a map says: a word, the role that it means, and the name of a style."""
    known = {**CALLED, **{role.value.casefold(): role for role in Role}}
    for entry in filter(str.strip, said.split(";")):
        word, name = (part.strip() for part in f"{entry}:".split(":", 2)[:2])
        role = known.get(word.casefold())
        if role is None:
            hint = did_you_mean(word, known) or f"roles are: {', '.join(sorted(known))}"
            problems.append(_wrong(f"'{WORD_STYLES}' names the unknown role '{word}'", None, hint))
        else:
            yield word, role, name


def _mapped(styles: Shelf, said: str, path: Path) -> dict[Role, Element]:
    found: dict[Role, Element] = {}
    problems: list[Problem] = []
    for word, role, name in _entries(said, problems):
        meant = _called(styles, name, kind_of(role))
        if meant is None:
            what = f"the Word template has no style '{name}' for '{word}'"
            near = did_you_mean(name, _known_names(styles, kind_of(role)))
            problems.append(_wrong(what, path, near or _has(styles, kind_of(role))))
        else:
            found[role] = meant
    if problems:
        raise Problems(problems)
    return found


def _called(styles: Shelf, name: str, kind: str) -> Element | None:
    found = styles.by_name.get((kind, key(name)))
    by_id = styles.by_id.get(name)
    if found is None and by_id is not None and by_id.get(qualified("w:type")) == kind:
        return by_id
    return found


def _known_names(styles: Shelf, kind: str) -> list[str]:
    return [
        value_of(style.find("w:name", NAMESPACES)).partition(",")[0]
        for style in styles.root.iterfind("w:style", NAMESPACES)
        if style.get(qualified("w:type")) == kind
    ]


MOST_NAMES: Final = 40


def _has(styles: Shelf, kind: str) -> str:
    names = sorted(_known_names(styles, kind))
    more = ", ..." if len(names) > MOST_NAMES else ""
    return f"its styles of this kind are: {', '.join(names[:MOST_NAMES])}{more}"


def _wrong(what: str, path: Path | None, hint: str) -> Problem:
    return Problem(what, Location(path) if path else None, hint, kind=ProblemKind.TEMPLATE)
