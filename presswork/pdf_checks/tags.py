"""The rules on tags, one by one and in their order (ISO 14289-1, 7.1 to 7.9)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.pdf_checks import objects
from presswork.pdf_checks.tree import ROOT, STANDARD_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.reading import Reading
    from presswork.pdf_checks.tree import Element

_LEVELS: Final = {f"H{level}": level for level in range(1, 7)}


def names(reading: Reading) -> Iterator[Finding]:
    """Find tags that are no standard ones, and role maps that go astray."""
    tree = reading.tree
    seen: dict[str, Element] = {}
    counts: Counter[str] = Counter()
    for element in tree.elements:
        seen.setdefault(element.tag, element)
        counts[element.tag] += 1
    for tag, first in seen.items():
        if tag in STANDARD_TAGS and tag in tree.roles:
            what = f"the role map turns the standard tag '{tag}' into '{tree.roles[tag]}'"
            yield Finding(first.page, what=what, count=counts[tag], rule="pdf-role-map")
        elif tag not in STANDARD_TAGS and first.kind not in STANDARD_TAGS:
            if _is_circle(tag, reading):
                what = f"the role map runs in a circle from '{tag}'"
                yield Finding(first.page, what=what, count=counts[tag], rule="pdf-role-map")
                continue
            what = f"the tag '{tag}' is no standard one, and stands for none"
            words = reading.words(first)
            yield Finding(first.page, words, what, count=counts[tag], rule="pdf-unknown-tag")


def _is_circle(tag: str, reading: Reading) -> bool:
    seen: set[str] = set()
    while tag in reading.tree.roles:
        if tag in seen:
            return True
        seen.add(tag)
        tag = reading.tree.roles[tag]
    return False


def parents(reading: Reading) -> Iterator[Finding]:
    """Find tags that do not know what they are part of."""
    for element in reading.tree.elements:
        if not element.has_parent:
            yield Finding(element.page, reading.words(element), rule="pdf-broken-tag-tree")


def headings(reading: Reading) -> Iterator[Finding]:
    """Find headings that skip a level, and two ways of tagging headings."""
    last = 0
    plain = 0
    for element in reading.tree.elements:
        level = _LEVELS.get(element.kind)
        plain += element.kind == "H"
        if level is None:
            continue
        if level > last + 1:
            above = f"follows one of level {last}" if last else "is the first of the document"
            what = f"a heading of level {level} {above}"
            hint = f"make it a heading of level {last + 1}"
            words = reading.words(element)
            yield Finding(element.page, words, what, hint, rule="pdf-skipped-heading")
        last = level
    if plain and last:
        yield Finding(rule="pdf-mixed-headings")
    if plain:
        counts = Counter(each.parent for each in reading.tree.elements if each.kind == "H")
        for at, count in counts.items():
            if count > 1 and at != ROOT:
                what = "a part has several headings without a level"
                yield Finding(reading.tree.elements[at].page, what=what, rule="pdf-mixed-headings")


def alternatives(reading: Reading) -> Iterator[Finding]:
    """Find pictures and formulas without alternative texts."""
    rules = {"Figure": "pdf-picture-without-alt", "Formula": "pdf-formula-without-alt"}
    for element in reading.tree.elements:
        rule = rules.get(element.kind)
        if rule is not None and not element.alt and element.actual is None:
            yield Finding(element.page, near(reading, element), rule=rule)


def near(reading: Reading, element: Element) -> str:
    """Return the text in a tag, or in what it is in, to find it by."""
    for _ in range(3):
        words = reading.words(element)
        above = reading.tree.parent(element)
        if words or above is None or above.kind == "Document":
            return words
        element = above
    return ""


def notes(reading: Reading) -> Iterator[Finding]:
    """Find notes without ids, and ids that two notes have."""
    seen: set[str] = set()
    for element in reading.tree.elements:
        if element.kind != "Note":
            continue
        known = objects.text(objects.entry(element.node, "/ID"))
        if not known:
            what = "a note has no id"
        elif known in seen:
            what = "two notes have one id"
        else:
            seen.add(known)
            continue
        yield Finding(element.page, reading.words(element), what, rule="pdf-note-without-id")


def lists(reading: Reading) -> Iterator[Finding]:
    """Find lists that hold something else than entries, and entries outside of lists."""
    rule = "pdf-list-structure"
    for element in reading.tree.elements:
        what = None
        match element.kind:
            case "L":
                kids = _kinds(reading, element)
                if not set(kids) <= {"L", "LI", "Caption"}:
                    what = "a list holds something else than entries"
                elif "Caption" in kids[1:]:
                    what = "the caption of a list does not come first"
            case "LI":
                if _above(reading, element) != "L":
                    what = "an entry of a list stands outside of a list"
                elif not set(_kinds(reading, element)) <= {"Lbl", "LBody"}:
                    what = "an entry of a list holds something else than mark and text"
            case "LBody":
                if _above(reading, element) != "LI":
                    what = "the text of a list's entry stands outside of an entry"
        if what is not None:
            yield Finding(element.page, reading.words(element), what, rule=rule)


def contents(reading: Reading) -> Iterator[Finding]:
    """Find tables of contents that hold something else than entries."""
    rule = "pdf-contents-structure"
    for element in reading.tree.elements:
        what = None
        if element.kind == "TOC":
            kids = _kinds(reading, element)
            if not set(kids) <= {"TOC", "TOCI", "Caption"}:
                what = "a table of contents holds something else than entries"
            elif "Caption" in kids[1:]:
                what = "the caption of a table of contents does not come first"
        elif element.kind == "TOCI" and _above(reading, element) != "TOC":
            what = "an entry of a table of contents stands outside of one"
        if what is not None:
            yield Finding(element.page, reading.words(element), what, rule=rule)


def fields(reading: Reading) -> Iterator[Finding]:
    """Find tags of form fields that hold more than their field."""
    widgets = {objects.key(each.node) for each in reading.annotations if each.kind == "Widget"}
    for element in reading.tree.elements:
        if element.kind != "Form":
            continue
        holds = [known for known in element.annotations if known in widgets]
        is_one = len(holds) == 1 and not element.kids and not element.marks
        if not is_one and not objects.attribute(element.node, "PrintField", "/Role"):
            what = "the tag of a form's field holds more than it"
            yield Finding(element.page, reading.words(element), what, rule="pdf-field-without-tag")


def _kinds(reading: Reading, element: Element) -> list[str]:
    return [kid.kind for kid in reading.tree.significant_kids(element)]


def _above(reading: Reading, element: Element) -> str:
    above = reading.tree.significant_parent(element)
    return above.kind if above is not None else ""
