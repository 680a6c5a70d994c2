"""Lines drawn on paper: to write on, or to cut along."""

from __future__ import annotations

from urllib.parse import quote


def drawn_lines(path: str, width: str, height: str, stroke: str) -> str:
    """Return lines as the address of an SVG, whose unit is a millimetre.

    Args:
        path: the lines, as SVG writes them.
        width: of the drawing.
        height: of the drawing.
        stroke: the attributes that say what the lines look like.
    """
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}mm" height="{height}mm"><path d="{path}" fill="none" {stroke}/></svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe=" =:/'")
