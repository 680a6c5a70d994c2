"""What other packages add to Presswork, by the entry points that they declare."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@cache
def extensions(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of a group that are installed.

    They are looked for once: it takes reading a file of every installed package.

    Args:
        group: for example `presswork.readers`.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to import

    return tuple(entry_points(group=group))
