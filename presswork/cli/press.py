"""The options of `build` that say how pages are put on sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exporters import Format
    from exporters.imposition import Imposition


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of how pages are put on sheets, by the options of these names."""

    n_up: int | None
    booklet: bool
    cover: bool
    trifold: bool
    sheet: str | None


def imposition(asked: Asked, formats: Iterable[Format]) -> Imposition | None:
    """Return how pages are put on sheets; None where nothing is asked.

    Args:
        asked: what is asked.
        formats: what is made.

    Raises:
        typer.BadParameter: two options contradict each other, or one lacks another.
    """
    given = {"--n-up": asked.n_up is not None, "--booklet": asked.booklet}
    given |= {"--trifold": asked.trifold}
    ways = [name for name, there in given.items() if there]
    if len(ways) > 1:
        raise typer.BadParameter(f"choose one: {' or '.join(ways)}", param_hint=ways[1])
    if asked.cover and not asked.booklet:
        raise typer.BadParameter("it goes around a booklet; add --booklet", param_hint="--cover")
    if not ways:
        if asked.sheet is not None:
            what = "it is what pages are put on; add --n-up, --booklet or --trifold"
            raise typer.BadParameter(what, param_hint="--sheet")
        return None
    if not any(form.suffix == ".pdf" for form in formats):
        what = "only pages of PDFs are put on sheets; add --format pdf or handout"
        raise typer.BadParameter(what, param_hint=ways[0])
    return _imposition(asked)


def _imposition(asked: Asked) -> Imposition:
    from exporters.imposition.kinds import GRIDS, Booklet, Trifold, n_up  # noqa: PLC0415 - few need it

    if asked.booklet:
        return Booklet(cover=asked.cover)
    if asked.n_up is None:
        return Trifold()
    if asked.n_up not in GRIDS:
        numbers = ", ".join(map(str, GRIDS))
        what = f"{asked.n_up} pages cannot be put on a side; it may be {numbers}"
        raise typer.BadParameter(what, param_hint="--n-up")
    return n_up(asked.n_up)
