"""What a house style changes of a look: named settings, each of a kind.

A look declares its settings in `look.yaml`. A house file, a document and the command line assign
values to them, in this order; an assignment is a text until the look says what kind it has to be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from presswork.problems import (
    Location,
    Problem,
    ProblemKind,
    did_you_mean,
)
from presswork.srgb import contrast, from_hex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LENGTH: Final = re.compile(
    r"(-?(?:\d+(?:\.\d+)?|\.\d+))(mm|cm|in|pt|pc|px|em|rem|ex|ch|%)|0", re.ASCII
)
NUMBER: Final = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
POINTS: Final = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
"""How many points a unit has that does not depend on type."""

FAMILY: Final = re.compile(r"[\w .'-]+")

YES: Final = frozenset({"yes", "true", "on", "1"})
NO: Final = frozenset({"no", "false", "off", "0"})

WORD_STYLES: Final = "word-styles"
"""The setting that may be given as a mapping: of roles of text to styles of a Word template."""


class Kind(Enum):
    """What a setting holds; the values are the words of `look.yaml`."""

    COLOUR = "colour"
    """As CSS writes it: `#0a5`, `teal`, `rgb(0 100 80)`, `hsl(...)`; kept as `#rrggbb`."""
    LENGTH = "length"
    """With its unit, as CSS writes it: `10pt`, `23mm`."""
    NUMBER = "number"
    """Without a unit."""
    FONT = "font"
    """The name of a family of the look's `fonts.yaml`."""
    TEXT = "text"
    """Words, which may be none."""
    FILE = "file"
    """A file beside the one that names it; empty for none."""
    SWITCH = "switch"
    """`yes` or `no`."""
    CHOICE = "choice"
    """One of a few words."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A value for a setting, as somebody wrote it.

    Args:
        name: the setting's.
        value: not yet looked at.
        location: where it was written; None for the command line.
        folder: where files that it names lie.
    """

    name: str
    value: str
    location: Location | None = None
    folder: Path = Path()


class UnfitError(ValueError):
    """A value is not of the kind of its setting; the text says what is expected."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of a look, with the value that it has.

    Args:
        name: in lower case, with hyphens.
        kind: what it holds.
        value: in its normal form: a colour as `#rrggbb`, a switch as `yes` or `no`, a file as its
            whole path.
        about: what it is for, in a few words.
        choices: the words that a choice is one of.
    """

    name: str
    kind: Kind
    value: str
    about: str = ""
    choices: tuple[str, ...] = ()

    def with_value(self, assignment: Assignment) -> Setting:
        """Return the setting with the value that is assigned to it.

        Raises:
            UnfitError: it is not of the setting's kind.
        """
        return replace(self, value=_normal(self, assignment.value.strip(), assignment))

    @property
    def css(self) -> str:
        """Return the value as CSS writes it; empty for what CSS has no use for."""
        match self.kind:
            case Kind.COLOUR | Kind.LENGTH | Kind.NUMBER | Kind.CHOICE:
                return self.value
            case Kind.FONT:
                return f'"{self.value}"'
            case Kind.TEXT | Kind.FILE | Kind.SWITCH:
                return ""


def points(length: str) -> float | None:
    """Return a length of CSS in points; None where it depends on the size of type, or is none."""
    found = LENGTH.fullmatch(length)
    if not found:
        return None
    unit = POINTS.get(found[2] or "pt")
    return unit and float(found[1] or 0) * unit


def millimetres(length: str) -> float:
    """Return a length of CSS in millimetres; 0 where it hangs on the size of type, or is none."""
    return (points(length) or 0) / POINTS["mm"]


def _normal(setting: Setting, value: str, assignment: Assignment) -> str:
    match setting.kind:
        case Kind.COLOUR:
            return hexadecimal(value)
        case Kind.LENGTH if LENGTH.fullmatch(value):
            return value
        case Kind.LENGTH:
            raise UnfitError("expected a length with its unit, for example 10pt or 23mm")
        case Kind.NUMBER if NUMBER.fullmatch(value):
            return value
        case Kind.NUMBER:
            raise UnfitError("expected a number")
        case Kind.FONT if FAMILY.fullmatch(value):
            return value
        case Kind.FONT:
            raise UnfitError("expected the name of a family of fonts")
        case Kind.TEXT:
            return value
        case Kind.FILE:
            return _file(value, assignment)
        case Kind.SWITCH if value.lower() in YES | NO:
            return "yes" if value.lower() in YES else "no"
        case Kind.SWITCH:
            raise UnfitError("expected yes or no")
        case Kind.CHOICE if value in setting.choices:
            return value
        case Kind.CHOICE:
            near = did_you_mean(value, setting.choices)
            known = f"expected one of: {', '.join(setting.choices)}"
            raise UnfitError(f"{known}; {near}" if near else known)


def _file(value: str, assignment: Assignment) -> str:
    """Return a whole path; only who types a command may name any file of the machine."""
    if value in ("", "none"):
        return ""
    folder = assignment.folder.resolve()
    path = (folder / value).resolve()
    if assignment.location and not path.is_relative_to(folder):
        raise UnfitError(f"name a file within {folder}")
    if not path.is_file():
        raise UnfitError(f"there is no file {path}")
    return str(path)


