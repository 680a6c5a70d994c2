"""Loading WeasyPrint, and calling it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final, TypeVar

from exporters.weasyprint_speed.declarations import declaring_once
from exporters.weasyprint_speed.defaults import keeping_defaults

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


VERSION: Final = "70.0"
"""The version of WeasyPrint that all this is for."""

LATE: Final = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint imports and has no need of where HarfBuzz can cut fonts; it takes 0.08 s."""


@contextmanager
def importing() -> Iterator[None]:
    """Import WeasyPrint without what it needs late or never."""
    with without_modules(LATE), declaring_once(), keeping_defaults(VERSION):
        yield


@contextmanager
def without_modules(names: Iterable[str]) -> Iterator[None]:
    """Import something without modules of which it needs functions late or never.

    Such a module is imported when one of its functions is called.

    Args:
        names: the modules.
    """
    late = [name for name in names if name not in sys.modules]
    sys.modules.update({name: _Late(name) for name in late})
    try:
        yield
    finally:
        for name in late:
            sys.modules.pop(name, None)


class _Late(ModuleType):
    """Stands for a module that is imported when one of its functions is called."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        if name.startswith("__"):
            raise AttributeError(name)
        return call


ROOM: Final = 1 << 16
"""How many values Python's stack is to have room for."""


def with_room(function: Callable[[], T]) -> T:
    """Call a function with room on Python's stack for all that it calls (3%).

    CPython 3.11 and later keep the frames of functions in pieces of 16 KiB. Where the calls of a
    loop go over the edge of one, the next is asked of the system and given back every time. A frame
    that has a large piece for itself leaves the rest of it to those that follow.
    """

    def call() -> T:
        return function()

    code = call.__code__
    call.__code__ = code.replace(co_stacksize=max(code.co_stacksize, ROOM))
    return call()
