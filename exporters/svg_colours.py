"""The colours of SVG as paper knows them: light ones, and no custom properties.

Drawing programs write colours for a light and a dark ground (`light-dark()`, CSS Color 5) and
custom properties with a value to fall back on (`var()`, CSS Variables 1). Neither WeasyPrint nor
resvg knows them, and both paint black instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinycss2.ast import Node

_DEPENDENT: Final = ("light-dark(", "var(")


def settled(css: str) -> str:
    """Return CSS, or a single value, with every colour that depends on its ground settled.

    Of two colours the one on a light ground is taken, of a custom property the value that it falls
    back on; a property without one stays as it is.
    """
    if "(" not in css or not any(name in css.lower() for name in _DEPENDENT):
        return css
    return str(tinycss2.serialize(_settled(tinycss2.parse_component_value_list(css))))


def _settled(tokens: Iterable[Node]) -> list[Node]:
    result: list[Node] = []
    for token in tokens:
        match token.type:
            case "function" if token.lower_name == "light-dark":
                result += _settled(_part(token.arguments, 0))
            case "function" if token.lower_name == "var" and _part(token.arguments, 1):
                result += _settled(_part(token.arguments, 1))
            case "{} block":
                token.content = _settled(token.content)
                result.append(token)
            case _:
                result.append(token)
    return result


def _part(arguments: list[Node], wanted: int) -> list[Node]:
    """Return what stands before the first comma of a function, or between it and the next.

    A fallback of `var()` may hold commas itself, and then goes to the end.
    """
    commas = [at for at, argument in enumerate(arguments) if argument == ","]
    if wanted == 0:
        return arguments[: commas[0]] if commas else arguments
    return arguments[commas[0] + 1 :] if commas else []
