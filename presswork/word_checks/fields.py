"""Fields: that they end where they began, show something, and lead where something is (17.16)."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.word_checks.reading import M, W, grouped, is_on, near, story_of, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from presswork.word_checks.reading import Reading, Text

_BEGIN: Final = W + "fldChar"
_CODE: Final = W + "instrText"
_SIMPLE: Final = W + "fldSimple"
_SHOWN: Final = frozenset(
    (
        *(W + each for each in ("t", "tab", "sym", "drawing", "object", "pict", "br", "ptab")),
        *(W + each for each in ("footnoteReference", "endnoteReference", "noBreakHyphen")),
        *(M + each for each in ("t", "oMath")),
    )
)
_SHOWING: Final = frozenset(
    (
        *("REF", "PAGEREF", "NOTEREF", "SEQ", "TOC", "HYPERLINK", "CITATION", "BIBLIOGRAPHY"),
        *("STYLEREF", "PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TITLE", "AUTHOR", "INDEX"),
    )
)
"""The fields whose place is empty where they show nothing."""

_EVERYWHERE: Final = frozenset(("_top",))
"""The bookmarks that every file has, without saying so."""


@dataclass(slots=True)
class _Field:
    """A field that has begun.

    Args:
        begin: where.
        code: its instruction, as far as it was read.
        separated: whether its result has begun.
        shows: whether there is anything in its result.
    """

    begin: Element
    code: list[str] = field(default_factory=list)
    separated: bool = False
    shows: bool = False


def balance(reading: Reading) -> Iterator[Finding]:
    """Find fields that do not begin and end in one text, and fields that show nothing."""
    for text in reading.texts:
        elements = text.root.iter(_BEGIN, _CODE, *_SHOWN)
        for _, story in grouped(elements, story_of):
            yield from _story(story, text)


def _story(elements: list[Element], text: Text) -> Iterator[Finding]:
    open_: list[_Field] = []
    for each in elements:
        if each.tag in _SHOWN:
            if each.text or not each.tag.endswith("}t"):
                for one in open_:
                    one.shows = one.shows or one.separated
        elif each.tag == _CODE:
            if not open_ or open_[-1].separated:
                yield _unbalanced(each, "an instruction stands outside of a field", text)
            else:
                open_[-1].code.append(each.text or "")
        else:
            yield from _control(each, open_, text)
    for one in open_:
        yield _unbalanced(one.begin, "a field begins and does not end in its text", text)


def _control(each: Element, open_: list[_Field], text: Text) -> Iterator[Finding]:
    match value(each, "fldCharType"):
        case "begin":
            open_.append(_Field(each))
        case "separate" if open_ and not open_[-1].separated:
            open_[-1].separated = True
        case "separate":
            yield _unbalanced(each, "the result of a field begins where no field is open", text)
        case "end" if open_:
            yield from _ended(open_.pop(), text)
        case "end":
            yield _unbalanced(each, "a field ends that did not begin in its text", text)
        case _:
            yield _unbalanced(each, "a sign of a field is none that is known", text)


def _unbalanced(element: Element, what: str, text: Text) -> Finding:
    return Finding(quote=near(element), what=what, part=text.place, rule="word-unbalanced-field")


def _ended(ended: _Field, text: Text) -> Iterator[Finding]:
    words = "".join(ended.code).split(maxsplit=1)
    kind = words[0].upper() if words else ""
    if not words:
        yield _unbalanced(ended.begin, "a field has no instruction", text)
    elif kind in _SHOWING and not ended.shows and ended.begin.find(W + "ffData") is None:
        what = f"a field ({kind}) shows nothing until it is updated"
        yield Finding(quote=near(ended.begin), what=what, part=text.place, rule="word-empty-field")


def targets(reading: Reading) -> Iterator[Finding]:
    """Find fields and links that lead to bookmarks that are not there."""
    known = {
        (value(each, "name") or "").casefold()
        for text in reading.texts
        for each in text.root.iter(W + "bookmarkStart")
    } | _EVERYWHERE
    for text in reading.texts:
        for element, bookmark in _led(text):
            if bookmark.casefold() not in known:
                yield Finding(
                    quote=near(element),
                    what=f"something leads to the bookmark {bookmark}, which is not there",
                    part=text.place,
                    rule="word-dead-reference",
                )


def _led(text: Text) -> Iterator[tuple[Element, str]]:
    """Yield what leads to bookmarks, with their names."""
    for link in text.root.iter(W + "hyperlink"):
        anchor = value(link, "anchor")
        if anchor and not any(key.endswith("}id") for key in map(str, link.keys())):
            yield link, anchor
    for element, code in codes(text):
        bookmark = _bookmark(code)
        if bookmark:
            yield element, bookmark


def codes(text: Text) -> Iterator[tuple[Element, str]]:
    """Yield the instructions of fields, with where they begin."""
    for simple in text.root.iter(_SIMPLE):
        yield simple, value(simple, "instr") or ""
    for _, story in grouped(text.root.iter(_BEGIN, _CODE), story_of):
        open_: list[tuple[Element, list[str]]] = []
        for each in story:
            if each.tag == _CODE:
                if open_:
                    open_[-1][1].append(each.text or "")
            elif value(each, "fldCharType") == "begin":
                open_.append((each, []))
            elif value(each, "fldCharType") == "end" and open_:
                begin, pieces = open_.pop()
                yield begin, "".join(pieces)


def _bookmark(code: str) -> str | None:
    """Return the bookmark that an instruction leads to; None where it leads to none."""
    words = _words(code)
    match [word.upper() for word in words[:1]]:
        case ["REF" | "PAGEREF" | "NOTEREF"]:
            return next((word for word in words[1:] if not word.startswith("\\")), None)
        case ["HYPERLINK"] if len(words) > 2 and words[1].lower() == "\\l":  # noqa: PLR2004 - HYPERLINK \l "name"
            return words[2]
        case ["TOC"]:
            switches = [word.lower() for word in words]
            at = switches.index("\\b") + 1 if "\\b" in switches else 0
            return words[at] if 0 < at < len(words) else None
        case _:
            return None


def _words(code: str) -> list[str]:
    """Return the words of an instruction, without quotation marks."""
    lexer = shlex.shlex(code, posix=True)
    lexer.whitespace_split, lexer.commenters, lexer.escape, lexer.quotes = True, "", "", '"'
    try:
        return list(lexer)
    except ValueError:  # a quotation mark that does not end
        return code.replace('"', " ").split()


def update(reading: Reading) -> Iterator[Finding]:
    """Find a file that asks to have its fields updated when it is opened (17.15.1.90)."""
    if reading.settings is not None and is_on(reading.settings.find(W + "updateFields")):
        yield Finding(rule="word-asks-to-update")
