"""What a rule is, and what rules are about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Topic(Enum):
    """What rules are about; the value is their heading in a list."""

    CITING = "Citing"
    REFERENCES = "Reference data"
    IDENTIFIERS = "Identifiers"
    STRUCTURE = "Structure"
    TEXT = "Text, links and pictures"
    BUILDING = "Told when building, too"
    PDF_FOR_EVERYONE = "PDF files: open to everyone (PDF/UA-1)"
    PDF_FOR_THE_ARCHIVE = "PDF files: for the archive (PDF/A)"
    PDF_READING = "PDF files: what no standard asks, and readers do"
    WORD_OPENING = "Word files: what programs stumble over"
    WORD_READING = "Word files: what programs let pass, and readers and editors do not"


BREAKING: Final = (Topic.PDF_FOR_EVERYONE, Topic.PDF_FOR_THE_ARCHIVE, Topic.WORD_OPENING)
"""The topics of rules on finished files whose offences are errors: a standard makes them."""

OF_FILES: Final = (*BREAKING, Topic.PDF_READING, Topic.WORD_READING)
"""The topics of rules on finished files, which need not have been made here."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of thing that can be wrong.

    Args:
        id: its name, in kebab-case; it never changes.
        topic: what it is about.
        says: what is found by it, in a line.
        remedy: what to do about it in general, in a line.
    """

    id: str
    topic: Topic
    says: str
    remedy: str
