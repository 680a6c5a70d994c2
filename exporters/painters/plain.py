"""What pages draw with as objects of pydyf alone, which can go from one process to another."""

from __future__ import annotations

import pydyf


def plain(made: object, known: dict[int, object]) -> object:
    """Return an object without what WeasyPrint ties it to.

    Args:
        made: an object of a PDF, or what is in one.
        known: what came of streams so far, by their identity: some are named twice.
    """
    match made:
        case pydyf.Stream():
            if id(made) not in known:
                content = [line if isinstance(line, bytes) else str(line) for line in made.stream]
                known[id(made)] = pydyf.Stream(content, None, made.compress)
                known[id(made)].extra = plain(made.extra, known)  # type: ignore[attr-defined] # made above
            return known[id(made)]
        case dict():
            return pydyf.Dictionary({key: plain(value, known) for key, value in made.items()})
        case list():
            return pydyf.Array([plain(value, known) for value in made])
        case _:
            return made
