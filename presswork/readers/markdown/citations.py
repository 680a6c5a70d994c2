"""Pandoc's citations and pandoc-crossref's cross-references, as rules of markdown-it.

`[see @a, pp. 3-5; -@b]`, `@a says`, `@a [p. 3]`, `@{an odd:key}`, `@fig:x`, `[@tbl:x]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from presswork.inlines import CiteForm
from presswork.readers import locators
from presswork.readers.markdown.inline_parser import find_label_end, lines_before

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

CROSS_REFERENCES: Final = ("fig:", "tbl:", "tab:", "sec:", "eq:", "lst:")
"""How the ids begin that are no citation keys."""

_KEY: Final = re.compile(r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*")
_PERSISTENT: Final = re.compile(
    r"(?:url|doi|https?|arxiv|pmid|pmcid|isbn|raw|tag|wikidata|clinicaltrials|zotero|shortdoi)"
    r":[\w:.#$%&\-+?<>~/]*[\w/]",
    re.IGNORECASE,
)
"""Keys of manubot, in which marks may follow each other: `@url:https://example.org/`."""
_BEFORE_KEY: Final = frozenset("([{\"'“”‘’«»„‚—–-*_~^;,:!?…")  # noqa: RUF001 - the marks are meant
_SKIPPED: Final = frozenset("\\`<[&$^!")
_WITHIN: Final = "presswork_within_citation"
"""The key of the parser's environment that is true inside a citation."""