def hexadecimal(colour: str) -> str:
    """Return a colour of CSS as `#rrggbb`.

    Raises:
        UnfitError: it is none, or not one that can be seen on paper by itself.
    """
    import tinycss2.color5  # noqa: PLC0415 - most settings are no colours

    parsed = tinycss2.color5.parse_color(colour)
    if parsed is None or isinstance(parsed, str) or parsed.alpha != 1:
        raise UnfitError("expected a colour, for example #0a5, teal or rgb(0 100 80)")
    try:
        channels = parsed.to("srgb").coordinates
    except NotImplementedError as error:
        raise UnfitError("expected a colour of sRGB: #rrggbb, rgb() or hsl()") from error
    return "#" + "".join(f"{round(255 * min(max(value or 0, 0), 1)):02x}" for value in channels)


DARK: Final = "#1b1b1d"
LIGHT: Final = "#ffffff"


def ink_upon(colour: str) -> str:
    """Return which of two inks is read better on a colour (`#rrggbb`).

    The rule is that of WCAG 2.2, "contrast ratio": on one of them it is at least 4.5 to 1.
    """
    ground = from_hex(colour)
    return max(LIGHT, DARK, key=lambda ink: contrast(from_hex(ink), ground))


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a look by their names, for templates and exporters: `settings["accent"]`."""

    by_name: Mapping[str, Setting]

    def __getitem__(self, name: str) -> str:
        """Return the value of a setting, in its normal form.

        Raises:
            KeyError: the look has no such setting.
        """
        return self.by_name[name].value

    def __iter__(self) -> Iterator[Setting]:
        """Yield the settings in the order in which they were declared."""
        return iter(self.by_name.values())

    def on(self, name: str) -> bool:
        """Return whether a switch is on.

        Raises:
            KeyError: the look has no such setting.
        """
        return self[name] == "yes"

    def file(self, name: str) -> Path | None:
        """Return the file that a setting names; None for none.

        Raises:
            KeyError: the look has no such setting.
        """
        return Path(self[name]) if self[name] else None


def declared(settings: Iterable[Setting]) -> Settings:
    """Return settings by their names; of two of one name the later stands."""
    return Settings(MappingProxyType({setting.name: setting for setting in settings}))


def assigned(
    settings: Settings, assignments: Iterable[Assignment], elsewhere: frozenset[str] = frozenset()
) -> tuple[Settings, tuple[Problem, ...]]:
    """Return settings with the values that were assigned to them, and what is wrong with some.

    Args:
        settings: those of a look.
        assignments: the later of two for one setting stands.
        elsewhere: the names of settings that other looks have: a house file is for several looks.
    """
    found = dict(settings.by_name)
    problems: list[Problem] = []
    for assignment in assignments:
        setting = found.get(assignment.name)
        if setting is None:
            if assignment.name not in elsewhere:
                problems.append(_unknown(assignment, found))
            continue
        try:
            found[setting.name] = setting.with_value(assignment)
        except UnfitError as unfit:
            what = f"'{assignment.value}' does not fit the setting '{setting.name}'"
            problems.append(_wrong(what, assignment.location, str(unfit)))
    return Settings(MappingProxyType(found)), tuple(problems)


def _unknown(assignment: Assignment, known: Mapping[str, Setting]) -> Problem:
    hint = did_you_mean(assignment.name, known) or f"known are: {', '.join(sorted(known))}"
    return _wrong(f"unknown setting '{assignment.name}'", assignment.location, hint)


def _wrong(what: str, location: Location | None, hint: str) -> Problem:
    return Problem(what, location, hint, kind=ProblemKind.TEMPLATE)


def as_text(value: object) -> str:
    """Return a value of YAML as somebody would write it: `yes` for true, nothing for null.

    A mapping becomes `name: value; name: value`.
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case None:
            return ""
        case dict():
            return "; ".join(f"{as_text(name)}: {as_text(each)}" for name, each in value.items())
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Written:
    """A file of YAML.

    Args:
        content: what it says.
        lines: the lines, counted from 1, in which the keys of its mapping `settings` stand.
    """

    content: object
    lines: Mapping[str, int]


def read_written(path: Path) -> Written:
    """Read a file of YAML that may give settings.

    Raises:
        OSError: it cannot be read.
        UnicodeDecodeError: it is no text in UTF-8.
        yaml.YAMLError: it is no YAML.
    """
    return _written(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _written(text: str) -> Written:
    """Return what YAML says, once for all documents of a process."""
    import yaml  # noqa: PLC0415 - whoever has no such file needs none

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        root = loader.get_single_node()
        lines = {
            key.value: key.start_mark.line + 1
            for named, value in (root.value if isinstance(root, yaml.MappingNode) else ())
            if named.value == "settings" and isinstance(value, yaml.MappingNode)
            for key, _ in value.value
        }
        return Written(None if root is None else loader.construct_document(root), lines)
    finally:
        loader.dispose()
