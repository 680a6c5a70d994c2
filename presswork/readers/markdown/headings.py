"""The ids of headings, and links to a heading by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import normalizeReference

from presswork.readers import identifiers
from presswork.readers.markdown import attributes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_COUNTS: Final = "presswork_heading_counts"
_TAKEN: Final = "presswork_heading_ids"
"""The key of the parser's environment for the ids that headings have so far."""


def _plain(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "softbreak":
            parts.append(" ")
        elif token.type in {"text", "text_special", "code_inline"}:
            parts.append(token.content)
        elif token.children:
            parts.append(_plain(token.children))
    return "".join(parts)


def _name_headings(state: StateCore) -> None:
    """Take the attributes off headings and give every heading an id."""
    headings = [
        (opening, content)
        for opening, content in zip(state.tokens, state.tokens[1:], strict=False)
        if opening.type == "heading_open"
    ]
    for opening, content in headings:
        content.content, opening.meta[attributes.META] = attributes.split_trailing(content.content)
    taken = state.env.setdefault(_TAKEN, set())
    taken.update(attributes.of(opening).id for opening, _ in headings)
    counts = state.env.setdefault(_COUNTS, {})
    references = state.env.setdefault("references", {})
    for opening, content in headings:
        (parsed,) = state.md.parseInline(content.content, {"references": references})
        identifier = attributes.of(opening).id
        if not identifier:
            wanted = identifiers.slug(_plain(parsed.children or []))
            identifier = identifiers.unique(wanted, taken, counts)
            taken.add(identifier)
        opening.meta["id"] = identifier
        label = normalizeReference(content.content)
        if label:
            references.setdefault(label, {"href": f"#{identifier}", "title": ""})


def headings_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser ids of headings (Pandoc's `auto_identifiers`)."""
    markdown.core.ruler.after("block", "headings", _name_headings)
