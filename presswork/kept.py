"""Files of our own, kept where Python keeps our modules compiled.

Whoever can write there can write code for Python too, so that nothing is trusted that was not
before. As with modules, nothing is written where `PYTHONDONTWRITEBYTECODE` is set or the folder is
not ours to write in.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path


def kept(name: str) -> bytes | None:
    """Return what is kept under a name; None for nothing.

    Args:
        name: says all that the content depends on: a hash of it is a part of the name.
    """
    path = _place(name)
    if path is not None:
        with suppress(OSError):
            return path.read_bytes()
    return None


def keep(name: str, content: bytes) -> None:
    """Keep something under a name, where that can be: others may read it meanwhile."""
    path = _place(name)
    if path is None or sys.dont_write_bytecode:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        with aside.open("xb") as file:
            file.write(content)
        aside.replace(path)


def _place(name: str) -> Path | None:
    try:
        module = cache_from_source(__file__)
    except NotImplementedError:  # a Python that keeps no modules
        return None
    return Path(module).with_name(f"{name}.pyc")
