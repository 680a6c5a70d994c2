"""Mentions of works in a run of text → `Cite`.

What belongs to the article's own style is taken away: brackets, raised numbers, the commas and
dashes between numbers, the authors' names beside a year. What the sentence says stays: "see" and
"for review" become prefixes and suffixes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.inlines import (
    CitationItem,
    Cite,
    CiteForm,
    Emphasis,
    Inline,
    Inlines,
    Strong,
    Superscript,
    Text,
    plain_text,
)
from presswork.readers.jats.mentions import (
    DASHES,
    Mention,
    Shell,
    authors_at_end,
    expand,
    is_numeric,
    is_years,
    numbered_items,
    shell_of,
    worded_items,
)
from presswork.readers.printed.texts import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.problems import Location
    from presswork.readers.jats.works import Works


@dataclass(frozen=True, slots=True)
class _Group:
    """A citation that is being put together.

    Args:
        shell: what it stood in.
        numeric: whether the article cites by number.
    """

    items: tuple[CitationItem, ...]
    shell: Shell
    numeric: bool
    form: CiteForm = CiteForm.PARENTHETICAL
    location: Location | None = None


Piece: TypeAlias = "Inline | Mention"
_Token: TypeAlias = "str | Inline | Mention | _Group"  # noqa: S105 - a part of a text

_BRACKETS: Final = {")": "(", "]": "["}
_OPENING: Final = frozenset(_BRACKETS.values())
_BRACKET: Final = re.compile(r"([()\[\]])")
_DASH_CLASS: Final = re.escape(DASHES)
_SEPARATOR: Final = re.compile(
    rf"\s*(?:[,;]|[,;]?\s*(?:and|&|und|et|y|e)|[{_DASH_CLASS}]|to|through)?\s*"
)
_CLOSE: Final = re.compile(rf"\s*(?:[,;]|[{_DASH_CLASS}])?\s*")
_RANGE: Final = re.compile(rf"\s*(?:[{_DASH_CLASS}]|to|through)\s*")
_LOOSE_NUMBER: Final = re.compile(rf"\s*[,;]\s*(\d+)(?:[{_DASH_CLASS}](\d+))?\s*[,;]?\s*")
_ABBREVIATED: Final = re.compile(r"(?:\b(?:al|cf|e\.g|i\.e|ca|vs|Fig|Dr|sp|spp|no)|\b[A-Z])\.$")
_LONGEST_AFFIX: Final = 90
_LONGEST_BESIDE_NUMBER: Final = 40
_SENTENCE_END: Final = ".,;:"
_LONGEST_GROUP: Final = 600
"""How many parts of a text may stand in one pair of brackets that is a citation."""

_NEAR: Final = 8
"""How many parts of a text before a citation may hold the names of its authors."""


def cite(pieces: Sequence[Piece], works: Works) -> Inlines:
    """Return a run of text in which the mentions of works are citations.

    Args:
        pieces: the run.
        works: what can be cited.
    """
    if not any(isinstance(piece, Mention) for piece in pieces):
        return tuple(piece for piece in pieces if not isinstance(piece, Mention))
    tokens = _grouped(_tokens(pieces), works)
    return _written(_joined(_loose(tokens, works, inside=False), works))


def is_separator(inlines: Inlines) -> bool:
    """Tell whether a text is nothing but what stands between numbers."""
    if not all(isinstance(inline, Text) for inline in inlines):
        return False
    text = plain_text(inlines)
    return bool(text.strip()) and bool(_CLOSE.fullmatch(text))


def only_mentions(pieces: Sequence[Piece]) -> bool:
    """Tell whether a run is nothing but mentions, with what stands between and around those."""
    return any(isinstance(piece, Mention) for piece in pieces) and all(
        isinstance(piece, Mention)
        or (isinstance(piece, Text) and _SEPARATOR.fullmatch(_BRACKET.sub("", piece.text)))
        for piece in pieces
    )


def _tokens(pieces: Sequence[Piece]) -> list[_Token]:
    """Return a run with its brackets apart; of raised separators only what they separate."""
    tokens: list[_Token] = []
    for piece in pieces:
        match piece:
            case Text(text):
                tokens += [part for part in _BRACKET.split(text) if part]
            case Superscript(children) if is_separator(children):
                beside = bool(tokens) and isinstance(tokens[-1], Mention) and tokens[-1].raised
                tokens.append(plain_text(children) if beside else piece)
            case _:
                tokens.append(piece)
    return tokens


def _grouped(tokens: list[_Token], works: Works) -> list[_Token]:
    """Make a citation of each pair of brackets that holds mentions."""
    out: list[_Token] = []
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
                before = out[max(0, start - _NEAR) : start]
                del out[start:]
                out += _inside(_BRACKETS[token], content, before, works)
                continue
        out.append(token)
    return out


def _inside(
    bracket: str, content: list[_Token], before: Sequence[_Token], works: Works
) -> list[_Token]:
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
        return [bracket, *_loose(content, works, inside=True), closing]
    if numeric:
        items = _known_before(_numbered(mentions, segments, works), before, works)
    else:
        items = _worded(mentions, segments, _read(before), works)
    return [_Group(items, shell, numeric, location=mentions[0].location)]


def _parted(content: list[_Token]) -> tuple[list[Mention], list[list[_Token]]]:
    """Return the mentions of a run, and what stands before, between and after them."""
    mentions: list[Mention] = []
    segments: list[list[_Token]] = [[]]
    for token in content:
        if isinstance(token, Mention):
            mentions.append(token)
            segments.append([])
        else:
            segments[-1].append(token)
    return mentions, segments


def _are_affixes(segments: list[list[_Token]], *, numeric: bool) -> bool:
    longest = _LONGEST_BESIDE_NUMBER if numeric else _LONGEST_AFFIX
    return all(
        isinstance(token, str | Text | Emphasis | Strong) for part in segments for token in part
    ) and all(len(_plain(part)) <= longest for part in segments)


def _plain(tokens: Sequence[_Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        match token:
            case str():
                parts.append(token)
            case Mention() | _Group():
                parts.append("\N{OBJECT REPLACEMENT CHARACTER}")
            case _:
                parts.append(plain_text((token,)))
    return "".join(parts)


def _read(tokens: Sequence[_Token]) -> str:
    """Return a run as one reads it, mentions of authors with it."""
    return "".join(each.text if isinstance(each, Mention) else _plain((each,)) for each in tokens)


def _inlines(tokens: Sequence[_Token]) -> Inlines:
    return tuple(
        Text(token) if isinstance(token, str) else token
        for token in tokens
        if not isinstance(token, Mention | _Group)
    )


def _numbered(
    mentions: list[Mention], segments: list[list[_Token]], works: Works
) -> tuple[CitationItem, ...]:
    items: list[CitationItem] = []
    for mention, before in zip(mentions, segments, strict=False):
        named = list(numbered_items(mention, works))
        between = _plain(before)
        if items and _RANGE.fullmatch(between):
            keys = expand(items[-1].key, named[0].key, works)
            items += [CitationItem(key) for key in keys[1:-1]]
        elif found := _loose_numbers(between, works):
            items += [CitationItem(key) for key in found]
        else:
            items, named = _with_affixes(items, named, before)
        items += named
    last = _plain(segments[-1])
    if found := _loose_numbers(last, works):
        return _once((*items, *(CitationItem(key) for key in found)))
    return _once(_with_suffix(items, segments[-1]))


def _loose_numbers(text: str, works: Works) -> tuple[str, ...]:
    """Return the works of a number among mentions that is no mention itself."""
    match = _LOOSE_NUMBER.fullmatch(text)
    if match is None or match[1] not in works.labels:
        return ()
    first = works.labels[match[1]][0]
    last = works.labels.get(match[2], (first,))[-1] if match[2] else first
    return expand(first, last, works) if match[2] else works.labels[match[1]]


def _once(items: Sequence[CitationItem]) -> tuple[CitationItem, ...]:
    """Return the items, each work once unless words stand beside it."""
    seen: set[str] = set()
    kept: list[CitationItem] = []
    for item in items:
        if item.key not in seen or item.prefix or item.suffix:
            kept.append(item)
        seen.add(item.key)
    return tuple(kept)


def _worded(
    mentions: list[Mention], segments: list[list[_Token]], before: str, works: Works
) -> tuple[CitationItem, ...]:
    items: list[CitationItem] = []
    for at, (mention, segment) in enumerate(zip(mentions, segments, strict=False)):
        known = worded_items(mention, works)
        named = list(known or (CitationItem(key) for key in mention.keys))
        if known is None and not is_numeric(mention, works):
            segment = [*segment, mention.text]  # noqa: PLW2901 - its words belong to what is before it
        elif is_years(mention):
            segment, named = _without_authors(segment, named, before if at == 0 else "", works)  # noqa: PLW2901 - the same
            if items and items[-1].suppress_author and _SEPARATOR.fullmatch(_plain(segment)):
                named = [replace(item, suppress_author=True) for item in named]
        items, named = _with_affixes(items, named, segment)
        items += named
    return tuple(_with_suffix(items, segments[-1]))


def _without_authors(
    segment: list[_Token], named: list[CitationItem], before: str, works: Works
) -> tuple[list[_Token], list[CitationItem]]:
    """Take away the names before a year, where the style writes them itself.

    Where they are before the brackets, the sentence needs them, and the style leaves them out.
    """
    text = _plain(segment)
    key = named[0].key
    if not any(sign.isalpha() for sign in text):
        if authors_at_end(before, key, works) is not None:
            return segment, [replace(item, suppress_author=True) for item in named]
        return segment, named
    start = authors_at_end(text, key, works)
    if start is None:
        suppressed = [replace(item, suppress_author=True) for item in named]
        return segment, suppressed if not _SEPARATOR.fullmatch(text) else named
    return [text[:start]], named


def _with_affixes(
    items: list[CitationItem], named: list[CitationItem], between: list[_Token]
) -> tuple[list[CitationItem], list[CitationItem]]:
    """Give what stands between two mentions to the one before or to the one after it."""
    text = _plain(between)
    if _SEPARATOR.fullmatch(text) or not text.strip(" ,;.:"):
        return items, named
    left, right = _cut(between) if items else ([], between)
    items = list(_with_suffix(items, left)) if left else items
    words = _plain(right).lstrip(" ,;")
    if words:
        trimmed = _trimmed(right)
        before = _inlines(trimmed)
        ends_open = words.endswith((" ", "\N{NO-BREAK SPACE}"))
        prefix = before if ends_open else (*before, Text(" "))
        named = [replace(named[0], prefix=(*prefix, *named[0].prefix)), *named[1:]]
    return items, named


def _trimmed(tokens: list[_Token]) -> list[_Token]:
    """Return a run without the separators at its beginning."""
    trimmed = list(tokens)
    while trimmed and isinstance(first := trimmed[0], str):
        trimmed[0] = first.lstrip(" ,;")
        if trimmed[0]:
            break
        del trimmed[0]
    return trimmed


def _cut(between: list[_Token]) -> tuple[list[_Token], list[_Token]]:
    """Part what stands between two mentions, at a semicolon or before the last comma."""
    for at, token in enumerate(between):
        if isinstance(token, str) and ";" in token:
            left, _, right = token.partition(";")
            return [*between[:at], left], [right, *between[at + 1 :]]
    text = _plain(between)
    if text.lstrip().startswith(",") or not text.rstrip().endswith(","):
        return [], between
    return between, []


def _with_suffix(items: Sequence[CitationItem], after: list[_Token]) -> list[CitationItem]:
    words = _plain(after)
    if not any(sign.isalnum() for sign in words):
        return list(items)
    tokens = list(after)
    if isinstance(last := tokens[-1], str):
        tokens[-1] = last.rstrip(" ,;")
    return [*items[:-1], replace(items[-1], suffix=(*items[-1].suffix, *_inlines(tokens)))]


def _loose(tokens: list[_Token], works: Works, *, inside: bool) -> list[_Token]:
    """Make a citation of each mention that stands in no brackets of its own.

    Args:
        tokens: the run.
        works: what can be cited.
        inside: whether the run stands in brackets that say more.
    """
    out: list[_Token] = []
    for at, token in enumerate(tokens):
        if not isinstance(token, Mention):
            out.append(token)
        elif is_numeric(token, works):
            items = _known_before(numbered_items(token, works), out[-_NEAR:], works)
            out.append(_Group(items, shell_of(token), numeric=True, location=token.location))
        else:
            out += _one_worded(token, out, tokens[at + 1 : at + 3], works, inside=inside)
    return out


def _one_worded(
    mention: Mention, before: list[_Token], after: list[_Token], works: Works, *, inside: bool
) -> list[_Token]:
    items = worded_items(mention, works)
    text = mention.text.strip()
    group = _Group(items or (), "(", numeric=False, location=mention.location)
    if items is None:
        mentioned = tuple(CitationItem(key) for key in mention.keys)
        return [mention.text, " ", replace(group, items=mentioned)]
    if is_years(mention):
        near = before[-_NEAR:]
        known = authors_at_end(_read(near), mention.keys[0], works) is not None
        known = known or _same_authors(near, mention.keys[0], works)
        return [replace(group, items=tuple(replace(i, suppress_author=known) for i in items))]
    if not any(sign.isdecimal() for sign in text) and _followed_by(mention, after):
        return [mention.text]
    bracketed = text.startswith("(") and text.endswith(")")
    beside = inside and _plain(before[-_NEAR:]).rstrip()[-1:] in {"", ",", ";"}
    if bracketed or beside:
        return [group]
    return [replace(group, form=CiteForm.IN_TEXT)]


def _same_authors(before: list[_Token], key: str, works: Works) -> bool:
    """Tell whether the citation before a year is one of the same authors."""
    groups = [token for token in before if isinstance(token, _Group)]
    if not groups or groups[-1].numeric:
        return False
    return works.families.get(groups[-1].items[-1].key) == works.families.get(key)


def _followed_by(mention: Mention, after: list[_Token]) -> bool:
    """Tell whether the work of a mention by author is cited directly after it."""
    for token in after:
        match token:
            case str() if not token.strip(" ,\N{NO-BREAK SPACE}"):
                continue
            case _Group(items=items):
                return items[0].key == mention.keys[0]
            case Mention(keys=keys):
                return keys[0] == mention.keys[0]
            case _:
                return False
    return False


def _known_before(
    items: tuple[CitationItem, ...], before: Sequence[_Token], works: Works
) -> tuple[CitationItem, ...]:
    """Leave the authors of a single work to the sentence that names them just before."""
    if len(items) != 1 or authors_at_end(_read(before), items[0].key, works) is None:
        return items
    return (replace(items[0], suppress_author=True),)


def _joined(tokens: list[_Token], works: Works) -> list[_Token]:
    """Join citations that only commas, dashes or spaces divide."""
    out: list[_Token] = []
    for token in tokens:
        if isinstance(token, _Group) and (joined := _join(out, token, works)):
            first, kept = joined
            del out[kept:]
            out.append(first)
        else:
            out.append(token)
    return out


def _join(out: list[_Token], group: _Group, works: Works) -> tuple[_Group, int] | None:
    """Return a citation joined with the one before it, and where that stands."""
    at = len(out) - 1
    while at >= max(0, len(out) - _NEAR) and isinstance(out[at], str):
        at -= 1
    before = out[at] if at >= 0 else None
    if not isinstance(before, _Group):
        return None
    between = _plain(out[at + 1 :])
    parenthetical = before.form is group.form is CiteForm.PARENTHETICAL
    same = parenthetical and before.shell == group.shell and before.numeric == group.numeric
    if not same or not (_CLOSE.fullmatch(between) if group.numeric else not between.strip()):
        return None
    filled: tuple[str, ...] = ()
    if _RANGE.fullmatch(between):
        filled = expand(before.items[-1].key, group.items[0].key, works)[1:-1]
    items = (*before.items, *(CitationItem(key) for key in filled), *group.items)
    return replace(before, items=_once(items)), at


def _written(tokens: list[_Token]) -> Inlines:
    """Return a run with its citations as a reader of Markdown would have them."""
    out: list[Inline] = []
    for at, token in enumerate(tokens):
        match token:
            case _Group():
                following = tokens[at + 1] if at + 1 < len(tokens) else ""
                _append(out, token, following if isinstance(following, str) else "x")
            case str():
                _append_text(out, token)
            case Mention():
                _append_text(out, token.text)
            case _:
                out.append(token)
    return joined(out)


def _append_text(out: list[Inline], text: str) -> None:
    if text:
        out.append(Text(text))


def _append(out: list[Inline], group: _Group, following: str) -> None:
    """Put a citation after a space; a raised one goes before the stop that it stood after."""
    stop = ""
    if group.shell == "^" and out and isinstance(last := out[-1], Text):
        text = last.text.rstrip()
        if _stands_after_stop(text, following):
            stop = text[-1]
            out[-1] = Text(text[:-1])
    if out and group.shell and _needs_space(out[-1]):
        _append_text(out, " ")
    out.append(Cite(group.items, group.form, location=group.location))
    if stop:
        out.append(Text(stop))


def _stands_after_stop(text: str, following: str) -> bool:
    if not text.endswith(tuple(_SENTENCE_END)) or not text[:-1].strip():
        return False
    if text[-1] != ".":
        return True
    begins = following.lstrip()[:1]
    return not _ABBREVIATED.search(text) and not begins.islower()


def _needs_space(before: Inline) -> bool:
    if not isinstance(before, Text):
        return True
    return not before.text.endswith((" ", "(", "[", "\N{NO-BREAK SPACE}", "/", "\N{EM DASH}"))
