"""markdown-it's parser of lines, made to ask each rule only where it can say something.

A rule of ours or of markdown-it's begins with one of a few characters. `find_label_end` finds the
end of `[…]` as markdown-it does, but remembers for all brackets what one pass found, so that many
of them take no more than linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markdown_it.parser_inline import ParserInline

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_inline import StateInline

    Rule = Callable[[StateInline, bool], bool]

_TRIGGERS: Final = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "sub": "~",
    "sup": "^",
    "dollars": "$",
    "math_backslashed": "\\",
    "math_environment": "\\",
    "latex_space": "\\",
    "latex_definition": "\\",
    "latex_frame": "\\",
    "latex_switch": "{",
    "latex_verbatim": "\\",
    "latex": "\\",
    "latex_quotes": "`",
    "citation": "[",
    "in_text_citation": "@-",
    "braced_cross_reference": "{+*!",
    "role": "{",
    "placeholder": "{",
    "critic_comment": "{",
    "span": "[",
    "attributes": "{",
}
"""The characters that a rule can begin with; a rule that is not here is asked everywhere."""

_STOPS: Final = re.compile(r"[\n\\`~*_\[\]<&^$@{]|!(?=[\[@])|[-+](?=@)")
_MOST_TEXTS: Final = 4


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read up to the next character that a rule can begin with, or that closes a bracket."""
    found = _STOPS.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


class InlineParser(ParserInline):
    """The parser of lines."""

    def __init__(self) -> None:
        """Begin with markdown-it's rules; `settle` is called when all rules are known."""
        super().__init__()
        self._by_character: dict[str, tuple[Rule, ...]] = {}
        self._others: tuple[Rule, ...] = ()

    def settle(self) -> None:
        """Sort the rules by the characters that they can begin with."""
        self.ruler.at("text", _text)
        named = list(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
        characters = {character for one in _TRIGGERS.values() for character in one}
        self._by_character = {
            character: tuple(
                rule for name, rule in named if character in _TRIGGERS.get(name, character)
            )
            for character in characters
        }
        self._others = tuple(rule for name, rule in named if name not in _TRIGGERS)

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - markdown-it's name
        """Move behind what begins here; markdown-it's method with fewer rules to ask."""
        position = state.pos
        known = state.cache.get(position)
        if known is not None:
            state.pos = known
            return
        found = False
        if state.level < state.md.options.maxNesting:
            for rule in self._by_character.get(state.src[position], self._others):
                state.level += 1
                found = rule(state, True)  # noqa: FBT003 - markdown-it's signature
                state.level -= 1
                if found:
                    break
        else:
            state.pos = state.posMax
        if not found:
            state.pos += 1
        state.cache[position] = state.pos

    def tokenize(self, state: StateInline) -> None:
        """Read a run; markdown-it's method with fewer rules to ask."""
        end = state.posMax
        deepest = state.md.options.maxNesting
        source = state.src
        while state.pos < end:
            character = source[state.pos]
            rules = self._by_character.get(character, self._others)
            for rule in rules if state.level < deepest else ():
                if rule(state, False):  # noqa: FBT003 - markdown-it's signature
                    break
            else:
                state.append_pending(character)
                state.pos += 1
        if state.pending:
            state.pushPending()


def lines_before(state: StateInline, position: int) -> int:
    """Return how many lines of a run stand before a position; asked in order, it takes no time."""
    text, known, count = state.env.get(_LINES, ("", 0, 0))
    if text is not state.src or known > position:
        known = count = 0
    count += state.src.count("\n", known, position)
    state.env[_LINES] = state.src, position, count
    return int(count)


_LINES: Final = "presswork_lines_before"


@dataclass(slots=True)
class _Labels:
    """What is known of the brackets of a text.

    Args:
        text: the text.
        ends: by where a run ends: the position of the closing bracket by that of the opening one,
            or -1, and whether links stand between them.
    """

    text: str
    ends: dict[int, dict[int, tuple[int, bool]]] = field(default_factory=dict)


_KEY: Final = "presswork_labels"


def _known_labels(state: StateInline) -> dict[int, tuple[int, bool]]:
    kept: list[_Labels] = state.env.setdefault(_KEY, [])
    for labels in kept:
        if labels.text is state.src:
            return labels.ends.setdefault(state.posMax, {})
    made = _Labels(state.src)
    kept[:] = [made, *kept[: _MOST_TEXTS - 1]]
    return made.ends.setdefault(state.posMax, {})


def find_label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:  # noqa: FBT001, FBT002 - markdown-it's signature
    """Return the position of the bracket that closes the one at `start`; -1 where none does.

    Args:
        state: the parser's.
        start: the position of a `[`.
        disable_nested: whether links between them make it none.
    """
    known = _known_labels(state)
    if start not in known:
        _pass(state, start, known)
    end, nested = known[start]
    return -1 if nested and disable_nested else end


def _pass(state: StateInline, start: int, known: dict[int, tuple[int, bool]]) -> None:
    """Go from a bracket to the one that closes it, and note all brackets on the way."""
    outer = state.pos
    opened: list[tuple[int, int]] = [(start, 0)]
    links = 0
    state.pos = start + 1
    skip = state.md.inline.skipToken
    source, end = state.src, state.posMax
    while state.pos < end:
        position = state.pos
        character = source[position]
        if character == "]":
            begun, before = opened.pop()
            known[begun] = position, links > before
            if not opened:
                break
        elif character == "[" and position in known and known[position][0] < 0:
            # It was looked at before, and all that is open here stays open too.
            break
        skip(state)
        if character == "[":
            if state.pos == position + 1:
                opened.append((position, links))
            else:
                links += 1
    for begun, _ in opened:
        known.setdefault(begun, (-1, False))
    state.pos = outer
