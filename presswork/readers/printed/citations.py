"""Marks of citations as pages print them → `Cite`.

A reader puts a `mark` where a page refers to an entry of its list: a `Cite` of one work whose
`rendered` is what the page shows. `settle` makes citations of them: marks beside each other become
one, ranges get the works between their ends, brackets and raised signs go, what stands in the
brackets becomes prefix, locator and suffix, and raised numbers go before the full stop, where our
documents have their citations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import (
    NESTING,
    CitationItem,
    Cite,
    CiteForm,
    Link,
    Superscript,
    Text,
    plain_text,
)
from presswork.readers import locators
from presswork.readers.printed import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presswork.inlines import Inline, Inlines
    from presswork.problems import Location

_DASH: Final = "\\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_BETWEEN: Final = re.compile(r"[\s,;]*|\s*\]\s*[,;]?\s*\[\s*")
_RANGE: Final = re.compile(rf"\s*\]?\s*(?:[{_DASH}]|\bto\b)\s*\[?\s*")
_SEPARATOR: Final = re.compile(rf"[\s,;{_DASH}\[\]()]*")
_YEAR: Final = re.compile(r"\(?(?:\d{4}|n\.d\.)[a-z]?\)?")
_AUTHOR_AND_YEAR: Final = re.compile(r"[^\W\d].*(?:\d{4}|n\.d\.)[a-z]?\)?")
_OPENING: Final = re.compile(r"[(\[]([^()\[\]]*)$")
_CLOSING: Final = re.compile(r"^([^()\[\]]*)[)\]]")
_PAIRS: Final = {"(": ")", "[": "]"}
_LEAD: Final = re.compile(
    r"(?:(?:see|also|cf\.?|e\.g\.,?|i\.e\.,?|but|for|example|review|reviewed|in)[ ,]+)*"
    r"(?=[^\W\d_a-z])"
)
"""What stands before the authors' names, where a link leads from the year alone."""

_LONGEST_AFFIX: Final = 60
_LONGEST_RANGE: Final = 500
_NAME_BEFORE: Final = re.compile(r"(?:\bal\.?|\b[^\W\d_a-z]\w+)['’]?s?\s*$")


def mark(key: str, shown: str, location: Location | None = None) -> Cite:
    """Return a mark: that a page refers to a work.

    Args:
        key: the id of the reference.
        shown: the words that lead to its entry.
        location: where it is.
    """
    return Cite((CitationItem(key),), rendered=(Text(shown),), location=location)


def raised(cite: Cite) -> Cite:
    """Return a citation that stands above the line, and is to be moved before the full stop."""
    return replace(cite, rendered=_RAISED)


def settle(inlines: Inlines, order: Sequence[str]) -> Inlines:
    """Return a run of text with citations in the place of its marks.

    Args:
        inlines: the run, with all that nests in it.
        order: the keys of the list of references, in its order; ranges need it.
    """
    if not _has_marks(inlines):
        return inlines
    places = {key: at for at, key in enumerate(order)}
    return _settled(inlines, _Order(tuple(order), places))


@dataclass(frozen=True, slots=True)
class _Order:
    keys: tuple[str, ...]
    places: dict[str, int]

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """Return the keys of a range without its first, and with its last."""
        start, end = self.places.get(first), self.places.get(last)
        if start is None or end is None or not start < end <= start + _LONGEST_RANGE:
            return (last,)
        return self.keys[start + 1 : end + 1]


def _has_marks(inlines: Inlines) -> bool:
    return any(
        isinstance(inline, Cite) or (isinstance(inline, NESTING) and _has_marks(inline.children))
        for inline in inlines
    )


def _settled(inlines: Inlines, order: _Order) -> Inlines:
    lifted = texts.joined(_lift(inlines, order))
    return texts.joined(map(_finished, _bracketed(_merged(lifted, order))))


# ---- from the inside out: what frames nothing but marks goes


def _lift(inlines: Inlines, order: _Order) -> Iterable[Inline]:
    for inline in inlines:
        if not isinstance(inline, NESTING):
            yield inline
            continue
        if not _has_marks(inline.children):
            raised = isinstance(inline, Superscript)
            separates = raised and _SEPARATOR.fullmatch(plain_text(inline.children))
            yield from inline.children if separates else (inline,)
        elif _only_marks(inline.children):
            raised = isinstance(inline, Superscript)
            merged = _merged(texts.joined(_lift(inline.children, order)), order)
            yield from (_raise(each) if raised else each for each in _peeled(merged, raised))
        elif isinstance(inline, Link):
            yield from _lift(inline.children, order)
        else:
            yield replace(inline, children=_settled(inline.children, order))


