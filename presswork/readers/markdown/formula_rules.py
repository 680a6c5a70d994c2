r"""Formulas, as rules of markdown-it: `$…$`, `\(…\)`, `$$…$$`, `\[…\]`, `\begin{align}…`.

Dollar signs are Pandoc's (`tex_math_dollars`): the opening one has no space after it, and the next
one closes the formula if it has no space before it and no digit after it. `$$` on lines of its own
may hold anything but `$$`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.readers.markdown import attributes, groups
from presswork.readers.markdown.attributes import Attributes
from presswork.readers.markdown.inline_parser import lines_before

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

ENVIRONMENTS: Final = frozenset(
    f"{name}{star}"
    for star in ("", "*")
    for name in (
        "equation",
        "align",
        "alignat",
        "aligned",
        "flalign",
        "gather",
        "gathered",
        "multline",
        "eqnarray",
        "displaymath",
        "dmath",
        "math",
        "subequations",
        "split",
        "cases",
        "array",
        "matrix",
        "pmatrix",
        "bmatrix",
        "Bmatrix",
        "vmatrix",
        "Vmatrix",
        "smallmatrix",
    )
)
"""The environments of LaTeX and amsmath that hold a formula."""

INLINE: Final = "math_inline"
DISPLAY: Final = "math_display"
LINES: Final = "lines"
"""Where a token's `meta` keeps how many lines of its run stand before it."""

_DOLLAR: Final = re.compile(r"\$|\\.", re.DOTALL)
_OPENING: Final = {"(": ("\\)", INLINE), "[": ("\\]", DISPLAY)}
_PUNCTUATION: Final = frozenset(".,;:")
_MYST_LABEL: Final = re.compile(r"\(([^()\s]+)\)")
_NO_CLOSING: Final = "presswork_no_closing"
"""The key of the parser's environment for marks that do not close any more in a text."""


def _closes_never(state: StateInline, mark: str) -> bool:
    """Tell whether a mark was looked for in vain up to where this run ends."""
    text, end = state.env.get(_NO_CLOSING, {}).get(mark, ("", -1))
    return text is state.src and end == state.posMax


def _note_closes_never(state: StateInline, mark: str) -> None:
    state.env.setdefault(_NO_CLOSING, {})[mark] = state.src, state.posMax


def _next_in_block(state: StateBlock, mark: str, position: int) -> int:
    """Return where a mark is next; a mark that is nowhere is looked for once."""
    known = state.env.setdefault(_NO_CLOSING, {})
    text, last = known.get((mark, "last"), ("", -1))
    if text is not state.src:
        last = state.src.rfind(mark)
        known[mark, "last"] = state.src, last
    return state.src.find(mark, position) if position <= last else -1


def _closing_dollar(text: str, start: int, end: int) -> int:
    """Return where the formula ends that begins at a position; `end` where no dollar sign is."""
    for found in _DOLLAR.finditer(text, start, end):
        if found.group() == "$":
            at = found.start()
            ends = (
                at > start and not text[at - 1].isspace() and not text[at + 1 : at + 2].isdecimal()
            )
            return at if ends else -1
    return end


def _trailing(text: str, position: int, end: int) -> tuple[Attributes, str, int]:
    """Read what belongs to a formula behind it: its attributes, or a full stop or a comma."""
    after = position
    while after < end and text[after] in " \t":
        after += 1
    parsed = attributes.parse(text, after)
    if parsed is not None and parsed[1] <= end and (parsed[0].id or parsed[0].values):
        return parsed[0], "", parsed[1]
    label = _MYST_LABEL.match(text, after, end)
    if label and label.end() == end:
        return Attributes(label.group(1)), "", label.end()
    if position < end and text[position] in _PUNCTUATION:
        return attributes.NO_ATTRIBUTES, text[position], position + 1
    return attributes.NO_ATTRIBUTES, "", position


def _take(
    state: StateInline,
    silent: bool,  # noqa: FBT001 - markdown-it's word for looking ahead
    *,
    kind: str,
    content: slice,
    end: int,
) -> bool:
    """Go on behind a formula, with a token for it unless the parser only looks ahead."""
    if silent:
        state.pos = end
    else:
        _push(state, kind, content, end)
    return True


def _push(state: StateInline, kind: str, content: slice, end: int) -> None:
    start = state.pos
    found, stop = attributes.NO_ATTRIBUTES, ""
    if kind == DISPLAY:
        found, stop, end = _trailing(state.src, end, state.posMax)
    token = state.push(kind, "math", 0)
    token.content = with_stop(state.src[content], stop)
    token.markup = state.src[start:end]
    token.meta = {LINES: lines_before(state, start), attributes.META: found}
    state.pos = end


def with_stop(latex: str, stop: str) -> str:
    """Return a formula with the full stop or comma that the sentence has after it."""
    if not stop:
        return latex
    bare = latex.rstrip()
    environment = bare.rfind("\\end{") if bare.endswith("}") else -1
    if environment >= 0 and "}" not in bare[environment:-1]:
        return f"{bare[:environment].rstrip()}{stop}\n{bare[environment:]}"
    return f"{bare}{stop}"


