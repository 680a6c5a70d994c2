"""The CSL test suite, one test a fixture, and the fixtures that are known to fail."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from tests.citations.csl.fixtures import SUITE, read, render

KNOWN_FAILURES = tomllib.loads(
    (Path(__file__).parent / "known_failures.toml").read_text(encoding="utf-8")
)
NAMES = sorted(path.stem for path in SUITE.glob("*.txt"))


def lines(text: str) -> list[str]:
    """Return a result without the layout of its lines, which is no matter of CSL."""
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.skipif(not NAMES, reason=f"the CSL test suite is not at {SUITE}")
@pytest.mark.parametrize("name", NAMES or ["none"])
def test_fixture(name: str) -> None:
    fixture = read(SUITE / f"{name}.txt")
    passes = lines(render(fixture)) == lines(fixture.expected)
    if name in KNOWN_FAILURES:
        assert not passes, f"{name} passes now: take it out of known_failures.toml"
        pytest.xfail(KNOWN_FAILURES[name])
    assert lines(render(fixture)) == lines(fixture.expected)


@pytest.mark.skipif(not NAMES, reason=f"the CSL test suite is not at {SUITE}")
def test_known_failures_exist() -> None:
    if "CSL_SUITE" in os.environ:
        pytest.skip("another selection of fixtures than the one the list is about")
    assert set(KNOWN_FAILURES) <= set(NAMES)
