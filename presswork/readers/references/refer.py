"""EndNote's own tagged format, that of refer: `%0 Journal Article`, `%A Shannon, Claude E.`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.problems import Location
from presswork.readers.references import drafts, ris_record
from presswork.readers.references.tagged import Record, with_fields

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Ledger
    from presswork.references import Reference

LINE: Final = re.compile(r"%([A-Z0-9?@!#$\]&(),^>+:<~=|\[*'\"-])(?:\s+(.*)|$)")
TAGS: Final = {
    "A": "AU",
    "B": "T2",
    "C": "CY",
    "D": "PY",
    "E": "A2",
    "F": "LB",
    "G": "LA",
    "I": "PB",
    "J": "JF",
    "K": "KW",
    "L": "CN",
    "M": "AN",
    "N": "IS",
    "P": "SP",
    "R": "DO",
    "S": "T3",
    "T": "TI",
    "U": "UR",
    "V": "VL",
    "W": "DB",
    "X": "AB",
    "Y": "A3",
    "Z": "N1",
    "0": "TY",
    "6": "NV",
    "7": "ET",
    "8": "DA",
    "9": "M3",
    "?": "A4",
    "!": "ST",
    "@": "SN",
    "&": "SE",
    "(": "OP",
    "[": "Y2",
}
"""The letters of refer, as the tags of RIS that EndNote writes for the same fields."""


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the records of an .enw text, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    return drafts.finished(
        ris_record.draft(
            record.first("TY") or ("JOUR" if record.first("JF") else "BOOK"),
            {tag: [drafts.rich(value) for value in record.all(tag)] for tag in record.fields},
            Location(path, record.line),
            ledger,
        )
        for record in with_fields(_records(source), path, ledger)
    )


def _records(source: str) -> list[Record]:
    records: list[Record] = []
    current: Record | None = None
    for number, line in enumerate(source.split("\n"), 1):
        match = LINE.match(line)
        if match is None:
            if current is not None and line.strip():
                current.go_on(line)
            elif current is not None:
                current.end()
                current = None
            continue
        if current is None or match[1] == "0":
            if current is not None:
                current.end()
            current = Record(number)
            records.append(current)
        current.begin(TAGS.get(match[1], f"%{match[1]}"), match[2] or "")
    if current is not None:
        current.end()
    return records
