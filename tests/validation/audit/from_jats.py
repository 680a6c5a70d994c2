"""What an article in JATS says, by XPath."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from tests.validation.audit.counting import BEGINNING, Kind, Thing, Told, things
from tests.validation.texts import squash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

XLINK: Final = "{http://www.w3.org/1999/xlink}href"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

BREAKING: Final = frozenset(
    {
        "xref",
        "disp-formula",
        "inline-formula",
        "inline-graphic",
        "graphic",
        "media",
        "fn",
        "label",
        "sup",
        "email",
        "ext-link",
        "uri",
        "disp-formula-group",
        "alternatives",
    }
)
"""What parts a run of words: it is shown otherwise, elsewhere, or with marks around it."""

TEXT: Final = ("p", "title", "td", "th", "attrib", "term")
"""What holds words."""

APART: Final = (*TEXT, "institution", "institution-id", "addr-line", "country", "list", "caption")
"""What begins and ends a run of words."""

TITLE_BLOCK: Final = "front/article-meta"
NOTICES: Final = (
    f"{TITLE_BLOCK}/author-notes//fn//p | {TITLE_BLOCK}/permissions/copyright-statement"
    f" | {TITLE_BLOCK}/permissions/license//license-p"
)
WORKS: Final = (
    "back//ref-list//ref/*[self::mixed-citation or self::element-citation or self::nlm-citation"
    " or self::citation or self::citation-alternatives]"
)
VERBATIM: Final = "//code | //preformat | //monospace"
REFERRED: Final = (None, "fig", "table", "disp-formula", "sec", "boxed-text")
"""The kinds of cross-references (`ref-type`) whose targets an output has."""


def read(path: Path) -> Told:
    """Tell what an article says."""
    root = _without_sub_articles(etree.parse(path).getroot())
    bodies = [part for name in ("body", "back", "floats-group") for part in root.iter(name)]
    passages = [run for part in bodies for run in _passages(part)]
    return Told(
        things={
            Kind.AUTHORS: tuple(_authors(root)),
            Kind.AFFILIATIONS: tuple(
                Thing(" ".join(runs), runs)
                for aff in _all(root, f"{TITLE_BLOCK}//aff")
                if (runs := tuple(_runs(aff)))
            ),
            Kind.NOTICES: tuple(
                Thing(_name(notice), tuple(_runs(notice))) for notice in _all(root, NOTICES)
            ),
            Kind.REFERENCES: tuple(map(_work, _all(root, WORKS))),
            Kind.FIGURES: tuple(map(_captioned, _all(root, "//fig"))),
            Kind.TABLES: tuple(map(_captioned, _all(root, "//table-wrap"))),
            Kind.EQUATIONS: tuple(map(_equation, _all(root, "//disp-formula"))),
            Kind.FORMULAS: tuple(
                Thing(_name(formula))
                for formula in _all(root, "//inline-formula[.//mml:math or .//tex-math]")
            ),
            Kind.FOOTNOTES: tuple(_footnotes(root)),
            Kind.CROSS_REFERENCES: tuple(_cross_references(root)),
            Kind.PASSAGES: things(passages),
        },
        begin=next((run for run in passages if len(squash(run)) >= BEGINNING), ""),
        verbatim="\n".join((*passages, *map(_words, _all(root, VERBATIM)))),
        cites=_citing_places(root),
        unknown=frozenset({Kind.PICTURES}),
        language=(root.get(XML_LANG) or "en").split("-")[0],
    )


def _without_sub_articles(root: etree._Element) -> etree._Element:
    for inner in _all(root, "sub-article | response"):
        root.remove(inner)
    return root


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    namespaces = {"mml": "http://www.w3.org/1998/Math/MathML"}
    return cast("list[etree._Element]", element.xpath(path, namespaces=namespaces))  # noqa: SLF001 - lxml has no other name for it


def _runs(element: etree._Element) -> Iterator[str]:
    """Yield the runs of words of an element."""
    text = "".join(_flow(element))
    return (part for part in text.split("\0") if squash(part))


def _flow(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner.tag in BREAKING:
            yield "\0"
        elif isinstance(inner.tag, str):
            apart = "\0" if inner.tag in APART else ""
            yield apart
            yield from _flow(inner)
            yield apart
        yield inner.tail or ""


def _passages(part: etree._Element) -> Iterator[str]:
    """Yield the words of a part of the article, without its list of references."""
    if part.tag == "ref-list":
        return
    if part.tag in TEXT:
        yield from _runs(part)
        for inner in part.iter("fn", "disp-formula"):
            yield from (run for child in inner for run in _passages(child))
        return
    for inner in part:
        if isinstance(inner.tag, str):
            yield from _passages(inner)


def _authors(root: etree._Element) -> Iterator[Thing]:
    authors = f"{TITLE_BLOCK}/contrib-group/contrib[@contrib-type='author' or not(@contrib-type)]"
    for author in _all(root, authors):
        for name in _all(author, "name | name-alternatives/name[1] | string-name | collab")[:1]:
            parts = _all(name, "given-names | surname | suffix") or [name]
            runs = tuple(run for part in parts for run in list(_runs(part))[:1])
            yield Thing(" ".join(runs), runs)


def _work(citation: etree._Element) -> Thing:
    """Return a work by its title, or else by what it is in, or by its words."""
    for path in (".//article-title", ".//chapter-title", ".//source", "."):
        for title in _all(citation, path)[:1]:
            runs = tuple(run for run in _runs(title) if len(squash(run)) > 1)
            if runs:
                return Thing(" ".join(runs)[:80], runs if path != "." else ())
    return Thing(str(citation.get("id")))


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _name(element: etree._Element) -> str:
    return " ".join(_words(element).split())[:60] or str(element.get("id"))


LABEL: Final = re.compile(r"\s*(?:fig(?:ure)?|table)?\.?\s*(\w+)[.:]?\s*", re.IGNORECASE)


def _number(element: etree._Element) -> tuple[str, ...]:
    """Return the number in the label of a figure or table, if that is all there is in it."""
    label = element.find("label")
    words = "" if label is None else _words(label)
    found = LABEL.fullmatch(words)
    return (found[1],) if found else ()


def _captioned(element: etree._Element) -> Thing:
    captions = [run for caption in _all(element, "caption") for run in _runs(caption)]
    cells = [run for cell in element.iter("td", "th") for run in _runs(cell)]
    name = " ".join(captions)[:60] or str(element.get("id"))
    return Thing(name, (*captions, *cells), _number(element))


def _equation(formula: etree._Element) -> Thing:
    label = formula.find("label")
    words = "" if label is None else _words(label).strip("()[] \n")
    return Thing(_name(formula), (), (words,) if words else ())


def _footnotes(root: etree._Element) -> Iterator[Thing]:
    """Yield the footnotes of the text; those of a table stand below it, those of authors above."""
    for note in _all(root, "//fn[not(ancestor::table-wrap) and not(ancestor::author-notes)]"):
        if _all(root, f"//body//xref[@rid='{note.get('id')}']") or _all(note, "parent::p"):
            runs = tuple(run for child in note for run in _runs(child))
            yield Thing(" ".join(runs)[:60], runs)


def _cross_references(root: etree._Element) -> Iterator[Thing]:
    for reference in _all(root, "//xref"):
        target = (reference.get("rid") or "").split()
        kind = reference.get("ref-type")
        if kind in REFERRED and target and _all(root, f"//*[@id='{target[0]}']"):
            yield Thing(f"{_name(reference)} ({target[0]})")


def _citing_places(root: etree._Element) -> int:
    """Count the places that cite: references with nothing but marks between them are one place."""
    places = 0
    for reference in _all(root, "//xref[@ref-type='bibr'][not(ancestor::fn)]"):
        before = reference.getprevious()
        follows = before is not None and before.get("ref-type") == "bibr"
        places += not follows or bool(squash(str(before.tail or "")) if before is not None else "")
    return places
