"""What is put in the place of WeasyPrint's own, and taken out again."""

from __future__ import annotations

import sys
from itertools import chain
from typing import Final

_originals: Final[list[tuple[object, str, object]]] = []
"""What stood where something of ours stands: on which module or class, its name, itself."""


def replace(owner: object, name: str, ours: object) -> None:
    """Put something in the place of a function, wherever WeasyPrint has imported it to."""
    original = getattr(owner, name)
    modules = [
        module for key, module in sys.modules.items() if key.partition(".")[0] == "weasyprint"
    ]
    for holder in chain((owner,), modules):
        if vars(holder).get(name) is original:
            _originals.append((holder, name, original))
            setattr(holder, name, ours)


def put_back() -> None:
    """Put everything back to where it was."""
    while _originals:
        owner, name, original = _originals.pop()
        setattr(owner, name, original)