def _dollars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    text, start, maximum = state.src, state.pos, state.posMax
    if text[start] != "$":
        return False
    if text.startswith("$$", start):
        return _double_dollars(state, silent)
    if start + 1 >= maximum or text[start + 1].isspace() or _closes_never(state, "$"):
        return False
    closing = _closing_dollar(text, start + 1, maximum)
    if closing == maximum:
        _note_closes_never(state, "$")
    if closing < 0 or closing == maximum:
        return False
    return _take(state, silent, kind=INLINE, content=slice(start + 1, closing), end=closing + 1)


def _double_dollars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    text, start = state.src, state.pos
    closing = text.find("$$", start + 2, state.posMax)
    if closing < 0 or not text[start + 2 : closing].strip():
        if not silent:
            state.append_pending("$$")
        state.pos = start + 2
        return True
    return _take(state, silent, kind=DISPLAY, content=slice(start + 2, closing), end=closing + 2)


def _backslashed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\(…\)` and `\[…\]`."""
    text, start = state.src, state.pos
    if text[start] != "\\" or start + 1 >= state.posMax or text[start + 1] not in _OPENING:
        return False
    mark, kind = _OPENING[text[start + 1]]
    if _closes_never(state, mark) or (start and text[start - 1] == "]"):
        return False
    closing = text.find(mark, start + 2, state.posMax)
    if closing < 0:
        _note_closes_never(state, mark)
        return False
    if not any(map(str.isalnum, text[start + 2 : closing])):
        return False
    return _take(state, silent, kind=kind, content=slice(start + 2, closing), end=closing + 2)


def _environment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\begin{align}…\end{align}` within a paragraph."""
    text, start = state.src, state.pos
    if text[start] != "\\" or not text.startswith("\\begin", start):
        return False
    found = groups.of(text, state.env).environments.get(start)
    if found is None or found.name not in ENVIRONMENTS or found.end > state.posMax:
        return False
    content = slice(found.start, found.end)
    return _take(state, silent, kind=DISPLAY, content=content, end=found.end)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _line_at(state: StateBlock, start: int, end: int, position: int) -> int:
    """Return the line of a position, or `end` where it stands in none of these lines."""
    line = start
    while line < end and state.eMarks[line] < position:
        line += 1
    return line


def block_display(state: StateBlock, start: int, last: int, latex: str) -> Token:
    """Push a formula on lines of its own.

    Args:
        state: the parser's.
        start: its first line.
        last: its last line.
        latex: what it says.
    """
    token = state.push(DISPLAY, "math", 0)
    token.map = [start, last + 1]
    token.content = latex
    token.meta = {attributes.META: attributes.NO_ATTRIBUTES}
    state.line = last + 1
    return token


def _block_dollars(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `$$` at the beginning of a line to the `$$` that nothing but its label follows."""
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", position) or state.is_code_block(start):
        return False
    if silent and state.sCount[start] < state.blkIndent:
        return False  # the lazy continuation of a list's item, which holds the formula
    opened_alone = not _line(state, start)[2:].strip()
    closing = _next_in_block(state, "$$", position + 2)
    last = _line_at(state, start, end, closing) if closing >= 0 else end
    if last >= end:
        return False
    if not opened_alone and any(state.isEmpty(line) for line in range(start, last)):
        return False
    rest = state.src[closing + 2 : state.eMarks[last]].rstrip()
    found, stop, rest_end = _trailing(rest, 0, len(rest))
    if rest_end != len(rest):
        return False
    content = state.getLines(start, last + 1, state.blkIndent, keepLastLF=False).strip()
    latex = content[2 : content.rfind("$$")].strip("\n")
    if not latex.strip():
        return False
    if not silent:
        token = block_display(state, start, last, with_stop(latex, stop))
        token.meta[attributes.META] = found
    return True


def _block_brackets(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\[` at the beginning of a line to the `\]` at the end of one."""
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("\\[", position) or state.is_code_block(start):
        return False
    closing = _next_in_block(state, "\\]", position + 2)
    last = _line_at(state, start, end, closing) if closing >= 0 else end
    if last >= end or any(state.isEmpty(line) for line in range(start, last)):
        return False
    rest = state.src[closing + 2 : state.eMarks[last]].strip()
    if len(rest) > 1 or (rest and rest not in _PUNCTUATION):
        return False
    content = state.getLines(start, last + 1, state.blkIndent, keepLastLF=False).strip()
    latex = content[2 : content.rfind("\\]")].strip("\n")
    if not latex.strip():
        return False
    if not silent:
        block_display(state, start, last, with_stop(latex, rest))
    return True


def math_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser formulas."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "block_dollars", _block_dollars, interrupting)
    markdown.block.ruler.before("fence", "block_brackets", _block_brackets, interrupting)
    markdown.inline.ruler.before("escape", "dollars", _dollars)
    markdown.inline.ruler.before("escape", "math_backslashed", _backslashed)
    markdown.inline.ruler.before("escape", "math_environment", _environment)
