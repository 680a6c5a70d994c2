"""References as CSL-YAML: what Pandoc reads, with Markdown in the texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import yaml

from exporters.references import Written
from exporters.references.items import item
from presswork import inlines as inl
from presswork.readers.references.markdown_text import VERBATIM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.inlines import Inline, Inlines
    from presswork.references import Reference

SIGNS: Final = re.compile(r"([\\`*_\[\]<>^~@$]|&(?=#?\w+;)|-(?=-)|(?<=-)-)")
SPACE: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def write(references: Iterable[Reference]) -> Written:
    """Return the items as a mapping whose `references` they are."""
    items = [item(reference, _text) for reference in references]
    text = yaml.safe_dump(
        {"references": items},
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=100,
    )
    return Written(f"---\n{text}...\n", {})


def _text(variable: str, text: Inlines) -> str:
    return inl.plain_text(text) if variable in VERBATIM else _markdown(text)


def _markdown(text: Inlines) -> str:
    return "".join(map(_written, text))


def _written(inline: Inline) -> str:
    match inline:
        case inl.Text(text):
            return SIGNS.sub(r"\\\1", text)
        case inl.Emphasis(children):
            return _between("*", _markdown(children), "*")
        case inl.Strong(children):
            return _between("**", _markdown(children), "**")
        case inl.Superscript(children):
            return f"^{_without_spaces(children)}^"
        case inl.Subscript(children):
            return f"~{_without_spaces(children)}~"
        case inl.SmallCaps(children):
            return f"[{_markdown(children)}]{{.smallcaps}}"
        case inl.NoCase(children):
            return f"[{_markdown(children)}]{{.nocase}}"
        case _ if isinstance(inline, inl.NESTING):
            return _markdown(inline.children)
        case _:
            return SIGNS.sub(r"\\\1", inl.plain_text((inline,)))


def _between(before: str, text: str, after: str) -> str:
    """Put signs around a text, which Markdown wants to stand at its first and last letter."""
    match = SPACE.fullmatch(text)
    if match is None or not match[2]:
        return text
    return f"{match[1]}{before}{match[2]}{after}{match[3]}"


def _without_spaces(children: Inlines) -> str:
    """Return what is raised or lowered, in which Markdown wants spaces to be escaped."""
    return _markdown(children).replace(" ", "\\ ")
