"""RIS, in the flavours of Zotero, Mendeley, EndNote, ProQuest, Scopus, Ovid and Cochrane.

A record is lines such as `AU - Shannon, Claude E.` from `TY` to `ER`; a line without a tag goes on
with the one before. What the tags mean is `ris_record`'s business.
"""

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

LINE: Final = re.compile(r"\s*([A-Z][A-Z0-9])( {0,2})-(?:\s(.*)|$)")
WRITTEN_LOOSELY: Final = re.compile(r"\s*(TY|ER|AU|A1|T1|TI|PY|Y1|UR|DO|JO|JF)\s?-\s*(.*)")


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the records of a RIS text, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    records = with_fields(_records(source, path, ledger), path, ledger)
    _tell_unknown(records, path, ledger)
    return drafts.finished(
        ris_record.draft(
            record.first("TY"),
            {tag: [drafts.rich(value) for value in record.all(tag)] for tag in record.fields},
            Location(path, record.line),
            ledger,
        )
        for record in records
    )


def _records(source: str, path: Path, ledger: Ledger) -> list[Record]:
    records: list[Record] = []
    current: Record | None = None
    for number, line in enumerate(source.split("\n"), 1):
        tag, value = _cut(line)
        if tag == "TY":
            current = Record(number)
            records.append(current)
            current.begin(tag, value)
        elif tag == "ER":
            if current is not None:
                current.end()
            current = None
        elif current is not None:
            if tag:
                current.begin(tag, value)
            else:
                current.go_on(line)
    if current is not None:
        current.end()
        ledger.warn(
            "the last record has no end",
            Location(path, current.line),
            "look whether the file is complete; a record ends with the line: ER  -",
        )
    return records


def _cut(line: str) -> tuple[str, str]:
    """Return the tag of a line and its value; no tag where the line goes on with a value."""
    match = LINE.match(line)
    if match is not None and (len(match[2]) > 1 or match[1] in ris_record.KNOWN):
        return match[1], match[3] or ""
    match = WRITTEN_LOOSELY.match(line)
    return (match[1], match[2]) if match else ("", line)


def _tell_unknown(records: list[Record], path: Path, ledger: Ledger) -> None:
    first: dict[str, int] = {}
    for record in records:
        for tag in record.fields:
            if tag not in ris_record.KNOWN:
                first.setdefault(tag, record.line)
    for tag, line in first.items():
        ledger.warn(f"the tag '{tag}' is no tag of RIS and is left out", Location(path, line))
