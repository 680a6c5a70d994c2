"""Functions of PDF that take one number (ISO 32000-1, 7.10), worked out for some of its values."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Sequence

Values: TypeAlias = tuple[float, ...]

BITS: Final = frozenset({8, 16})
"""How many bits the samples of a function have that are read."""


class UnfitError(Exception):
    """Something is drawn in a way whose colours cannot be changed; the text says in which."""


def numbers(array: pikepdf.Object) -> tuple[float, ...]:
    """Return the numbers of an array."""
    return tuple(float(number) for number in array)


def value_of(function: pikepdf.Object, at: float) -> Values:
    """Return what a function, or an array of functions of one value each, makes of a number.

    Raises:
        UnfitError: it is of a kind that is not worked out.
    """
    if isinstance(function, pikepdf.Array):
        return tuple(value for each in function for value in value_of(each, at))
    lowest, highest = numbers(function.Domain)[:2]
    at = min(max(at, lowest), highest)
    match int(function.FunctionType):
        case 0:
            return _sampled(function, at)
        case 2:
            return _exponential(function, at)
        case 3:
            return _stitched(function, at)
        case _:
            raise UnfitError("a function is a program")


def _exponential(function: pikepdf.Object, at: float) -> Values:
    begin = numbers(function.get("/C0", pikepdf.Array([0])))
    end = numbers(function.get("/C1", pikepdf.Array([1])))
    share = at ** float(function.N)
    return tuple(low + share * (high - low) for low, high in zip(begin, end, strict=True))


def _stitched(function: pikepdf.Object, at: float) -> Values:
    lowest, highest = numbers(function.Domain)[:2]
    bounds = numbers(function.Bounds)
    index = sum(at >= bound for bound in bounds)
    index = min(index, len(function.Functions) - 1)
    begin, end = list(pairwise((lowest, *bounds, highest)))[index]
    low, high = numbers(function.Encode)[2 * index : 2 * index + 2]
    return value_of(function.Functions[index], _between(at, (begin, end), (low, high)))


def _sampled(function: pikepdf.Object, at: float) -> Values:
    size = int(function.Size[0])
    bits = int(function.BitsPerSample)
    if len(function.Size) != 1 or bits not in BITS or size < 1:
        raise UnfitError("a function has samples of an unusual kind")
    bounds = numbers(function.Range)
    decode = numbers(function.get("/Decode", function.Range))
    encode = numbers(function.get("/Encode", pikepdf.Array([0, size - 1])))
    place = _between(at, numbers(function.Domain)[:2], encode[:2])
    place = min(max(place, 0), size - 1)
    below = min(int(place), max(size - 2, 0))
    above = min(below + 1, size - 1)
    data = function.read_bytes()
    width = bits // 8
    count = len(bounds) // 2
    made = []
    for channel in range(count):
        low, high = (
            int.from_bytes(data[(i * count + channel) * width :][:width], "big")
            for i in (below, above)
        )
        sample = low + (place - below) * (high - low)
        value = _between(sample, (0, 2**bits - 1), decode[2 * channel : 2 * channel + 2])
        made.append(min(max(value, bounds[2 * channel]), bounds[2 * channel + 1]))
    return tuple(made)


def _between(at: float, source: Sequence[float], target: Sequence[float]) -> float:
    """Return the place in one interval that corresponds to a place in another."""
    if source[1] == source[0]:
        return target[0]
    share = (at - source[0]) / (source[1] - source[0])
    return target[0] + share * (target[1] - target[0])
