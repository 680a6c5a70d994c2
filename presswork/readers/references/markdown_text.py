"""Markdown in the texts of CSL-YAML: emphasis, scripts, small capitals, protected case."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from presswork import csl_text
from presswork.references import NUMBER_VARIABLES

if TYPE_CHECKING:
    from markdown_it.token import Token

    from presswork.inlines import Inlines

SIGNS: Final = frozenset("*_^~[\\-&`")
LONGEST: Final = 100_000
"""The length, in characters, from which on a text is not taken for Markdown."""

SIGNS_OF_DASHES: Final = {"---": "—", "--": "–"}
DASHES: Final = re.compile(r"(?<!-)-{2,3}(?!-)")
TAGS: Final = {
    "em_open": "<i>",
    "em_close": "</i>",
    "strong_open": "<b>",
    "strong_close": "</b>",
    "sup_open": "<sup>",
    "sup_close": "</sup>",
    "sub_open": "<sub>",
    "sub_close": "</sub>",
}
SPANS: Final = {
    "nocase": '<span class="nocase">',
    "smallcaps": '<span style="font-variant:small-caps">',
    "sc": '<span style="font-variant:small-caps">',
}
VERBATIM: Final = NUMBER_VARIABLES | {
    "archive_location",
    "call-number",
    "DOI",
    "ISBN",
    "ISSN",
    "language",
    "PMCID",
    "PMID",
    "URL",
}
"""Variables whose signs stand for themselves."""


def parse(variable: str, source: str) -> Inlines:
    """Return the rich text of a variable.

    Args:
        variable: which; identifiers and numbers hold no Markdown.
        source: Markdown, in which the tags of CSL-JSON are known, too.
    """
    if variable in VERBATIM or SIGNS.isdisjoint(source) or len(source) > LONGEST:
        return csl_text.parse(source)
    tokens = _parser().parseInline(" ".join(source.split()))
    return csl_text.parse("".join(_tagged(token.children or []) for token in tokens))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.enable(["backticks", "emphasis", "entity", "escape"])
    return parser.use(attrs_plugin, spans=True).use(sub_plugin).use(superscript_plugin)


def _tagged(tokens: list[Token]) -> str:
    """Return the text with the tags of CSL-JSON, which mean what the Markdown means."""
    parts: list[str] = []
    closing: list[str] = []
    for token in tokens:
        match token.type:
            case "text":
                parts.append(DASHES.sub(lambda dashes: SIGNS_OF_DASHES[dashes[0]], token.content))
            case "code_inline" | "text_special":
                parts.append(token.content)
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "span_open":
                opening = _opening(str(token.attrs.get("class", "")))
                parts.append(opening)
                closing.append("</span>" if opening else "")
            case "span_close":
                parts.append(closing.pop() if closing else "")
            case type_:
                parts.append(TAGS.get(type_, ""))
    return "".join(parts)


def _opening(classes: str) -> str:
    return next((SPANS[name] for name in classes.split() if name in SPANS), "")
