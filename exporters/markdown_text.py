"""Inlines as Markdown (CommonMark 0.31), with HTML tags for what Markdown has no sign for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork import inlines as inl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Bibliography
    from presswork.inlines import Format, Inline, Inlines

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>~^]|&(?=#?\w+;))")
_LIST_MARK: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")
_LINE_MARK: Final = re.compile(r"^([#+-])(?=\s|$|#)")
_NUMBER: Final = re.compile(r"\d{1,9}\.")

LINE_END: Final = "\\\n"


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one format.

    Args:
        text: as Markdown.
        frames: the opening tags around it, the outermost first, each once.
    """

    text: str
    frames: tuple[str, ...] = ()


SIGNS: Final = {"<i>": "*", "<b>": "**"}
"""What is written for a tag where nothing but space and punctuation stands beside it."""


def inlines(text: Inlines) -> str:
    """Return a text as Markdown that stands within a line."""
    return "".join(_written(tuple(_joined(_runs(text, ())))))


def paragraph(text: Inlines) -> str:
    """Return a text as a paragraph of its own, which Markdown takes for nothing else."""
    written = inlines(text).strip()
    return _LINE_MARK.sub(r"\\\1", _LIST_MARK.sub(r"\1\\\2", written))


def entry(label: Inlines, content: Inlines) -> str:
    """Return an entry of a bibliography; one that is labelled `1.` is an item of a list."""
    shown = inl.plain_text(label).strip()
    if not shown:
        return paragraph(content)
    if _NUMBER.fullmatch(shown):
        return f"{shown} {paragraph(content)}"
    return paragraph((*label, inl.Text(" "), *content))


def bibliography(block: Bibliography) -> str:
    """Return each entry as a paragraph, or as an item where labels are `1.`, `2.`, …."""
    return "\n\n".join(entry(one.label, one.content) for one in block.entries) + "\n"


def _runs(text: Inlines, frames: tuple[str, ...]) -> Iterator[_Run]:
    for inline in text:
        yield from _runs_of(inline, frames)


def _runs_of(inline: Inline, frames: tuple[str, ...]) -> Iterator[_Run]:
    match inline:
        case inl.Text(text):
            yield _Run(_SIGNS.sub(r"\\\1", text), frames)
        case inl.Code(text):
            yield _Run(_code(text), frames)
        case inl.Math(formula):
            yield _Run(f"${formula.alternative}$" if formula.latex else formula.words, frames)
        case inl.LineBreak():
            yield _Run(LINE_END)
        case inl.Link(target, children):
            yield _Run(_link(target, children), frames)
        case inl.Displayed("block" | "indent", children):
            yield _Run(LINE_END)
            yield from _runs(children, frames)
        case inl.Displayed("left-margin", children):
            yield from _runs((*children, inl.Text(" ")), frames)
        case inl.Without(format_, children):
            yield from _runs(children, _without(frames, format_))
        case inl.Image(alt=alt):
            yield _Run(_SIGNS.sub(r"\\\1", alt), frames)
        case inl.CrossReference(number=number):
            yield _Run(number or "", frames)
        case inl.NoteReference() | inl.Comment():
            return
        case inl.Cite(rendered=rendered):
            yield from _runs(rendered, frames)
        case _:
            tag = _tag(inline)
            inner = frames if not tag or tag in frames else (*frames, tag)
            yield from _runs(inline.children, inner)


def _tag(frame: Inline) -> str:
    match frame:
        case inl.Emphasis():
            return "<i>"
        case inl.Strong():
            return "<b>"
        case inl.Underline():
            return "<u>"
        case inl.Strikeout():
            return "<s>"
        case inl.Superscript():
            return "<sup>"
        case inl.Subscript():
            return "<sub>"
        case inl.SmallCaps():
            return '<span style="font-variant:small-caps">'
        case _:
            return ""


def _without(frames: tuple[str, ...], format_: Format) -> tuple[str, ...]:
    dropped = {
        inl.Format.EMPHASIS: ("<i>",),
        inl.Format.STRONG: ("<b>",),
        inl.Format.UNDERLINE: ("<u>",),
        inl.Format.SMALL_CAPS: ('<span style="font-variant:small-caps">',),
        inl.Format.SCRIPT: ("<sup>", "<sub>"),
    }[format_]
    return tuple(tag for tag in frames if tag not in dropped)


def _code(text: str) -> str:
    """Return computer text in as many backticks as it bears (CommonMark 0.31, 6.1)."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _link(target: str, children: Inlines) -> str:
    if inl.plain_text(children) == target and not re.search(r"[\s<>]", target):
        return f"<{target}>"
    address = target.replace("<", "%3C").replace(">", "%3E").replace("\n", "")
    return f"[{inlines(children)}](<{address}>)"


def _joined(runs: Iterator[_Run]) -> Iterator[_Run]:
    """Join runs of one format that follow each other."""
    last = _Run("")
    for run in runs:
        if run.frames == last.frames:
            last = _Run(last.text + run.text, run.frames)
        else:
            yield last
            last = run
    yield last


def _written(runs: tuple[_Run, ...]) -> Iterator[str]:
    """Yield each run in its signs or tags; white space at its ends stands outside them."""
    texts = [run.text for run in runs]
    for at, run in enumerate(runs):
        core = run.text.strip()
        if not core or not run.frames:
            yield run.text
            continue
        head, _, tail = run.text.partition(core)
        before = "".join(texts[:at])[-1:] if not head else " "
        after = "".join(texts[at + 1 :])[:1] if not tail else " "
        yield f"{head}{_framed(core, run.frames, plain=_is_clear(before, core, after))}{tail}"


def _is_clear(before: str, core: str, after: str) -> bool:
    """Tell whether `*` at both ends opens and closes (CommonMark 0.31, 6.2, "flanking")."""
    opens = not before or before.isspace() or (not before.isalnum() and before != "*")
    closes = not after or after.isspace() or (not after.isalnum() and after not in "*\\")
    return opens and closes and core[-1] != "\\"


def _framed(core: str, frames: tuple[str, ...], *, plain: bool) -> str:
    for tag in reversed(frames):
        if plain and tag in SIGNS:
            core = SIGNS[tag] + core + SIGNS[tag]
        else:
            core = f"{tag}{core}</{tag[1:].partition(' ')[0].rstrip('>')}>"
    return core
