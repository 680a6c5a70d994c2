r"""LaTeX in Markdown, as rules of markdown-it: commands within lines, and environments.

What a command means is read later (`commands`, `environments`); here it is only found, with what
it takes. Words in the frame of `\emph` and the like are Markdown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.readers.markdown import formula_rules, groups, macros
from presswork.readers.markdown.groups import Groups, name_end
from presswork.readers.markdown.inline_parser import lines_before
from presswork.readers.markdown.note_marks import push_note
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
META: Final = "latex"
FRAMES: Final = words(
    """
    emph textit textsl textbf textsc underline uline sout st textsuperscript textsubscript
    textrm textsf textup textnormal textmd text mbox hbox fbox textcolor color enquote
    """
)
"""Commands whose last argument is text; those with two have what is left out before it."""
_WITH_TWO: Final = frozenset({"textcolor"})
_SWITCHES: Final = {
    "it": "textit",
    "itshape": "textit",
    "sl": "textit",
    "em": "emph",
    "bf": "textbf",
    "bfseries": "textbf",
    "sc": "textsc",
    "scshape": "textsc",
    "rm": "textrm",
    "small": "textrm",
    "footnotesize": "textrm",
    "scriptsize": "textrm",
    "large": "textrm",
    "Large": "textrm",
    "normalsize": "textrm",
}
r"""What holds to the end of its group, `{\it words}`, and the frame that it stands for."""
_SWITCH: Final = re.compile(r"\{\s*\\([A-Za-z]+)(?:\s+|(?=[\\{]))")
_FOOTNOTES: Final = frozenset({"footnote", "thanks", "footnotetext"})
_PAGE_BREAKS: Final = frozenset({r"\newpage", r"\pagebreak", r"\clearpage", r"\cleardoublepage"})
_TIED: Final = re.compile(
    r"\\(?:[A-Za-z]*[Cc]ite[a-z]*|[a-zA-Z]*ref|footnote)\*?[{\[]|\[-?@[\w{]|@[A-Za-z]"
)
_HEADINGS: Final = {"section": 1, "subsection": 2, "subsubsection": 3}
_HEADING: Final = re.compile(r"\\((?:sub){0,2}section)(\*?)\{(.*?)\}(?:\s*\\label\{([^{}]*)\})?\s*")
_VERBATIM: Final = re.compile(r"\\(?:verb|lstinline)\*?(?P<mark>[^\sA-Za-z*{])(.*?)(?P=mark)")


@dataclass(frozen=True, slots=True)
class Command:
    r"""A command with what it takes.

    Args:
        name: without the backslash and the star.
        options: what stands in its square brackets.
        arguments: what stands in its braces.
    """

    name: str
    options: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()

    @property
    def argument(self) -> str:
        """Its last argument; empty where it has none."""
        return self.arguments[-1] if self.arguments else ""


def command_at(found: Groups, start: int, end: int) -> tuple[Command, int]:
    """Read the command at a position, with all groups that follow it, and where it ends."""
    text = found.text
    position = name_end(text, start + 1)
    name = text[start + 1 : position]
    if text[position : position + 1] == "*":
        position += 1
    options: list[str] = []
    arguments: list[str] = []
    while position < end and text[position] in "{[":
        group = found.group(position)
        if group is None or group[1] > end:
            break
        (arguments if text[position] == "{" else options).append(group[0])
        position = group[1]
    return Command(name, tuple(options), tuple(arguments)), position


def _is_command(state: StateInline) -> bool:
    text, start = state.src, state.pos
    return (
        text[start] == "\\"
        and start + 1 < state.posMax
        and text[start + 1].isascii()
        and text[start + 1].isalpha()
    )


def _space(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\ `, which is a space that does not break."""
    if not state.src.startswith("\\ ", state.pos) or state.pos + 1 >= state.posMax:
        return False
    if not silent:
        state.append_pending(NO_BREAK_SPACE)
    state.pos += 2
    return True


