"""Boxes beside the text: the names that Quarto, MyST and GitHub have for their kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.token import Token

    from presswork.document import CalloutKind
    from presswork.readers.markdown.tree import Node

KINDS: Final[dict[str, CalloutKind]] = {
    "note": "note",
    "info": "note",
    "seealso": "note",
    "admonition": "note",
    "todo": "note",
    "dropdown": "note",
    "sidebar": "note",
    "topic": "note",
    "abstract": "note",
    "tip": "tip",
    "hint": "tip",
    "important": "important",
    "warning": "warning",
    "attention": "warning",
    "caution": "caution",
    "danger": "caution",
    "error": "caution",
}
TITLES: Final = {"seealso": "See also", "todo": "To do"}
"""Kinds that have a title of their own where none is given."""

_ALERT: Final = re.compile(r"\[!(\w+)\][+-]?[ \t]*([^\n]*)")


def alert_of(node: Node) -> tuple[CalloutKind, str, list[Token]] | None:
    """Return the kind and title of GitHub's `> [!NOTE]`, and the rest of its first paragraph.

    Args:
        node: the parser's `blockquote`.
    """
    first = node.children[0] if node.children else None
    if first is None or first.type != "paragraph" or not first.children:
        return None
    content = first.children[0].token
    found = _ALERT.match(content.content)
    kind = KINDS.get(found[1].lower()) if found else None
    if found is None or kind is None:
        return None
    tokens = content.children or []
    ends = next((at for at, one in enumerate(tokens) if one.type.endswith("break")), len(tokens))
    return kind, found[2].strip(), tokens[ends + 1 :]
