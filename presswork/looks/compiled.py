"""Compiled templates of the looks that come with Presswork, kept as Python keeps its modules."""

from __future__ import annotations

import pickle
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from presswork.kept import keep, kept
from presswork.looks.folders import templates_folder

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Keeps the compiled templates of our own looks (saves 50 ms a page).

    Looks of the user's own are compiled each time: they change, and would leave files behind.
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
        return f"template-{super().get_cache_key(name, filename)}" if own else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if there is something for it."""
        if bucket.key and (content := kept(bucket.key)):
            with suppress(EOFError, ValueError, pickle.UnpicklingError):
                bucket.load_bytecode(BytesIO(content))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        if bucket.key:
            content = BytesIO()
            bucket.write_bytecode(content)
            keep(bucket.key, content.getvalue())
