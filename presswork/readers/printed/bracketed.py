"""Brackets that hold mentions of works: each pair is one citation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import CitationItem, Emphasis, Strong, Text
from presswork.readers import locators
from presswork.readers.printed.loose import loose
from presswork.readers.printed.mentions import (
    DASHES,
    Mention,
    authors_at_end,
    expand,
    is_numeric,
    is_years,
    names_before,
    numbered_items,
    worded_items,
)
from presswork.readers.printed.pieces import (
    NEAR,
    RANGE,
    SEPARATOR,
    Group,
    inlines_of,
    known_before,
    once,
    plain,
    read,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.readers.printed.mentions import Shell
    from presswork.readers.printed.pieces import Token
    from presswork.readers.printed.works import Works

_BRACKETS: Final = {")": "(", "]": "["}
_OPENING: Final = frozenset(_BRACKETS.values())
_DASH: Final = re.escape(DASHES)
_LOOSE_NUMBER: Final = re.compile(rf"\s*[,;]\s*(\d+)(?:[{_DASH}](\d+))?\s*[,;]?\s*")
_NAMED_LOCATOR: Final = re.compile(r"[\s,]*[^\W\d_]")
_LONGEST_AFFIX: Final = 90
_LONGEST_BESIDE_NUMBER: Final = 40
_LONGEST_GROUP: Final = 600
"""How many parts of a text may stand in one pair of brackets that is a citation."""


def grouped(tokens: list[Token], works: Works) -> list[Token]:
    """Make a citation of each pair of brackets that holds mentions."""
    out: list[Token] = []
    opened: list[tuple[int, bool]] = []
    for token in tokens:
        if isinstance(token, Mention) and opened:
            opened[-1] = (opened[-1][0], True)
        elif isinstance(token, str) and token in _OPENING:
            opened.append((len(out), False))
        elif isinstance(token, str) and token in _BRACKETS and opened:
            if out[opened[-1][0]] != _BRACKETS[token]:
                out.append(token)
                continue
            start, mentions = opened.pop()
            if mentions and len(out) - start <= _LONGEST_GROUP:
                content = out[start + 1 :]
                before = out[max(0, start - NEAR) : start]
                del out[start:]
                out += _inside(_BRACKETS[token], content, before, works)
                continue
        out.append(token)
    return out


def _inside(
    bracket: str, content: list[Token], before: Sequence[Token], works: Works
) -> list[Token]:
    """Return what a pair of brackets with mentions becomes.

    Args:
        bracket: the opening one.
        content: what stands between the two.
        before: what stands before them.
        works: what can be cited.
    """
    shell: Shell = "[" if bracket == "[" else "("
    closing = "]" if bracket == "[" else ")"
    mentions, segments = _parted(content)
    numeric = all(is_numeric(mention, works) for mention in mentions)
    brought = numeric and any(mention.text.strip()[:1] in {"[", "("} for mention in mentions)
    if all(mention.raised for mention in mentions):
        shell = "^"
    if brought or not _are_affixes(segments, numeric=numeric):
        return [bracket, *loose(content, works, inside=True), closing]
    if numeric:
        items = known_before(_numbered(mentions, segments, works), before, works)
    else:
        items = _worded(mentions, segments, read(before), works)
    return [Group(items, shell, numeric, location=mentions[0].location)]


def _parted(content: list[Token]) -> tuple[list[Mention], list[list[Token]]]:
    """Return the mentions of a run, and what stands before, between and after them."""
    mentions: list[Mention] = []
    segments: list[list[Token]] = [[]]
    for token in content:
        if isinstance(token, Mention):
            mentions.append(token)
            segments.append([])
        else:
            segments[-1].append(token)
    return mentions, segments


def _are_affixes(segments: list[list[Token]], *, numeric: bool) -> bool:
    longest = _LONGEST_BESIDE_NUMBER if numeric else _LONGEST_AFFIX
    return all(
        isinstance(token, str | Text | Emphasis | Strong) for part in segments for token in part
    ) and all(len(plain(part)) <= longest for part in segments)


def _numbered(
    mentions: list[Mention], segments: list[list[Token]], works: Works
) -> tuple[CitationItem, ...]:
    items: list[CitationItem] = []
    for mention, before in zip(mentions, segments, strict=False):
        named = list(numbered_items(mention, works))
        between = plain(before)
        if items and RANGE.fullmatch(between):
            keys = expand(items[-1].key, named[0].key, works)
            items += [CitationItem(key) for key in keys[1:-1]]
        elif found := _loose_numbers(between, works):
            items += [CitationItem(key) for key in found]
        else:
            items, named = _with_affixes(items, named, before)
        items += named
    last = plain(segments[-1])
    if found := _loose_numbers(last, works):
        return once((*items, *(CitationItem(key) for key in found)))
    return once(_with_suffix(items, segments[-1]))


def _loose_numbers(text: str, works: Works) -> tuple[str, ...]:
    """Return the works of a number among mentions that is no mention itself."""
    match = _LOOSE_NUMBER.fullmatch(text)
    if match is None or match[1] not in works.labels:
        return ()
    first = works.labels[match[1]][0]
    last = works.labels.get(match[2], (first,))[-1] if match[2] else first
    return expand(first, last, works) if match[2] else works.labels[match[1]]


def _worded(
    mentions: list[Mention], segments: list[list[Token]], before: str, works: Works
) -> tuple[CitationItem, ...]:
    items: list[CitationItem] = []
    for at, (mention, segment) in enumerate(zip(mentions, segments, strict=False)):
        known = worded_items(mention, works)
        named = list(known or (CitationItem(key) for key in mention.keys))
        if known is None and not is_numeric(mention, works):
            segment = [*segment, mention.text]  # noqa: PLW2901 - its words belong to what is before it
        elif is_years(mention):
            segment, named = _without_authors(segment, named, before if at == 0 else "", works)  # noqa: PLW2901 - the same
            if items and items[-1].suppress_author and SEPARATOR.fullmatch(plain(segment)):
                named = [replace(item, suppress_author=True) for item in named]
        items, named = _with_affixes(items, named, segment)
        items += named
    return once(_with_suffix(items, segments[-1]))


def _without_authors(
    segment: list[Token], named: list[CitationItem], before: str, works: Works
) -> tuple[list[Token], list[CitationItem]]:
    """Take away the names before a year, where the style writes them itself.

    Where they are before the brackets, the sentence needs them, and the style leaves them out.
    """
    text = plain(segment)
    key = named[0].key
    if not any(sign.isalpha() for sign in text):
        if names_before(before, key, works):
            return segment, [replace(item, suppress_author=True) for item in named]
        return segment, named
    start = authors_at_end(text, key, works)
    if start is None:
        suppressed = [replace(item, suppress_author=True) for item in named]
        return segment, suppressed if not SEPARATOR.fullmatch(text) else named
    return [text[:start]], named


def _with_affixes(
    items: list[CitationItem], named: list[CitationItem], between: list[Token]
) -> tuple[list[CitationItem], list[CitationItem]]:
    """Give what stands between two mentions to the one before or to the one after it."""
    text = plain(between)
    if SEPARATOR.fullmatch(text) or not text.strip(" ,;.:"):
        return items, named
    left, right = _cut(between) if items else ([], between)
    items = list(_with_suffix(items, left)) if left else items
    words = plain(right).lstrip(" ,;")
    if words:
        trimmed = _trimmed(right)
        before = inlines_of(trimmed)
        ends_open = words.endswith((" ", "\N{NO-BREAK SPACE}"))
        prefix = before if ends_open else (*before, Text(" "))
        named = [replace(named[0], prefix=(*prefix, *named[0].prefix)), *named[1:]]
    return items, named


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Return a run without the separators at its beginning."""
    trimmed = list(tokens)
    while trimmed and isinstance(first := trimmed[0], str):
        trimmed[0] = first.lstrip(" ,;")
        if trimmed[0]:
            break
        del trimmed[0]
    return trimmed


def _cut(between: list[Token]) -> tuple[list[Token], list[Token]]:
    """Part what stands between two mentions, at a semicolon or before the last comma."""
    for at, token in enumerate(between):
        if isinstance(token, str) and ";" in token:
            left, _, right = token.partition(";")
            return [*between[:at], left], [right, *between[at + 1 :]]
    text = plain(between)
    if text.lstrip().startswith(",") or not text.rstrip().endswith(","):
        return [], between
    return between, []


def _with_suffix(items: Sequence[CitationItem], after: list[Token]) -> list[CitationItem]:
    words = plain(after)
    if not any(sign.isalnum() for sign in words):
        return list(items)
    if len(after) == 1 and _NAMED_LOCATOR.match(words):
        located = locators.split(words, "en")
        if located.locator:
            rest = words[located.end :].rstrip(" ,;")
            suffix = (Text(rest),) if rest else ()
            return [*items[:-1], replace(items[-1], locator=located.locator, suffix=suffix)]
    tokens = list(after)
    if isinstance(last := tokens[-1], str):
        tokens[-1] = last.rstrip(" ,;")
    return [*items[:-1], replace(items[-1], suffix=(*items[-1].suffix, *inlines_of(tokens)))]