def _only_marks(inlines: Inlines) -> bool:
    for inline in inlines:
        match inline:
            case Text(text):
                if not (_SEPARATOR.fullmatch(text) or _RANGE.fullmatch(text)):
                    return False
            case Cite():
                pass
            case _ if isinstance(inline, NESTING):
                if not _only_marks(inline.children):
                    return False
            case _:
                return False
    return True


def _peeled(inlines: Inlines, raised: bool) -> Inlines:  # noqa: FBT001 - one caller
    """Drop the commas and brackets around raised marks."""
    if not raised:
        return inlines
    return tuple(inline for inline in inlines if not isinstance(inline, Text))


_RAISED: Final = (Superscript(()),)


def _raise(inline: Inline) -> Inline:
    return replace(inline, rendered=_RAISED) if isinstance(inline, Cite) else inline


# ---- side by side: one citation of several marks


def _shown(cite: Cite) -> str:
    return plain_text(cite.rendered).strip()


def _merged(inlines: Inlines, order: _Order) -> Inlines:
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Cite) and (at := _partner(result)) is not None:
            between = plain_text(tuple(result[at + 1 :]))
            before = result[at]
            if isinstance(before, Cite) and (one := _one(before, between, inline, order)):
                del result[at:]
                result.append(one)
                continue
        result.append(inline)
    return tuple(result)


def _partner(result: list[Inline]) -> int | None:
    """Return where the mark stands that a new one may belong to."""
    if result and isinstance(result[-1], Cite):
        return len(result) - 1
    if len(result) > 1 and isinstance(result[-1], Text) and isinstance(result[-2], Cite):
        return len(result) - 2
    return None


def _one(first: Cite, between: str, second: Cite, order: _Order) -> Cite | None:
    """Return the citation that two marks make; None where they are two."""
    here, there = first.items[-1].key, second.items[0].key
    if len(second.items) == 1 and here == there and re.fullmatch(r"[\s,]*\(?", between):
        shown = f"{_shown(first)} {'(' if '(' in between else ''}{_shown(second)}"
        return replace(first, rendered=(Text(shown),)) if _shown(first) else first
    if _stands_alone(first) or _stands_alone(second):
        return None
    if _RANGE.fullmatch(between) and not between.isspace():
        keys = order.between(here, there)
        return replace(first, items=_added(first.items, map(CitationItem, keys)))
    if _BETWEEN.fullmatch(between):
        return replace(first, items=_added(first.items, second.items))
    return None


def _stands_alone(cite: Cite) -> bool:
    """Tell whether a mark is a part of its sentence: `Smith (2020)`."""
    return bool(re.search(r"[^\W\d].*[(\[]", _shown(cite)))


def _added(
    items: tuple[CitationItem, ...], more: Iterable[CitationItem]
) -> tuple[CitationItem, ...]:
    keys = {item.key for item in items}
    return items + tuple(item for item in more if item.key not in keys)


# ---- in brackets: what stands around marks


def _bracketed(inlines: Inlines) -> Inlines:
    """Take each group of marks out of its brackets."""
    result: list[Inline] = []
    rest = list(inlines)
    at = 0
    while at < len(rest):
        inline = rest[at]
        if isinstance(inline, Cite) and inline.rendered == _RAISED:
            _before_stop(result, inline, rest[at + 1] if at + 1 < len(rest) else None)
            at += 1
            continue
        if isinstance(inline, Cite) and _is_open(inline):
            _close(rest, at)
        end = _group_end(rest, at) if isinstance(inline, Cite) and inline.rendered else None
        opening = _opening(result)
        if end is None or opening is None:
            result.append(inline)
            at += 1
            continue
        closing = rest[end]
        if not isinstance(closing, Text) or not (found := _CLOSING.match(closing.text)):
            result.append(inline)
            at += 1
            continue
        if _PAIRS[opening[0][0]] != found[0][-1] or len(found[1]) > _LONGEST_AFFIX:
            result.append(inline)
            at += 1
            continue
        before, prefix = _cut(result, opening)
        result += before
        result.append(_grouped(rest[at:end], prefix, found[1], _last_text(before)))
        rest[end] = Text(closing.text[found.end() :])
        at = end
    return tuple(result)


def _is_open(cite: Cite) -> bool:
    """Tell whether a mark holds the opening bracket alone: `Smith (` and `2020` are two links."""
    shown = _shown(cite)
    return shown.count("(") > shown.count(")")


