"""The options of `build` that make personal copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import typer

from presswork.problems import known_are

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from exporters import Format
    from presswork.pipeline.mailings import Mailing

FILES: Final = "files"
RUN: Final = "run"
WAYS: Final = (FILES, RUN)
"""What may follow `--recipients-as`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of personal copies, by the options of these names, and beside them."""

    recipients: Path | None
    recipients_as: str | None
    styles: Collection[str]
    regions: Collection[object]


def mailing(asked: Asked, formats: Iterable[Format]) -> Mailing | None:
    """Return whom personal copies are made for; None where nobody is named.

    Args:
        asked: what is asked.
        formats: what is made.

    Raises:
        typer.BadParameter: an option does not go with the others.
        Problems: something is wrong with the list.
    """
    way = asked.recipients_as
    if way is not None and way not in WAYS:
        hint = known_are(way, WAYS)
        raise typer.BadParameter(f"unknown way '{way}'; {hint}", param_hint="--recipients-as")
    if asked.recipients is None:
        if way is not None:
            what = "it is how personal copies are made; add --recipients FILE"
            raise typer.BadParameter(what, param_hint="--recipients-as")
        return None
    _check(asked, formats)
    from presswork.pipeline import mailings  # noqa: PLC0415 - few orders ask for it
    from presswork.recipients import survey  # noqa: PLC0415 - as above

    return mailings.mailing(survey(asked.recipients), is_run=way == RUN)


def _check(asked: Asked, formats: Iterable[Format]) -> None:
    what = ""
    if any(not form.needs_pango for form in formats):
        what = "personal copies are PDFs; choose --format pdf or --format handout"
    elif len(asked.styles) > 1:
        what = "name one --style for those who ask for none in the list"
    elif len(asked.regions) > 1:
        what = "name one --region for those who ask for none in the list"
    if what:
        raise typer.BadParameter(what, param_hint="--recipients")
