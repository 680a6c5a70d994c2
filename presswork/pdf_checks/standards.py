"""The standards that a PDF file can be held against, and which of them it says it keeps."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Standard(Enum):
    """A standard, and its level; the value is what veraPDF and the command call it."""

    UA_1 = "ua1"
    UA_2 = "ua2"
    A_1A = "1a"
    A_1B = "1b"
    A_2A = "2a"
    A_2B = "2b"
    A_2U = "2u"
    A_3A = "3a"
    A_3B = "3b"
    A_3U = "3u"
    A_4 = "4"
    A_4E = "4e"
    A_4F = "4f"

    @property
    def is_for_everyone(self) -> bool:
        """Whether it is about who reads with other senses (PDF/UA)."""
        return self.value.startswith("ua")

    @property
    def title(self) -> str:
        """What people call it: `PDF/UA-1`, `PDF/A-3a`."""
        if self.is_for_everyone:
            return f"PDF/UA-{self.value[2:]}"
        return f"PDF/A-{self.value}"


OURS: Final = (
    *(Standard.UA_1, Standard.A_2A, Standard.A_2B, Standard.A_2U),
    *(Standard.A_3A, Standard.A_3B, Standard.A_3U),
)
"""What our own rules know; the others are for veraPDF alone."""

TAGGED: Final = (Standard.A_1A, Standard.A_2A, Standard.A_3A)
"""The levels of PDF/A that ask for tags."""

UNICODE: Final = (*TAGGED, Standard.A_2U, Standard.A_3U)
"""The levels of PDF/A that ask what each character stands for."""


def archive_standard(part: str, level: str) -> Standard | None:
    """Return the PDF/A that a file claims.

    Args:
        part: of `pdfaid:part`, for example `3`.
        level: of `pdfaid:conformance`, for example `A`.
    """
    try:
        return Standard(f"{part.strip()}{level.strip().lower()}")
    except ValueError:
        return None
