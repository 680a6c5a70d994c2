"""What is wrong with a formula."""

from __future__ import annotations


class FormulaError(Exception):
    """A formula that is not understood.

    Args:
        what: the fact, as a `Problem` tells it.
        hint: what to do about it.
    """

    def __init__(self, what: str, hint: str) -> None:
        """Keep both for the problem that the caller makes of them."""
        super().__init__(what)
        self.what = what
        self.hint = hint
