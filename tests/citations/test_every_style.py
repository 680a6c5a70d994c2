"""Styles of every kind render difficult items and clusters without a fault."""

from __future__ import annotations

import os

import pytest

from tests.citations.every_style import failures, sample
from tests.tools import shared

pytestmark = pytest.mark.slow

COUNT = 200


def test_no_style_of_a_sample_fails_or_warns() -> None:
    shared("csl-gold")
    assert failures(sample(COUNT), os.cpu_count() or 1) == {}
