"""Our own Word templates, one for each look: what its style sheets say, in Word.

`python -m exporters.docx.word_templates` writes `templates/NAME/NAME.docx`, which can be opened and
changed in Word. What has not been changed is known by a word in its properties: of such a template
the exporter takes the name alone, and makes it anew with the settings that the look has now:
colours and fonts of its theme, sizes, leading, margins. Whatever somebody has changed is a house
template, and stays as it is.

The rooms: `sheet` says what the settings are in Word's units; `markup` has styles as data, `page`
sections with their heads and feet; `theme`, `numbering` and `tables` do what they say; `package`
puts the parts together; `article`, `journal`, `report` and `plain` are what each look has of its
own, after its `print.css`.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from . import article, journal, plain, report
from .package import APPLICATION, PROPERTIES, fingerprint, packed, parts
from .sheet import Sheet, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from presswork.looks import Look

    from .markup import Style
    from .page import Section


@dataclass(frozen=True, slots=True)
class Design:
    """What a template is made of, given what the settings of its look say.

    Args:
        styles: its styles of paragraphs and characters by their names.
        table: its style of tables.
        sections: its pages.
    """

    styles: Callable[[Sheet], dict[str, Style]]
    table: Callable[[Sheet], str]
    sections: Callable[[Sheet], tuple[Section, ...]]


DESIGNS: Final[Mapping[str, Design]] = {
    "article": Design(article.styles, article.table, article.sections),
    "journal": Design(journal.styles, journal.table, journal.sections),
    "report": Design(report.styles, article.table, report.sections),
    "plain": Design(plain.styles, plain.table, plain.sections),
}


def made(name: str, sheet: Sheet, *, compressed: bool = True) -> bytes:
    """Return a template as a file.

    Args:
        name: one of `DESIGNS`.
        sheet: what the settings of its look say.
        compressed: whether the file is to be small rather than made fast.
    """
    design = DESIGNS[name]
    contents = parts(
        name,
        design.styles(sheet).values(),
        design.table(sheet),
        design.sections(sheet),
        sheet,
    )
    return packed(contents, compressed=compressed)


@dataclass(frozen=True, slots=True)
class Own:
    """One of our own templates, unchanged, that is to follow the settings of a look.

    Args:
        name: one of `DESIGNS`.
        sheet: what the settings say.
    """

    name: str
    sheet: Sheet

    def made(self) -> bytes:
        """Return the template with the look's settings."""
        return made(self.name, self.sheet, compressed=False)


def own(look: Look, path: Path) -> Own | None:
    """Return the template of a look if it is one of ours; None for any other.

    Args:
        look: the look.
        path: the template's file.
    """
    name = _own_name(path)
    sheet = sheet_of(look)
    return None if name not in DESIGNS or sheet is None else Own(name, sheet)


def _own_name(path: Path) -> str:
    """Return the name of a template of ours that nobody has changed; nothing for any other."""
    try:
        with zipfile.ZipFile(path) as package:
            sums = {entry.filename: entry.CRC for entry in package.infolist()}
            if PROPERTIES not in sums or package.getinfo(PROPERTIES).file_size > LONGEST:
                return ""
            said = package.read(PROPERTIES).decode("utf-8", "replace")
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return ""
    found = _SAID.search(said)
    return found[1] if found and found[2] == fingerprint(sums) else ""


LONGEST: Final = 4096
"""How long properties may be, in bytes, that are to be looked at."""

_SAID: Final = re.compile(
    rf"<Template>(\w+) (\w+)</Template><Application>{APPLICATION}</Application>"
)