@dataclass(frozen=True, slots=True)
class _Key:
    """A key as it stands in the source.

    Args:
        key: without the `@` and the braces.
        start: the position of the `@` or of the `-` before it.
        end: the position after it.
        suppressed: whether it is `-@key`.
    """

    key: str
    start: int
    end: int
    suppressed: bool

    @property
    def is_cross_reference(self) -> bool:
        return (self.key[:1].lower() + self.key[1:]).startswith(CROSS_REFERENCES)


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands between two semicolons of a citation.

    Args:
        start: the position of its first character.
        end: the position after its last.
        key: the work.
        divided: whether what divides it from the work after it is no semicolon.
    """

    start: int
    end: int
    key: _Key
    divided: bool = True


def _key_at(text: str, position: int, end: int) -> _Key | None:
    start = position
    before = text[start - 1] if start else " "
    if not (before.isspace() or before in _BEFORE_KEY):
        return None
    suppressed = text[position] == "-"
    position += suppressed
    if text[position : position + 1] != "@":
        return None
    position += 1
    if text[position : position + 1] == "{":
        closing = text.find("}", position, end)
        key = text[position + 1 : closing] if closing > 0 else ""
        if not key or any(character.isspace() for character in key):
            return None
        return _Key(key, start, closing + 1, suppressed)
    match = _PERSISTENT.match(text, position, end) or _KEY.match(text, position, end)
    key = match.group().rstrip("_") if match else ""
    return _Key(key, start, position + len(key), suppressed) if key else None


def _split(state: StateInline, start: int, end: int) -> list[_Segment]:
    """Split what stands in the brackets at its semicolons.

    What has no key of its own belongs to the work before it (`[@a; and others]`), at the beginning
    to the one after it. A second key without a semicolon before it (`[@a, @b]`) is a work of its
    own, so that none is lost; the words before it are the prefix of it.
    """
    segments: list[_Segment] = []
    outer = state.pos, state.posMax
    state.posMax = end
    position = segment_start = start
    key: _Key | None = None
    while position < end:
        character = state.src[position]
        if character == ";" and key is not None:
            segments.append(_Segment(segment_start, position, key))
            key, segment_start = None, position + 1
            position += 1
        elif character in "@-" and (found := _key_at(state.src, position, end)):
            if key is not None:
                segments.append(_Segment(segment_start, key.end, key, divided=False))
                segment_start = _after_divider(state.src, key.end, position)
            key = found
            position = key.end
        elif character == "{" and (closing := state.src.find("}", position, end)) > 0:
            position = closing + 1
        elif character in _SKIPPED:
            state.pos = position
            state.md.inline.skipToken(state)
            position = max(position + 1, state.pos)
        else:
            position += 1
    state.pos, state.posMax = outer
    if key is not None:
        segments.append(_Segment(segment_start, end, key))
    elif segments:
        last = segments.pop()
        segments.append(_Segment(last.start, end, last.key))
    return segments


def _after_divider(text: str, start: int, end: int) -> int:
    """Return the position after the comma, or the like, that divides two works."""
    words = text[start:end]
    bare = words.strip(" \n,&")
    return end if bare in {"", "and"} else start + len(words) - len(words.lstrip(" \n,"))


def _part(state: StateInline, name: str, start: int, end: int) -> None:
    """Read a prefix or a suffix as inlines of its own."""
    if start >= end:
        return
    outer = state.posMax, state.cache
    state.push(f"{name}_open", "", 1)
    state.pos, state.posMax, state.cache = start, end, {}
    within = state.env.get(_WITHIN, False)
    state.env[_WITHIN] = True
    state.md.inline.tokenize(state)
    state.env[_WITHIN] = within
    state.push(f"{name}_close", "", -1)
    state.posMax, state.cache = outer


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _push_item(state: StateInline, segment: _Segment, language: str) -> None:
    start, end = _trim(state.src, segment.start, segment.end)
    located = locators.split(state.src[segment.key.end : end], language)
    token = state.push("citation_item_open", "", 1)
    token.meta = {
        "key": segment.key.key,
        "suppressed": segment.key.suppressed,
        "locator": located.locator,
        "with_page": locators.asks_for_page(state.src[segment.key.end : end], language),
    }
    _part(state, "citation_prefix", start, segment.key.start)
    _part(state, "citation_suffix", segment.key.end + located.end, end)
    state.push("citation_item_close", "", -1)


def _push_citation(
    state: StateInline, segments: list[_Segment], form: CiteForm, extent: slice, language: str
) -> None:
    token = state.push("citation_open", "", 1)
    token.content = state.src[extent]
    token.meta = {
        "form": form,
        "lines": lines_before(state, extent.start),
        "divided": all(segment.divided for segment in segments),
    }
    for segment in segments:
        _push_item(state, segment, language)
    state.push("citation_close", "", -1)


def _push_cross_reference(state: StateInline, key: _Key, *, with_page: bool = False) -> None:
    token = state.push("cross_reference", "", 0)
    token.content = state.src[key.start : key.end]
    token.meta = {
        "target": key.key,
        "lines": lines_before(state, key.start),
        "suppressed": key.suppressed,
        "with_page": with_page,
    }


def _push_cross_references(state: StateInline, segments: list[_Segment], language: str) -> None:
    for count, segment in enumerate(segments):
        if count:
            state.push("text", "", 0).content = ", "
        start, end = _trim(state.src, segment.start, segment.end)
        _part(state, "plain", start, segment.key.start)
        with_page = locators.asks_for_page(state.src[segment.key.end : end], language)
        _push_cross_reference(state, segment.key, with_page=with_page)
        if not with_page:
            _part(state, "plain", segment.key.end, end)


def _bracketed(state: StateInline, silent: bool, *, language: str) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[…@key…]`."""
    start = state.pos
    if state.src[start] != "[" or state.env.get(_WITHIN):
        return False
    if "@" not in state.src[start : state.posMax]:
        return False
    label_end = find_label_end(state, start)
    maximum = state.posMax
    if label_end < 0 or (label_end + 1 < maximum and state.src[label_end + 1] in "({"):
        return False
    segments = _split(state, start + 1, label_end)
    if not segments:
        return False
    if not silent:
        references = [segment for segment in segments if segment.key.is_cross_reference]
        citations = [segment for segment in segments if not segment.key.is_cross_reference]
        if references:
            _push_cross_references(state, references, language)
        if references and citations:
            token = state.push("mixed_citation", "", 0)
            token.meta = {"lines": lines_before(state, start)}
        if citations:
            extent = slice(start, label_end + 1)
            _push_citation(state, citations, CiteForm.PARENTHETICAL, extent, language)
    state.pos, state.posMax = label_end + 1, maximum
    return True


