r"""Text of LaTeX as Markdown: in the cells of its tables, its captions and its lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.readers.markdown import attributes
from presswork.readers.markdown.inlines import read_labelled

if TYPE_CHECKING:
    from presswork.readers.markdown.inlines import Labelled
    from presswork.readers.markdown.reading import Reading

_PARTS: Final = re.compile(
    r"(?P<math>\$[^$]*\$|\\\(.*?\\\))"
    r"|(?P<line>\\\\\*?(?:\[[^\]\n]*\])?|\\newline\b|\\tabularnewline\b)"
    r"|(?P<kept>\\[A-Za-z]+\*?(?:\{[\w:.,\-]*\})?|\\.)"
    r"|(?P<comment>%[^\n]*(?:\n[ \t]*)?)"
    r"|(?P<mark>``|''|[~`*<@])",
    re.DOTALL,
)
_MARKS: Final = {
    "``": "“",
    "''": "”",
    "`": "‘",
    "~": "\N{NO-BREAK SPACE}",
    "*": r"\*",
    "<": r"\<",
    "@": r"\@",
}


def to_markdown(latex: str) -> str:
    """Return Markdown that says the same; commands stay, for the parser knows them."""

    def changed(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "line":
                return "\\\n"
            case "comment":
                return ""
            case "mark":
                return _MARKS[found.group()]
            case _:
                return found.group()

    return _PARTS.sub(changed, latex)


def read_text(latex: str, line: int, reading: Reading) -> Labelled:
    """Read a text without blocks, and its labels.

    Args:
        latex: the text.
        line: where it begins.
        reading: the document.
    """
    return read_labelled(reading.parse_line(to_markdown(latex.strip())), line, reading)


def arguments(options: str) -> attributes.Attributes:
    r"""Return what `[width=0.5\textwidth, angle=90]` gives, as attributes."""
    values: dict[str, str] = {}
    for part in options.split(","):
        key, equals, value = part.partition("=")
        if equals:
            values[key.strip()] = _length(value.strip())
    return attributes.Attributes(values=values)


def _length(text: str) -> str:
    r"""Return `0.5\textwidth` as `50%`; other lengths stay."""
    for unit in (r"\textwidth", r"\linewidth", r"\columnwidth", r"\hsize"):
        if text.endswith(unit):
            return f"{share(text) * 100:g}%"
    return text.strip("{}")


def share(text: str) -> float:
    r"""Return the share of the text's width that `0.5\textwidth` is; 1 where it says none."""
    number = text.partition("\\")[0].strip()
    try:
        return float(number) if number else 1.0
    except ValueError:
        return 1.0
