"""Whom personal copies are for: read from a CSV file or a workbook, row by row.

`survey` reads a list once, tells all that is wrong with it, and says what it holds. The people
themselves are read again whenever they are gone through: no list is ever held in memory.
"""

from presswork.recipients.file_names import FileNames
from presswork.recipients.listing import Group, Recipient, Recipients, column_name, survey
from presswork.recipients.telling import MOST_TOLD
from presswork.recipients.written import CopyList

__all__ = [
    "MOST_TOLD",
    "CopyList",
    "FileNames",
    "Group",
    "Recipient",
    "Recipients",
    "column_name",
    "survey",
]