def _tie(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read the `~` of `Figure~\ref{x}` and `text~[@key]`, which is a space that does not break."""
    if state.src[state.pos] != "~" or not _TIED.match(state.src, state.pos + 1, state.posMax):
        return False
    if not silent:
        state.append_pending(NO_BREAK_SPACE)
    state.pos += 1
    return True


def _definition(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Pass over `\newcommand{…}{…}`, which is known already."""
    if not _is_command(state):
        return False
    found = macros.at(groups.of(state.src, state.env), state.pos)
    if found is None or found.end > state.posMax:
        return False
    if not silent:
        state.push("latex_definition", "", 0).content = state.src[state.pos : found.end]
    state.pos = found.end
    return True


def _tokenize(state: StateInline, name: str, start: int, end: int, after: int) -> None:
    """Read what stands in a frame, as Markdown."""
    maximum = state.posMax
    state.push("latex_frame_open", name, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push("latex_frame_close", name, -1)
    state.pos, state.posMax = after, maximum


def _frame(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\emph{words}`."""
    if not _is_command(state):
        return False
    text = state.src
    position = name_end(text, state.pos + 1)
    name = text[state.pos + 1 : position]
    if name not in FRAMES or text[position : position + 1] != "{":
        return False
    found = groups.of(text, state.env)
    end = found.ends.get(position, -1)
    if name in _WITH_TWO and text[end : end + 1] == "{":
        position, end = end, found.ends.get(end, -1)
    if not 0 <= end <= state.posMax:
        return False
    if silent:
        state.pos = end
    else:
        _tokenize(state, name, position + 1, end - 1, end)
    return True


def _switch(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `{\it words}`."""
    if state.src[state.pos] != "{":
        return False
    found = _SWITCH.match(state.src, state.pos, state.posMax)
    if found is None or found.group(1) not in _SWITCHES:
        return False
    end = groups.of(state.src, state.env).ends.get(state.pos, -1)
    if not 0 <= end <= state.posMax:
        return False
    if silent:
        state.pos = end
    else:
        _tokenize(state, _SWITCHES[found.group(1)], found.end(), end - 1, end)
    return True


def _verbatim(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\verb|code|`."""
    if not _is_command(state) or state.src[state.pos + 1] not in "vl":
        return False
    found = _VERBATIM.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("code_inline", "code", 0).content = found.group(2)
    state.pos = found.end()
    return True


def _command(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\command[…]{…}`, and an environment as a whole."""
    if not _is_command(state):
        return False
    start = state.pos
    found = groups.of(state.src, state.env)
    environment = found.environments.get(start)
    if environment is not None and environment.end <= state.posMax:
        if not silent:
            token = state.push("latex_environment", "", 0)
            token.content = state.src[start : environment.end]
            token.meta = {formula_rules.LINES: lines_before(state, start)}
        state.pos = environment.end
        return True
    command, state.pos = command_at(found, start, state.posMax)
    if silent:
        return True
    if command.name in _FOOTNOTES and command.arguments and state.level < _DEEPEST_NOTE:
        push_note(state, command.argument)
        return True
    token = state.push("latex_command", "", 0)
    token.content = state.src[start : state.pos]
    token.meta = {META: command, formula_rules.LINES: lines_before(state, start)}
    return True


_DEEPEST_NOTE: Final = 20


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


def _heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read `\section{Words}\label{sec:x}` on a line of its own."""
    line = _line(state, start)
    found = _HEADING.fullmatch(line) if line.startswith(("\\s", "\\subs")) else None
    if found is None or state.is_code_block(start):
        return False
    if silent:
        return True
    tag = f"h{_HEADINGS[found[1]]}"
    named = [f"#{found[4].strip()}"] if found[4] else []
    given = " ".join([*named, *(["-"] if found[2] else [])])
    token = state.push("heading_open", tag, 1)
    token.map = [start, start + 1]
    token = state.push("inline", "", 0)
    token.content = f"{found[3]} {{{given}}}" if given else found[3]
    token.map, token.children = [start, start + 1], []
    state.push("heading_close", tag, -1)
    state.line = start + 1
    return True


def _environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""Read the lines from `\begin{x}` to its `\end{x}`, which only a stop may follow."""
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("\\begin", position) or state.is_code_block(start):
        return False
    found = groups.of(state.src, state.env).environments.get(position)
    if found is None:
        return False
    last = start
    while last < end and state.eMarks[last] < found.end:
        last += 1
    if last >= end:
        return False
    rest = state.src[found.end : state.eMarks[last]].strip()
    is_math = found.name in formula_rules.ENVIRONMENTS
    if rest and not (is_math and rest in {".", ",", ";", ":"}):
        return False
    if silent:
        return True
    content = state.getLines(start, last + 1, state.blkIndent, keepLastLF=False).strip()
    if is_math:
        latex = content.removesuffix(rest).rstrip()
        formula_rules.block_display(state, start, last, formula_rules.with_stop(latex, rest))
    else:
        token = state.push("latex_block", "", 0)
        token.content = content
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def latex_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser LaTeX."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "page_break", _page_break, interrupting)
    markdown.block.ruler.before("fence", "latex_heading", _heading, interrupting)
    markdown.block.ruler.before("fence", "latex_environment", _environment, interrupting)
    ruler = markdown.inline.ruler
    ruler.before("escape", "latex_space", _space)
    ruler.before("escape", "latex_tie", _tie)
    ruler.before("escape", "latex_definition", _definition)
    ruler.before("escape", "latex_frame", _frame)
    ruler.before("escape", "latex_switch", _switch)
    ruler.before("escape", "latex_verbatim", _verbatim)
    ruler.before("escape", "latex", _command)
