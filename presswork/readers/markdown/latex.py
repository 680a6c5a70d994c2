r"""LaTeX in Markdown: `\newpage` is understood, all else is marked so that it cannot vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
_PAGE_BREAKS: Final = frozenset({r"\newpage", r"\pagebreak", r"\clearpage"})
_HINTS: Final = {
    "autoref": "write @fig:x, and {#fig:x} after the picture",
    "ref": "write @fig:x, and {#fig:x} after the picture",
    "cref": "write @fig:x, and {#fig:x} after the picture",
    "label": "write {#fig:x} after the picture, {#tbl:x} after the caption of a table",
    "cite": "write [@key]",
    "citep": "write [@key]",
    "citet": "write @key",
    "emph": "write *words*",
    "textit": "write *words*",
    "textbf": "write **words**",
    "texttt": "write `words`",
    "footnote": "write ^[words]",
    "url": "write <https://…>",
    "href": "write [words](https://…)",
}
_GROUPS: Final = {"{": "}", "[": "]"}


def hint(command: str) -> str:
    """Return what to write in the place of a command."""
    name = command[1 : _name_end(command, 1, len(command))]
    return _HINTS.get(name, "write it in Markdown; for a backslash write \\\\")


def _group_end(text: str, start: int, end: int) -> int:
    """Return the position after the group that begins at `start`; `start` where it has no end."""
    opening, closing = text[start], _GROUPS[text[start]]
    depth = 0
    position = start
    while position < end:
        match text[position]:
            case "\\":
                position += 1
            case character if character == opening:
                depth += 1
            case character if character == closing:
                depth -= 1
                if depth == 0:
                    return position + 1
            case _:
                pass
        position += 1
    return start


def _name_end(text: str, start: int, end: int) -> int:
    position = start
    while position < end and text[position].isascii() and text[position].isalpha():
        position += 1
    return position


def _command_end(text: str, start: int, end: int) -> int:
    """Return the position after the command at `start` and its groups."""
    position = _name_end(text, start + 1, end)
    name_end = position
    if text[position : position + 1] == "*":
        position += 1
    while position < end and text[position] in _GROUPS:
        after = _group_end(text, position, end)
        if after == position:
            break
        position = after
    if text[start:name_end] == r"\begin":
        closing = r"\end" + text[name_end:position]
        found = text.find(closing, position, end)
        return found + len(closing) if found >= 0 else position
    return position


def _command(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\command[…]{…}`, and `\ `, which is a space that does not break."""
    text, start, end = state.src, state.pos, state.posMax
    if text[start] != "\\" or start + 1 >= end:
        return False
    if text[start + 1] == " ":
        if not silent:
            state.pending += NO_BREAK_SPACE
        state.pos = start + 2
        return True
    if _name_end(text, start + 1, end) == start + 1:
        return False
    state.pos = _command_end(text, start, end)
    if not silent:
        state.push("raw_latex", "", 0).content = text[start : state.pos]
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _page_break(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if state.is_code_block(start) or _line(state, start).strip() not in _PAGE_BREAKS:
        return False
    if not silent:
        token = state.push("page_break", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read the lines from `\begin{x}` to its `\end{x}`."""
    first = _line(state, start)
    if state.is_code_block(start) or not first.startswith(r"\begin{"):
        return False
    name_end = first.find("}")
    if name_end < 0:
        return False
    name = first[len(r"\begin") : name_end + 1]
    depth = 0
    for line in range(start, end):
        content = _line(state, line)
        depth += content.count(r"\begin" + name) - content.count(r"\end" + name)
        if depth <= 0:
            break
    else:
        return False
    if not silent:
        token = state.push("raw_latex_block", "", 0)
        token.content = state.getLines(start, line + 1, state.blkIndent, keepLastLF=False)
        token.map = [start, line + 1]
        state.line = line + 1
    return True


def latex_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser to see LaTeX where it stands."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "page_break", _page_break, interrupting)
    markdown.block.ruler.before("fence", "latex_environment", _environment, interrupting)
    markdown.inline.ruler.before("escape", "latex", _command)
