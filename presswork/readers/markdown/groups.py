r"""Where groups and environments of LaTeX end, found for a whole text in one pass.

Whoever looks for the end of each `{` by itself looks at a hostile text again and again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

_KEY: Final = "presswork_latex_groups"
_KEPT: Final = 4
"""How many texts are remembered: that of the block, of a note in it, and the like."""

_MARKS: Final = re.compile(r"\\(begin|end)\s*\{([^{}\n]*)\}|\\.|[{}\[\]]", re.DOTALL)
_NAME: Final = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Environment:
    r"""An environment, by its positions in the text.

    Args:
        name: with its star.
        start: of `\begin`.
        content: after `\begin{name}`.
        content_end: of `\end`.
        end: after `\end{name}`.
    """

    name: str
    start: int
    content: int
    content_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Groups:
    r"""What is grouped in a text.

    Args:
        text: the text.
        ends: the position after each group, by that of its `{` or `[`.
        environments: by the position of their `\begin`.
    """

    text: str
    ends: Mapping[int, int]
    environments: Mapping[int, Environment]

    def group(self, position: int) -> tuple[str, int] | None:
        """Return what a group holds that begins at a position, and the position after it."""
        end = self.ends.get(position)
        return None if end is None else (self.text[position + 1 : end - 1], end)


def find(text: str) -> Groups:
    """Find all groups and environments; what has no end, or no beginning, is none."""
    ends: dict[int, int] = {}
    environments: dict[int, Environment] = {}
    opened: list[int] = []
    begun: dict[str, list[tuple[int, int]]] = {}
    for mark in _MARKS.finditer(text):
        start, written = mark.start(), mark.group()
        match mark.group(1), written:
            case "begin", _:
                begun.setdefault(mark.group(2), []).append((start, mark.end()))
            case "end", _:
                if waiting := begun.get(mark.group(2)):
                    began, content = waiting.pop()
                    environments[began] = Environment(
                        mark.group(2), began, content, start, mark.end()
                    )
            case _, "{" | "[":
                opened.append(start)
            case _, "]":
                if opened and text[opened[-1]] == "[":
                    ends[opened.pop()] = mark.end()
            case _, "}":
                while opened and text[opened[-1]] == "[":
                    opened.pop()
                if opened:
                    ends[opened.pop()] = mark.end()
            case _:
                pass
    return Groups(text, ends, environments)


def of(text: str, environment: MutableMapping[str, object]) -> Groups:
    """Return what `find` finds, which is kept in the parser's environment."""
    kept = environment.get(_KEY)
    known: list[Groups] = kept if isinstance(kept, list) else []
    for groups in known:
        if groups.text is text:
            return groups
    found = find(text)
    environment[_KEY] = [found, *known[: _KEPT - 1]]
    return found


def name_end(text: str, start: int) -> int:
    """Return the position after the letters of a command's name."""
    found = _NAME.match(text, start)
    return found.end() if found else start
