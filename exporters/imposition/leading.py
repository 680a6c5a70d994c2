"""What leads to pages and from them, taken along to where the pages are now.

Destinations (ISO 32000-1, 12.3.2) name a page and a place on it, in the coordinates of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .sheets import Size

Key: TypeAlias = tuple[int, int]
"""By which a file finds an object."""

NOTHING: Final = pikepdf.Dictionary()

TOP: Final = frozenset({"/FitH", "/FitBH"})
"""Kinds of destinations that tell the top of what is shown, and nothing else."""

LEFT: Final = frozenset({"/FitV", "/FitBV"})
"""Kinds of destinations that tell the left of what is shown, and nothing else."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a page is now.

    Args:
        side: the page of the file that shows a side of a sheet.
        matrix: from the coordinates of the page to those of the side.
        upright: what turns the page as it is shown, with its left lower corner where nothing is.
        size: of the page as it is shown.
    """

    side: pikepdf.Object
    matrix: pikepdf.Matrix
    upright: pikepdf.Matrix
    size: Size


Landings: TypeAlias = "Mapping[Key, Landing]"
"""Where pages are now, by their objects."""


def take_along(file: pikepdf.Pdf, landings: Landings) -> None:
    """Let bookmarks and all that has a name lead to where the pages are now."""
    root = file.Root
    for holder in _bookmarks(root):
        _redirect(holder, landings)
        _drop(holder, "/SE")
    if "/OpenAction" in root:
        _redirect_at(root, "/OpenAction", landings)
    for tree in _name_trees(root):
        for position in range(1, len(tree), 2):
            tree[position] = _redirected(tree[position], landings) or tree[position]
    for name in list(root.get("/Dests", NOTHING).keys()):
        _redirect_at(root.Dests, name, landings)


def links(page: pikepdf.Page, landing: Landing, landings: Landings) -> Iterator[pikepdf.Object]:
    """Yield the links of a page, moved to where the page is now."""
    for annotation in page.obj.get("/Annots", ()):
        if annotation.get("/Subtype") != "/Link" or "/Rect" not in annotation:
            continue
        annotation.Rect = pikepdf.Array(_moved(annotation.Rect, landing.matrix))
        if "/QuadPoints" in annotation:
            annotation.QuadPoints = pikepdf.Array(_corners(annotation.QuadPoints, landing.matrix))
        _redirect(annotation, landings)
        _drop(annotation, "/StructParent")
        annotation.P = landing.side
        yield annotation


def _drop(holder: pikepdf.Object, name: str) -> None:
    if name in holder:
        del holder[name]


def _moved(box: pikepdf.Object, matrix: pikepdf.Matrix) -> list[float]:
    moved = matrix.transform(pikepdf.Rectangle(*(float(number) for number in box)))
    return [round(number, 3) for number in (moved.llx, moved.lly, moved.urx, moved.ury)]


def _corners(points: pikepdf.Object, matrix: pikepdf.Matrix) -> Iterator[float]:
    numbers = [float(number) for number in points]
    for point in zip(numbers[::2], numbers[1::2], strict=False):
        for number in matrix.transform(point):
            yield round(number, 3)


def _bookmarks(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the entries of an outline, each once: a broken one can be a circle."""
    seen: set[Key] = set()
    waiting = [root.get("/Outlines", NOTHING).get("/First")]
    while waiting:
        entry = waiting.pop()
        if entry is None or entry.objgen in seen:
            continue
        seen.add(entry.objgen)
        yield entry
        waiting += [entry.get("/Next"), entry.get("/First")]


def _name_trees(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the arrays of names and destinations, each once."""
    seen: set[Key] = set()
    waiting = [root.get("/Names", NOTHING).get("/Dests")]
    while waiting:
        node = waiting.pop()
        if node is None or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        if "/Names" in node:
            yield node.Names
        waiting += list(node.get("/Kids", ()))


def _redirect(holder: pikepdf.Object, landings: Landings) -> None:
    """Let a bookmark or a link lead to where a page is now."""
    for name in ("/Dest", "/A"):
        if name in holder:
            _redirect_at(holder, name, landings)


def _redirect_at(holder: pikepdf.Object, name: str, landings: Landings) -> None:
    redirected = _redirected(holder[name], landings)
    if redirected is not None:
        holder[name] = redirected


def _redirected(target: pikepdf.Object, landings: Landings) -> pikepdf.Object | None:
    """Return a destination, or an action with one, of where a page is now; None for others."""
    match target:
        case pikepdf.Array():
            return _destination(target, landings)
        case pikepdf.Dictionary() if target.get("/S", "/GoTo") == "/GoTo" and "/D" in target:
            _redirect_at(target, "/D", landings)
            _drop(target, "/SD")
            return target
        case _:
            return None


def _destination(target: pikepdf.Array, landings: Landings) -> pikepdf.Object | None:
    landing = landings.get(target[0].objgen) if _is_page(target) else None
    if landing is None:
        return None
    kind = str(target[1]) if len(target) > 1 else "/Fit"
    numbers = [None if number is None else float(number) for number in list(target)[2:]]
    match kind, numbers:
        case "/FitR", [float(), float(), float(), float()]:
            shown = _moved(pikepdf.Array(list(target)[2:]), landing.matrix)
            return pikepdf.Array([landing.side, pikepdf.Name.FitR, *shown])
        case "/XYZ", [left, top, *_]:
            return _at(landing, left, top)
        case _, [top, *_] if kind in TOP:
            return _at(landing, None, top)
        case _, [left, *_] if kind in LEFT:
            return _at(landing, left, None)
        case _:
            return _at(landing, None, None)


def _is_page(target: pikepdf.Array) -> bool:
    return len(target) > 0 and isinstance(target[0], pikepdf.Dictionary)


def _at(landing: Landing, left: float | None, top: float | None) -> pikepdf.Object:
    """Return the destination of a place on a page; what is not told is the page's own corner."""
    own_left, own_top = landing.upright.inverse().transform((0, landing.size.height))
    place = (own_left if left is None else left, own_top if top is None else top)
    x, y = landing.matrix.transform(place)
    return pikepdf.Array([landing.side, pikepdf.Name.XYZ, round(x, 3), round(y, 3), None])
