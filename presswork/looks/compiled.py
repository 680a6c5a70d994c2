"""Compiled templates of the looks that come with Presswork, kept as Python keeps its modules."""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from presswork.looks.folders import templates_folder

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates where Python keeps this very module compiled (saves 50 ms a page).

    Whoever can write there can write code for Python too, so that nothing is trusted that was not
    before. As with modules, nothing is written where `PYTHONDONTWRITEBYTECODE` is set or the folder
    is not ours to write in. Looks of the user's own are compiled each time: they change, and would
    leave files behind.
    """

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what is kept of a template, if it was compiled from the same source alike."""
        options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
        alike = f"{jinja2.__version__} {options} {source}"
        return super().get_bucket(environment, name, filename, alike)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return a name for its file; empty for a template that is not kept."""
        own = filename and Path(filename).is_relative_to(templates_folder())
        return super().get_cache_key(name, filename) if own else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if there is something for it."""
        path = _file(bucket)
        if path is None:
            return
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError), path.open("rb") as it:
            bucket.load_bytecode(it)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write what is in the bucket, where that can be: others may read the file meanwhile."""
        path = _file(bucket)
        if path is None or sys.dont_write_bytecode:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f"{path.name}.{os.getpid()}")
            with aside.open("xb") as file:
                bucket.write_bytecode(file)
            aside.replace(path)


def _file(bucket: Bucket) -> Path | None:
    if not bucket.key:
        return None
    try:
        module = cache_from_source(__file__)
    except NotImplementedError:  # a Python that keeps no modules
        return None
    return Path(module).with_name(f"template-{bucket.key}.pyc")
