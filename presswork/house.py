"""The house file: what a publisher wants of every document, whatever the document says itself.

It is `house.yaml` in the current folder, or the file that `--house` names: a look, and values for
its settings. What a document says goes before it, and the command line before both.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presswork.problems import Ledger, Location, Problem, ProblemKind, Problems, did_you_mean
from presswork.settings import WORD_STYLES, Assignment, as_text, read_written

if TYPE_CHECKING:
    from collections.abc import Mapping

HOUSE: Final = Path("house.yaml")

KNOWN: Final = ("look", "settings")


@dataclass(frozen=True, slots=True)
class House:
    """What a house file says.

    Args:
        look: the name of a look, or the path of its folder; empty where it says nothing of it.
        settings: values for settings of the looks.
    """

    look: str = ""
    settings: tuple[Assignment, ...] = ()


EMPTY: Final = House()
"""What a publisher wants who has no house file."""


def read_house(path: Path | None) -> House:
    """Read a house file.

    Args:
        path: None for that of the current folder, if it has one.

    Raises:
        Problems: it cannot be read, or says what a house file cannot say.
    """
    if path is None and not HOUSE.is_file():
        return EMPTY
    import yaml  # noqa: PLC0415 - most commands read none

    place = Location(path or HOUSE)
    try:
        written = read_written(place.path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        what = f"the house file cannot be read: {error}"
        raise Problems([_wrong(what, place, "correct its name or its YAML")]) from error
    match written.content:
        case None:
            return EMPTY
        case dict() as content:
            return _house(content, written.lines, place)
        case _:
            what = "a house file gives a look, settings or both"
            raise Problems([_wrong(what, place, "write for example: look: journal")])


def _house(content: dict[object, object], lines: Mapping[str, int], place: Location) -> House:
    ledger = Ledger(ProblemKind.TEMPLATE)
    for name in content:
        if name not in KNOWN:
            hint = did_you_mean(str(name), KNOWN) or f"it may say: {', '.join(KNOWN)}"
            ledger.error(f"a house file says nothing of '{name}'", place, hint)
    folder = place.path.parent
    given = content.get("settings")
    settings = []
    for name, value in given.items() if isinstance(given, dict) else ():
        where = Location(place.path, lines.get(str(name)))
        if isinstance(value, list) or (isinstance(value, dict) and name != WORD_STYLES):
            ledger.error(f"the setting '{name}' has several values", where, "give it one")
        else:
            settings.append(Assignment(str(name), as_text(value), where, folder))
    ledger.settle()
    look = str(content.get("look") or "")
    beside = folder / look
    return House(str(beside.resolve()) if look and beside.is_dir() else look, tuple(settings))


def _wrong(what: str, place: Location, hint: str) -> Problem:
    return Problem(what, place, hint, kind=ProblemKind.TEMPLATE)
