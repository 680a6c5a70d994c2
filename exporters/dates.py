"""When a file was made, as it says of itself.

That is the document's date. One without has that of `SOURCE_DATE_EPOCH`, where the environment
gives it (https://reproducible-builds.org/specs/source-date-epoch/), or none: never the clock's.
"""

from __future__ import annotations

import datetime
import os
from typing import Final

from presswork.problems import Problem, ProblemKind, Problems

EPOCH: Final = "SOURCE_DATE_EPOCH"


def made(date: datetime.date | None) -> datetime.date | datetime.datetime | None:
    """Return when a document was made: its own date, else that of the environment.

    Raises:
        Problems: the environment gives a date that is none.
    """
    given = os.environ.get(EPOCH, "").strip()
    if date is not None or not given:
        return date
    try:
        return datetime.datetime.fromtimestamp(int(given), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Problems(
            [
                Problem(
                    f"the environment variable {EPOCH} is '{given}', which is no date",
                    hint="give the seconds since 1970, as `date +%s` prints them, or unset it",
                    kind=ProblemKind.SYSTEM,
                )
            ]
        ) from error
