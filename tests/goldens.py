"""Texts that are kept, to see what changes: `PRESSWORK_RENEW=1` writes them anew."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def compare(lines: Iterable[str], golden: Path) -> None:
    """Fail, with what differs, where lines are not those of a kept file."""
    found = [line.rstrip() for line in lines]
    if os.environ.get("PRESSWORK_RENEW"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text("\n".join(found).strip("\n") + "\n", encoding="utf-8")
        return
    kept = golden.read_text(encoding="utf-8").splitlines() if golden.is_file() else []
    made = "\n".join(found).strip("\n").splitlines()
    if made != kept:
        differing = difflib.unified_diff(
            kept, made, f"kept/{golden.name}", "made", lineterm="", n=2
        )
        hint = (
            "if it is meant to be so: PRESSWORK_RENEW=1 python3 build.py test "
            + (os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0])
        )
        pytest.fail("\n".join([*differing, "", hint]), pytrace=False)
