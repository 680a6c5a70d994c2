"""The parser: markdown-it-py with what Pandoc's Markdown has beyond CommonMark."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from markdown_it import MarkdownIt, helpers
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from presswork.readers.markdown.attributes import attributes_plugin
from presswork.readers.markdown.captions import captions_plugin
from presswork.readers.markdown.citations import citations_plugin
from presswork.readers.markdown.comments import comments_plugin
from presswork.readers.markdown.dash_tables import dash_tables_plugin
from presswork.readers.markdown.divs import divs_plugin
from presswork.readers.markdown.fancy_lists import fancy_lists_plugin
from presswork.readers.markdown.formula_rules import math_plugin
from presswork.readers.markdown.grid_tables import grid_tables_plugin
from presswork.readers.markdown.headings import headings_plugin
from presswork.readers.markdown.inline_parser import InlineParser, find_label_end
from presswork.readers.markdown.latex import latex_plugin
from presswork.readers.markdown.line_blocks import line_blocks_plugin
from presswork.readers.markdown.metadata_blocks import metadata_blocks_plugin
from presswork.readers.markdown.note_marks import note_marks_plugin
from presswork.readers.markdown.pipe_tables import pipe_tables_plugin
from presswork.readers.markdown.placeholders import placeholders_plugin
from presswork.readers.markdown.roles import roles_plugin
from presswork.readers.markdown.tree import DEEPEST
from presswork.readers.markdown.typography import quotes, typography_plugin

if TYPE_CHECKING:
    from types import ModuleType


class _Helpers:
    """markdown-it's helpers, of which one takes less time."""

    parseLinkLabel = staticmethod(find_label_end)  # noqa: N815 - markdown-it's name
    parseLinkDestination = staticmethod(helpers.parseLinkDestination)  # noqa: N815 - the same
    parseLinkTitle = staticmethod(helpers.parseLinkTitle)  # noqa: N815 - the same


class Parser(MarkdownIt):
    """The parser; it accepts every address, so that a refused one is told and not left as text."""

    def __init__(self, language: str) -> None:
        """Begin with CommonMark and pipe tables."""
        super().__init__("commonmark", _options(language))
        self.helpers = cast("ModuleType", _Helpers())
        inline = InlineParser()
        self.inline = inline
        self.settle = inline.settle

    def validateLink(self, _url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Accept an address; `inlines` looks at it."""
        return True


def make_parser(language: str) -> MarkdownIt:
    """Put the parser together.

    Args:
        language: a BCP 47 tag: of the quotation marks, and of the words for locators.
    """
    parser = Parser(language)
    parser.enable(["table", "strikethrough", "replacements", "smartquotes"])
    footnote_plugin(parser, move_to_end=False, always_match_refs=True)
    note_marks_plugin(parser)
    deflist_plugin(parser)
    sub_plugin(parser)
    superscript_plugin(parser)
    divs_plugin(parser)
    math_plugin(parser)
    latex_plugin(parser)
    grid_tables_plugin(parser)
    pipe_tables_plugin(parser)
    captions_plugin(parser)
    dash_tables_plugin(parser)
    fancy_lists_plugin(parser)
    headings_plugin(parser)
    metadata_blocks_plugin(parser)
    roles_plugin(parser)
    line_blocks_plugin(parser)
    placeholders_plugin(parser)
    comments_plugin(parser)
    attributes_plugin(parser)
    citations_plugin(parser, language)
    typography_plugin(parser)
    parser.settle()
    return parser


def _options(language: str) -> dict[str, object]:
    return {
        "html": True,
        "typographer": True,
        "quotes": quotes(language),
        "maxNesting": 2 * DEEPEST,
    }
