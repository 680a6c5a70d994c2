"""What a typewriter writes, as a typesetter sets it: quotation marks, dashes, the ellipsis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.readers.markdown.quotation_marks import set_quotation_marks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_NARROW_SPACE: Final = "\N{NARROW NO-BREAK SPACE}"

# Each: opening and closing of double quotation marks, then of single ones.
_ENGLISH: Final = ("“", "”", "‘", "’")
_GERMAN: Final = ("„", "“", "‚", "‘")  # noqa: RUF001 - the marks are meant
_LOW_HIGH: Final = ("„", "”", "‚", "’")  # noqa: RUF001 - the marks are meant
_GUILLEMETS: Final = ("«", "»", "“", "”")
_RIGHT_ONLY: Final = ("”", "”", "’", "’")
_FRENCH: Final = (f"«{_NARROW_SPACE}", f"{_NARROW_SPACE}»", "“", "”")

_QUOTES: Final = {
    "bg": _GERMAN,
    "cs": _GERMAN,
    "de": _GERMAN,
    "de-ch": ("«", "»", "‹", "›"),
    "el": _GUILLEMETS,
    "es": _GUILLEMETS,
    "et": _GERMAN,
    "fi": _RIGHT_ONLY,
    "fr": _FRENCH,
    "hr": _LOW_HIGH,
    "hu": ("„", "”", "»", "«"),
    "is": _GERMAN,
    "it": _GUILLEMETS,
    "lt": _GERMAN,
    "nb": ("«", "»", "‘", "’"),
    "nn": ("«", "»", "‘", "’"),
    "no": ("«", "»", "‘", "’"),
    "pl": _LOW_HIGH,
    "pt-pt": _GUILLEMETS,
    "ro": ("„", "”", "«", "»"),
    "ru": ("«", "»", "„", "“"),
    "sk": _GERMAN,
    "sl": _GERMAN,
    "sr": _LOW_HIGH,
    "sv": _RIGHT_ONLY,
    "uk": ("«", "»", "„", "“"),
}
"""By BCP 47 tag in lower case; a tag that is not here falls back to its language, then English."""


def quotes(language: str) -> list[str]:
    """Return a language's quotation marks: double opening, closing, single opening, closing."""
    tag = language.lower().replace("_", "-")
    return list(_QUOTES.get(tag) or _QUOTES.get(tag.split("-")[0], _ENGLISH))


def typeset(text: str) -> str:
    """Replace `---`, `--` and `...` in running text."""
    return (
        text.replace("---", "\N{EM DASH}")
        .replace("--", "\N{EN DASH}")
        .replace("...", "\N{HORIZONTAL ELLIPSIS}")
    )


def _dashes(state: StateCore) -> None:
    for block in state.tokens:
        in_autolink = False
        for token in block.children or ():
            if token.type == "link_open" and token.info == "auto":
                in_autolink = True
            elif token.type == "link_close":
                in_autolink = False
            elif token.type == "text" and not in_autolink:
                token.content = typeset(token.content)


def typography_plugin(markdown: MarkdownIt) -> None:
    """Replace markdown-it's `replacements`, which also makes © of the `(c)` of an enumeration."""
    markdown.core.ruler.at("replacements", _dashes)
    markdown.core.ruler.at("smartquotes", set_quotation_marks)