def _brackets_after(state: StateInline, position: int) -> tuple[int, int] | None:
    """Return where the text in the brackets of `@a [p. 3]` begins and ends."""
    text, maximum = state.src, state.posMax
    while position < maximum and text[position] in " \n":
        position += 1
    if text[position : position + 1] != "[" or text[position + 1 : position + 2] == "^":
        return None
    label_end = find_label_end(state, position)
    if label_end < 0 or (label_end + 1 < maximum and text[label_end + 1] in "([{"):
        return None
    return position + 1, label_end


def _in_text_segments(state: StateInline, key: _Key) -> tuple[list[_Segment], int]:
    """Return the works of `@a [p. 3; @b]`, and the position after them."""
    brackets = _brackets_after(state, key.end)
    if brackets is None:
        return [_Segment(key.start, key.end, key)], key.end
    start, end = brackets
    first_end = state.src.find(";", start, end)
    first_end = end if first_end < 0 else first_end
    if _split(state, start, first_end):
        return [_Segment(key.start, key.end, key)], key.end
    others = _split(state, first_end + 1, end)
    if not others:
        first_end = end
    suffixed = _Key(key.key, key.start, start, key.suppressed)
    return [_Segment(key.start, first_end, suffixed), *others], end + 1


def _in_text(state: StateInline, silent: bool, *, language: str) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `@key` in a sentence, with the brackets that may follow it."""
    if state.src[state.pos] not in "@-" or state.env.get(_WITHIN):
        return False
    key = _key_at(state.src, state.pos, state.posMax)
    if key is None:
        return False
    maximum = state.posMax
    if key.is_cross_reference:
        brackets = _brackets_after(state, key.end)
        with_page = brackets is not None and locators.asks_for_page(
            state.src[slice(*brackets)], language
        )
        state.posMax = maximum
        if not silent:
            _push_cross_reference(state, key, with_page=with_page)
        state.pos = brackets[1] + 1 if brackets and with_page else key.end
        return True
    segments, end = _in_text_segments(state, key)
    state.posMax = maximum
    if not silent:
        form = CiteForm.PARENTHETICAL if key.suppressed else CiteForm.IN_TEXT
        _push_citation(state, segments, form, slice(key.start, end), language)
    state.pos = end
    return True


def _braced(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `{@fig:x}`, as pandoc-fignos writes a cross-reference; `+` and `*` may stand before."""
    text, start = state.src, state.pos
    if text[start] not in "{+*!":
        return False
    at = start if text[start] == "{" else start + 1
    braced = text[at : at + 2] == "{@"
    if not braced and (text[start] == "{" or text[at : at + 1] != "@"):
        return False
    match = _KEY.match(text, at + 1 + braced, state.posMax)
    if match is None:
        return False
    end = match.end()
    key = _Key(match.group(), at + braced, end, suppressed=False)
    if not key.is_cross_reference or (braced and text[end : end + 1] != "}"):
        return False
    if not silent:
        _push_cross_reference(state, key)
    state.pos = end + braced
    return True


def citations_plugin(markdown: MarkdownIt, language: str) -> None:
    """Teach the parser citations and cross-references.

    Args:
        markdown: the parser.
        language: a BCP 47 tag, whose words for locators are understood.
    """
    ruler = markdown.inline.ruler
    ruler.before("link", "citation", partial(_bracketed, language=language))
    ruler.before("emphasis", "braced_cross_reference", _braced)
    ruler.before("link", "in_text_citation", partial(_in_text, language=language))
