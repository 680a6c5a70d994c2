"""The command: its words, and all that it prints. Nothing else prints or exits."""

from __future__ import annotations

import gc
import os
import sys
from typing import Final, NoReturn

from presswork import written_functions

__all__ = ["main"]


GARBAGE: Final = 100_000
"""How many new objects start a search for garbage. Python's own 700 make a PDF take 10% longer:
nearly all of our objects are in use until the end."""


def main() -> NoReturn:
    """Run the command and exit with its code."""
    gc.set_threshold(GARBAGE)
    written_functions.keep_from_now()
    from presswork.cli.foresight import look_ahead  # noqa: PLC0415 - before Typer is loaded

    # Pydantic would look for plugins in the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    look_ahead(sys.argv[1:])
    from presswork.cli.application import run  # noqa: PLC0415 - takes Typer

    run()
