from __future__ import annotations

import pytest

from presswork.numerals import Numeral, written


@pytest.mark.parametrize(
    ("number", "numeral", "shown"),
    [
        (7, "decimal", "7"),
        (1, "lower-alpha", "a"),
        (26, "upper-alpha", "Z"),
        (27, "lower-alpha", "aa"),
        (53, "lower-alpha", "ba"),
        (4, "lower-roman", "iv"),
        (1994, "upper-roman", "MCMXCIV"),
    ],
)
def test_a_number_is_written(number: int, numeral: Numeral, shown: str) -> None:
    assert written(number, numeral) == shown
