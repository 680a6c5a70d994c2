"""Every case of `markdown/*.txt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers.markdown_cases import Case, all_cases, read_markdown

if TYPE_CHECKING:
    from pathlib import Path

CASES = all_cases()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case: Case, tmp_path: Path) -> None:
    assert read_markdown(case.markdown, tmp_path) == case.expected
