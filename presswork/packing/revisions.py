"""Which revision of its source a document was made of, as Git knows it."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@cache
def revision_of(folder: Path) -> str:
    """Return the last commit that changed a folder; empty where Git knows none.

    `+changes` is added where something in it is changed and not committed.
    """
    revision = _git(folder, "log", "-1", "--format=%H", "--", ".")
    changed = revision and _git(folder, "status", "--porcelain", "--", ".")
    return f"{revision}+changes" if changed else revision


def _git(folder: Path, *words: str) -> str:
    program = shutil.which("git")
    if program is None:
        return ""
    command = (program, "-C", str(folder), *words)
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - git, with our words
    return ended.stdout.strip() if ended.returncode == 0 else ""
