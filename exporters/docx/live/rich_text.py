r"""Inlines as the RTF that Zotero keeps beside a citation, to see whether it comes out otherwise.

It is that of citeproc-js, without a header: `(\uc0\u8220{}Tides\uc0\u8221{} 2020)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.inlines import (
    NESTING,
    Cite,
    Emphasis,
    Format,
    LineBreak,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
    Without,
    plain_text,
)

if TYPE_CHECKING:
    from presswork.inlines import Inline, Inlines


def as_rtf(inlines: Inlines) -> str:
    """Return a text with its formatting."""
    return "".join(map(_written, inlines))


def _written(inline: Inline) -> str:
    match inline:
        case Text(text):
            return _escaped(text)
        case Emphasis(children):
            return f"{{\\i{{}}{as_rtf(children)}}}"
        case Strong(children):
            return f"{{\\b{{}}{as_rtf(children)}}}"
        case Underline(children):
            return f"{{\\ul{{}}{as_rtf(children)}}}"
        case SmallCaps(children):
            return f"{{\\scaps {as_rtf(children)}}}"
        case Superscript(children):
            return f"\\super {as_rtf(children)}\\nosupersub{{}}"
        case Subscript(children):
            return f"\\sub {as_rtf(children)}\\nosupersub{{}}"
        case Without(Format.EMPHASIS, children):
            return f"{{\\i0{{}}{as_rtf(children)}}}"
        case Without(Format.STRONG, children):
            return f"{{\\b0{{}}{as_rtf(children)}}}"
        case Without(Format.SMALL_CAPS, children):
            return f"{{\\scaps0{{}}{as_rtf(children)}}}"
        case Cite(rendered=rendered):
            return as_rtf(rendered)
        case LineBreak():
            return "\\line{}"
        case _ if isinstance(inline, NESTING):
            return as_rtf(inline.children)
        case _:
            return _escaped(plain_text((inline,)))


def _escaped(text: str) -> str:
    return "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign in "\\{}":
        return f"\\{sign}"
    if sign == "\t":
        return "\\tab{}"
    if " " <= sign <= "~":
        return sign
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(
        f"\\uc0\\u{int.from_bytes(units[at : at + 2])}{{}}" for at in range(0, len(units), 2)
    )