def _close(rest: list[Inline], at: int) -> None:
    after = rest[at + 1] if at + 1 < len(rest) else None
    if isinstance(after, Text):
        rest[at + 1] = Text(after.text.removeprefix(")"))


def _opening(result: list[Inline]) -> re.Match[str] | None:
    if not result or not isinstance(last := result[-1], Text):
        return None
    found = _OPENING.search(last.text)
    return found if found and len(found[1]) <= _LONGEST_AFFIX else None


def _cut(result: list[Inline], opening: re.Match[str]) -> tuple[list[Inline], str]:
    last = result.pop()
    if not isinstance(last, Text):
        return [last], ""
    before = last.text[: opening.start()]
    return ([Text(before)] if before else []), opening[1]


def _last_text(before: list[Inline]) -> str:
    last = before[-1] if before else None
    return last.text if isinstance(last, Text) else ""


def _group_end(rest: list[Inline], start: int) -> int | None:
    """Return where the text stands that closes the brackets around marks."""
    for at in range(start + 1, min(start + 60, len(rest))):
        inline = rest[at]
        match inline:
            case Cite(rendered=shown) if shown and shown != _RAISED:
                continue
            case Text(text) if _CLOSING.match(text):
                return at
            case Text(text) if len(text) <= _LONGEST_AFFIX and not set(text) & set("()[]"):
                continue
            case _:
                return None
    return None


def _grouped(group: list[Inline], prefix: str, suffix: str, before: str) -> Cite:
    """Make one citation of the marks and the words within brackets."""
    items: list[CitationItem] = []
    words = prefix.lstrip()
    first = next(inline for inline in group if isinstance(inline, Cite))
    for inline in group:
        if isinstance(inline, Text):
            after, _, words = (
                inline.text.rpartition(";") if ";" in inline.text else ("", "", inline.text)
            )
            words = words.lstrip(" ,;")
            words = "" if words.strip() in {"and", "&"} else words
            if items and after.strip(" ,;"):
                items[-1] = _with_suffix(items[-1], after)
        elif isinstance(inline, Cite):
            lead = _LEAD.match(words)
            if lead and _YEAR.fullmatch(_shown(inline)):
                words = lead[0]
            added = [replace(inline.items[0], prefix=_words(words)), *inline.items[1:]]
            items += [item for item in added if item.key not in {one.key for one in items}]
            words = ""
    if suffix.strip(" ,;."):
        items[-1] = _with_suffix(items[-1], suffix)
    named = _YEAR.fullmatch(_shown(first)) and not prefix and _NAME_BEFORE.search(before)
    if named:
        items[0] = replace(items[0], suppress_author=True)
    return replace(first, items=tuple(items), rendered=())


def _words(text: str) -> Inlines:
    return (Text(text),) if text.strip(" ,;") else ()


def _with_suffix(item: CitationItem, text: str) -> CitationItem:
    located = locators.split(text, "en")
    rest = text[located.end :].rstrip(" ;")
    return replace(item, locator=located.locator, suffix=_words(rest))


# ---- raised numbers: before the full stop, where our documents have them


_STOP: Final = re.compile(r"(?<!\bal)([.,])$")


def _before_stop(result: list[Inline], cite: Cite, after: Inline | None) -> None:
    """Put a raised citation where it stands in our documents: before the full stop."""
    last = result[-1] if result else None
    follows = after.text if isinstance(after, Text) else ""
    stop = ""
    if isinstance(last, Text):
        found = _STOP.search(last.text)
        ends = after is None or follows[:1].isspace() or not follows
        if found and ends and not _goes_on(found[1], follows):
            stop = found[1]
        words = last.text.removesuffix(stop)
        closed = words[-1:] not in {" ", "\N{NO-BREAK SPACE}"} and (words or len(result) > 1)
        result[-1] = Text(words + " " if closed else words)
    elif last is not None:
        result.append(Text(" "))
    result.append(replace(cite, rendered=()))
    if stop:
        result.append(Text(stop))


def _goes_on(stop: str, follows: str) -> bool:
    """Tell whether a full stop is one of an abbreviation: the sentence goes on."""
    return stop == "." and follows.strip()[:1].islower()


# ---- what is left


def _finished(inline: Inline) -> Inline:
    if not isinstance(inline, Cite) or not inline.rendered:
        return inline
    shown = _shown(inline)
    in_text = len(inline.items) == 1 and _AUTHOR_AND_YEAR.match(shown) and "(" in shown
    form = (
        CiteForm.IN_TEXT if in_text or (shown[:1].isupper() and not _YEAR.search(shown)) else None
    )
    return replace(inline, form=form or CiteForm.PARENTHETICAL, rendered=())
