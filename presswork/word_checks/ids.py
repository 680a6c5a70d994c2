"""What has to be one of its kind, and what has to come in pairs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.office_files import NAMESPACES
from presswork.word_checks.reading import W14, W15, W, near, shown, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from presswork.word_checks.reading import Reading, Text

_DRAWING: Final = f"{{{NAMESPACES['wp']}}}docPr"
_HIGHEST: Final = 0x80000000
"""No id of a paragraph reaches it (MS-DOCX, 2.6.2.3)."""

PAIRS: Final = (
    ("bookmark", W + "bookmarkStart", W + "bookmarkEnd"),
    ("comment", W + "commentRangeStart", W + "commentRangeEnd"),
    ("permission", W + "permStart", W + "permEnd"),
)


def unique(reading: Reading) -> Iterator[Finding]:
    """Find ids and names that two things have."""
    names = [
        (value(each, "name") or "").casefold()
        for text in reading.texts
        for each in text.root.iter(W + "bookmarkStart")
    ]
    yield from _twice(names, "two bookmarks have the name {}")
    for text in reading.texts:
        marks = (value(each, "id") or "" for each in text.root.iter(W + "bookmarkStart"))
        yield from _twice(marks, "two bookmarks have the id {}", text.place)
        drawings = (str(each.get("id")) for each in text.root.iter(_DRAWING))
        yield from _twice(drawings, "two drawings have the id {}", text.place)
        for kind in ("footnote", "endnote", "comment"):
            notes = (value(each, "id") or "" for each in text.root.iterfind(W + kind))
            yield from _twice(notes, f"two {kind}s have the id {{}}", text.place)
    yield from _paragraphs(reading)
    styles = reading.root("styles")
    if styles is not None:
        ids = [value(each, "styleId") or "" for each in styles.iterfind(W + "style")]
        yield from _twice(ids, "two styles have the id {}")
    if reading.numbering is not None:
        for tag, kind in (("abstractNum", "abstractNumId"), ("num", "numId")):
            lists = (value(each, kind) or "" for each in reading.numbering.iterfind(W + tag))
            yield from _twice(lists, f"two lists have the id {{}} ({kind})")


def _paragraphs(reading: Reading) -> Iterator[Finding]:
    ids = [
        str(found)
        for text in reading.texts
        for each in text.root.iter(W + "p", W + "tr")
        if (found := each.get(W14 + "paraId")) is not None
    ]
    yield from _twice(ids, "two paragraphs have the id {} (paraId)")
    for id_ in ids:
        try:
            good = 0 < int(id_, 16) < _HIGHEST
        except ValueError:
            good = False
        if not good:
            what = f"{id_} is no id of a paragraph: eight hexadecimal digits below 80000000"
            yield Finding(what=what, rule="word-duplicate-id")
    known = {
        str(each.get(W14 + "paraId"))
        for text in reading.texts
        if text.kind == "comments"
        for each in text.root.iter(W + "p")
    }
    more = reading.root("commentsExtended")
    for each in more.iter(W15 + "commentEx") if more is not None else ():
        for key in ("paraId", "paraIdParent"):
            id_ = str(each.get(W15 + key) or "")
            if id_ and id_ not in known:
                what = f"something is said of a comment whose paragraph {id_} is not there"
                yield Finding(what=what, rule="word-unknown-note")


def _twice(ids: Iterable[str], words: str, part: str = "") -> Iterator[Finding]:
    for id_, count in Counter(ids).items():
        if count > 1 and id_:
            yield Finding(what=words.format(id_), part=part, rule="word-duplicate-id")


def pairs(reading: Reading) -> Iterator[Finding]:
    """Find bookmarks, comments and the like that begin or end alone."""
    for text in reading.texts:
        for kind, start, end in PAIRS:
            yield from _unpaired(text, kind, start, end)


def _unpaired(text: Text, kind: str, start: str, end: str) -> Iterator[Finding]:
    open_: dict[str, Element] = {}
    ended: set[str] = set()
    for each in text.root.iter(start, end):
        id_ = value(each, "id") or ""
        if each.tag == start:
            open_.setdefault(id_, each)
        elif open_.pop(id_, None) is not None:
            ended.add(id_)
        else:
            what = f"a {kind} ends{' twice' if id_ in ended else ' that did not begin'}"
            yield Finding(quote=near(each), what=what, part=text.place, rule="word-unpaired-mark")
    for each in open_.values():
        what = f"a {kind} begins and does not end"
        yield Finding(quote=near(each), what=what, part=text.place, rule="word-unpaired-mark")


def notes(reading: Reading) -> Iterator[Finding]:
    """Find notes and comments that are mentioned and not there, or there and not mentioned."""
    for kind, many in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
        holder = reading.text(many)
        told = {
            value(each, "id") or "": each
            for each in (holder.root.iterfind(W + kind) if holder is not None else ())
        }
        mentioned: set[str] = set()
        for text in reading.texts:
            for mark in text.root.iter(W + kind + "Reference"):
                id_ = value(mark, "id") or ""
                if id_ not in told or value(told[id_], "type") not in {None, "normal"}:
                    what = f"a {kind} is mentioned that is not there"
                    yield Finding(quote=near(mark), what=what, rule="word-unknown-note")
                elif id_ in mentioned:
                    what = f"a {kind} has two marks, and belongs to one alone"
                    yield Finding(quote=near(mark), what=what, rule="word-duplicate-id")
                mentioned.add(id_)
        for id_, note in told.items():
            if id_ not in mentioned and value(note, "type") in {None, "normal"}:
                what = f"a {kind} is in the file, and nothing in the text has its mark"
                yield Finding(quote=shown(note), what=what, rule="word-unmentioned-note")
        yield from _separators(reading, kind, told)


def _separators(reading: Reading, kind: str, told: dict[str, Element]) -> Iterator[Finding]:
    """Find separators of notes that the settings name and that are not there (17.11.9)."""
    if reading.settings is None:
        return
    for each in reading.settings.iterfind(f"{W}{kind}Pr/{W}{kind}"):
        if value(each, "id") not in told:
            what = f"the settings name a separator of {kind}s that is not there"
            yield Finding(what=what, rule="word-unknown-note")
