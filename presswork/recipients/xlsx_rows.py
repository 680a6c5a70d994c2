"""The rows of the first sheet of an Excel workbook (ISO/IEC 29500), read as a stream.

Formulas are never evaluated: what Excel kept as their results is the text. The strings that a
workbook shares among its cells are all that is held in memory, and so their size is bounded.
"""

from __future__ import annotations

import datetime
import warnings
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Final

from presswork.recipients.rows import LONGEST_VALUE, MOST_COLUMNS, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presswork.recipients.telling import Tally

LARGEST_PART: Final = 2 << 30
"""How many bytes a sheet has at most, unpacked."""

LARGEST_HELD: Final = 64 << 20
"""How many bytes each other part has at most, which is read as a whole."""

MOST_PARTS: Final = 2_000

BEGINNING: Final = b"PK\x03\x04"
"""What a workbook begins with: it is a ZIP file."""

AS_WORKBOOK: Final = "open it in a spreadsheet and save it as .xlsx, or as 'CSV UTF-8'"


def rows_of(path: Path, tally: Tally) -> Iterator[Row]:
    """Yield the rows of the first sheet that are not empty, the header first.

    Raises:
        Problems: it cannot be read any further.
        OSError: the file cannot be read.
    """
    _look_at_parts(path, tally)
    import openpyxl  # noqa: PLC0415 - most lists are CSV
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # noqa: PLC0415 - as above

    number = 0
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a workbook has beside its cells
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            with closing(book):
                sheet = book.worksheets[0]
                if isinstance(sheet, ReadOnlyWorksheet):
                    sheet.reset_dimensions()  # which many programs write wrong
                rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
                for number, cells in enumerate(rows, 1):
                    if cells.count(None) == len(cells):
                        continue  # of these there can be a million before the last one
                    values = tuple(_text(cell, number, tally) for cell in cells)
                    if any(value.strip() for value in values):
                        yield Row(number, values)
    except (OSError, zipfile.BadZipFile) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        tally.fail("the workbook is damaged", number or None, AS_WORKBOOK)
    except (KeyError, ValueError, IndexError, TypeError, AttributeError, SyntaxError) as error:
        # openpyxl has no class of its own for what it cannot read; XML's is a SyntaxError.
        what = f"the workbook cannot be read: {type(error).__name__}: {str(error)[:200]}"
        tally.fail(what, number or None, AS_WORKBOOK)


def _look_at_parts(path: Path, tally: Tally) -> None:
    """See to it that a workbook does not unpack to more than a list of people can be."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        tally.fail("the file is no workbook, or damaged", None, AS_WORKBOOK)
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names:
        what = "the file is a package, but no Excel workbook"
        if "mimetype" in names:
            what = "the file is an OpenDocument file, not an Excel workbook"
        tally.fail(what, None, AS_WORKBOOK)
    for part in parts:
        is_sheet = part.filename.lower().startswith("xl/worksheets/")
        limit = LARGEST_PART if is_sheet else LARGEST_HELD
        if part.file_size > limit and part.filename.lower().endswith((".xml", ".rels")):
            what = (
                f"'{part.filename}' of the workbook unpacks to {part.file_size >> 20:,} MB; "
                f"{limit >> 20:,} MB are read at most"
            )
            tally.fail(what, None, "is it a list of people? save it as 'CSV UTF-8'")
    if len(parts) > MOST_PARTS:
        tally.fail(f"the workbook has more than {MOST_PARTS:,} parts", None, AS_WORKBOOK)


def _text(cell: object, line: int, tally: Tally) -> str:
    match cell:
        case None:
            return ""
        case str():
            if len(cell) > LONGEST_VALUE:
                what = f"a value is longer than {LONGEST_VALUE:,} characters"
                tally.error("values that are too long", what, line, "shorten it")
            return cell[:LONGEST_VALUE]
        case bool():
            return str(cell).lower()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime.datetime() if cell.time() == datetime.time():
            return cell.date().isoformat()
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case _:
            return str(cell)
