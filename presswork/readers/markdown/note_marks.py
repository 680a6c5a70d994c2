"""The marks of notes within lines, `[^label]` and `^[text]`, in linear time.

They are the rules of mdit-py-plugins' `footnote`, which read on to the end of a text for each mark
that is never closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.readers.markdown.inline_parser import find_label_end

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARK: Final = re.compile(r"\[\^([^\s\[\]]{1,500})\]")


def push_note(state: StateInline, text: str) -> None:
    """Push the mark of a note, and read its text.

    Args:
        state: the parser's.
        text: Markdown.
    """
    notes = state.env.setdefault("footnotes", {})
    listed = notes.setdefault("list", {})
    notes.setdefault("refs", {})
    identifier = len(listed)
    listed[identifier] = {"content": text, "tokens": []}
    state.md.inline.parse(text, state.md, state.env, listed[identifier]["tokens"])
    state.push("footnote_ref", "", 0).meta = {"id": identifier}


def _inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = find_label_end(state, start + 1)
    if end < 0:
        return False
    if not silent:
        push_note(state, state.src[start + 2 : end])
    state.pos = end + 1
    return True


def _mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    found = _MARK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        notes = state.env.setdefault("footnotes", {})
        listed = notes.setdefault("list", {})
        identifier = len(listed)
        listed[identifier] = {"label": found[1], "count": 0}
        state.push("footnote_ref", "", 0).meta = {"id": identifier, "label": found[1]}
    state.pos = found.end()
    return True


def note_marks_plugin(markdown: MarkdownIt) -> None:
    """Put these rules in the place of mdit-py-plugins'."""
    markdown.inline.ruler.at("footnote_inline", _inline_note)
    markdown.inline.ruler.at("footnote_ref", _mark)
