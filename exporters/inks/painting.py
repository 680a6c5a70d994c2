"""What draws: the colours that are set in a content stream (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

from .functions import UnfitError
from .spaces import BlackTint, Grey, Pattern, Press, Screen, Space, Tint, space_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .mixing import Inks

Instruction: TypeAlias = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

DIRECT: Final[dict[str, Space]] = {"g": Grey(), "rg": Screen(), "k": Press()}
"""The operators that set a space and a colour at once, as they are called for areas."""

COLOURS: Final = frozenset({"sc", "scn"})
"""Those that set a colour of the space that was set before, the same."""

FAMILIES: Final = {1: "g", 4: "k"}
"""The operators of direct colours by the number of inks."""

GREY: Final = Grey()


@dataclass(frozen=True, slots=True)
class _State:
    """The spaces of areas and of lines."""

    area: Space = GREY
    line: Space = GREY


def repainted(stream: pikepdf.Object, resources: pikepdf.Object | None, inks: Inks) -> bytes | None:
    """Return a content stream with its colours in inks; None where that changes nothing.

    Args:
        stream: it, or an array of its parts.
        resources: what its names stand for.
        inks: what it is printed with.

    Raises:
        UnfitError: it draws in a way whose colours cannot be changed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of content that breaks off
        try:
            before = pikepdf.parse_content_stream(stream)
        except (pikepdf.PdfError, UserWarning) as error:
            raise UnfitError("a drawing is broken") from error
    spaces = None if resources is None else resources.get("/ColorSpace")
    after = list(_repainted(before, spaces, inks))
    return None if after == before else pikepdf.unparse_content_stream(after)


def _repainted(
    instructions: Sequence[Instruction], spaces: pikepdf.Object | None, inks: Inks
) -> Iterator[Instruction]:
    state, saved = _State(), []
    for instruction in instructions:
        operator = str(instruction.operator)
        lower = operator.lower()
        match operator:
            case "q":
                saved.append(state)
            case "Q" if saved:
                state = saved.pop()
            case "cs" | "CS":
                space = space_of(instruction.operands[0], spaces)
                state = _with_space(state, space, is_line=operator == "CS")
                if not isinstance(space, Pattern):
                    yield _set(space, _first(space), inks, is_line=operator == "CS")
                    continue
            case _ if lower in DIRECT:
                space = DIRECT[lower]
                state = _with_space(state, space, is_line=operator.isupper())
                yield _set(space, instruction.operands, inks, is_line=operator.isupper())
                continue
            case _ if lower in COLOURS:
                space = state.line if operator.isupper() else state.area
                if not isinstance(space, Pattern):
                    yield _set(space, instruction.operands, inks, is_line=operator.isupper())
                    continue
            case "INLINE IMAGE":
                _look_at(instruction)
            case _:
                pass
        yield instruction


def _with_space(state: _State, space: Space, *, is_line: bool) -> _State:
    return replace(state, line=space) if is_line else replace(state, area=space)


def _first(space: Space) -> tuple[float, ...]:
    """Return the colour that a space begins with (ISO 32000-1, 8.6.5 and 8.6.6)."""
    match space:
        case Press():
            return (0, 0, 0, 1)
        case Tint() | BlackTint():
            return (1,)
        case _:
            return (0, 0, 0)


def _set(
    space: Space, operands: Iterable[object], inks: Inks, *, is_line: bool
) -> pikepdf.ContentStreamInstruction:
    """Return what sets a colour in inks."""
    values = [float(value) for value in operands]  # type: ignore[arg-type] # numbers of PDF
    if isinstance(space, Press) and inks.channels == 4:  # noqa: PLR2004 - the inks of a press
        tints = tuple(values)
    else:
        tints = inks.solid(space.colour(values))
    operator = FAMILIES[inks.channels]
    name = pikepdf.Operator(operator.upper() if is_line else operator)
    return pikepdf.ContentStreamInstruction(list(tints), name)


def _look_at(instruction: Instruction) -> None:
    """Refuse a picture within the stream that has colours; a stencil has none."""
    image = instruction.operands[0]
    if not image.image_mask and image.colorspace not in {"/G", "/DeviceGray"}:
        raise UnfitError("a picture stands within a drawing")
