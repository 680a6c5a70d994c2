"""The `look.yaml` of a look: which look it extends, and its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import yaml

from presswork.looks.folders import find, names, shared_folder, templates_folder
from presswork.papers import PAPERS
from presswork.problems import Ledger, Location, Problem, ProblemKind, Problems, did_you_mean
from presswork.settings import (
    WORD_STYLES,
    Assignment,
    Kind,
    Setting,
    Settings,
    UnfitError,
    as_text,
    assigned,
    declared,
    read_written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from presswork.papers import Paper

DESCRIPTION: Final = "look.yaml"

KINDS: Final = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Description:
    """What `look.yaml` says, for one folder.

    Args:
        folder: where it lies.
        about: what the look is, in a line.
        extends: the look whose files and settings it takes; None for what is shared by all.
        paper: what it is made for, where that is not what is usual somewhere.
        settings: those that it declares.
        assignments: what it assigns to settings of the look that it extends.
    """

    folder: Path
    about: str = ""
    extends: str | None = None
    paper: Paper | None = None
    settings: tuple[Setting, ...] = ()
    assignments: tuple[Assignment, ...] = ()


def lineage(folder: Path) -> tuple[Description, ...]:
    """Return the description of a look, those of the looks that it extends, and the shared one.

    Raises:
        Problems: one cannot be read, names a look that is not there, or extends itself.
    """
    found = [read(folder)]
    while (name := found[-1].extends) is not None:
        place = Location(found[-1].folder / DESCRIPTION)
        parent = find(name, found[-1].folder, place)
        if any(parent == known.folder for known in found):
            hint = "let it extend another look, or none"
            raise _failed(f"the look extends itself by way of '{name}'", place, hint)
        found.append(read(parent))
    return (*found, read(shared_folder()))


def settings_of(descriptions: Iterable[Description]) -> Settings:
    """Return the settings of a look with the values that the looks of its lineage give them.

    Raises:
        Problems: a value is given to a setting that none of them declares, or does not fit it.
    """
    settings = Settings({})
    ledger = Ledger()
    for description in reversed(tuple(descriptions)):
        settings = declared((*settings, *description.settings))
        settings, problems = assigned(settings, description.assignments)
        ledger.extend(problems)
    ledger.settle()
    return settings


def own_paper(descriptions: Iterable[Description]) -> Paper | None:
    """Return the paper that a look, or else the nearest that it extends, is made for."""
    return next((said.paper for said in descriptions if said.paper), None)


def taken_over(name: str, by: str) -> tuple[Assignment, ...]:
    """Return the values that a look and those it extends give to settings of another look.

    Args:
        name: the look that gives them, by its name or folder.
        by: the look whose settings they are for.

    Raises:
        Problems: there is no such look.
    """
    known = {setting.name for setting in settings_of(lineage(find(by)))}
    return tuple(
        assignment
        for description in reversed(lineage(find(name)))
        for assignment in description.assignments
        if assignment.name in known
    )


def names_of_settings() -> frozenset[str]:
    """Return the names of the settings of all looks that come with Presswork."""
    folders = (shared_folder(), *(templates_folder() / name for name in names()))
    return frozenset(setting.name for folder in folders for setting in read(folder).settings)


def read(folder: Path) -> Description:
    """Read the description of a look; one without has nothing to say.

    Raises:
        Problems: it is no YAML, or says what a description cannot say.
    """
    path = folder / DESCRIPTION
    if not path.is_file():
        return Description(folder)
    place = Location(path)
    try:
        written = read_written(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _failed(f"it cannot be read: {error}", place, "correct its YAML") from error
    known = ("about", "extends", "paper", "settings", WORD_STYLES)
    match written.content:
        case None:
            return Description(folder)
        case dict() as content if unknown := [str(key) for key in content if key not in known]:
            hint = did_you_mean(unknown[0], known) or f"it may say: {', '.join(known)}"
            raise _failed(f"unknown key '{unknown[0]}'", place, hint)
        case dict() as content:
            return _described(cast("dict[str, object]", content), written.lines, folder)
        case _:
            raise _failed("expected a mapping", place, "write for example: extends: article")


def _described(
    content: Mapping[str, object], lines: Mapping[str, int], folder: Path
) -> Description:
    path = folder / DESCRIPTION
    given = content.get("settings") or {}
    extends = content.get("extends")
    if not isinstance(given, dict) or not isinstance(extends, str | None):
        hint = "'extends' is the name of a look, 'settings' a mapping of names to values"
        raise _failed("'extends' or 'settings' is of the wrong kind", Location(path), hint)
    settings: list[Setting] = []
    assignments: list[Assignment] = []
    if content.get(WORD_STYLES):
        place = Location(path)
        assignments.append(Assignment(WORD_STYLES, as_text(content[WORD_STYLES]), place, folder))
    for name, value in given.items():
        place = Location(path, lines.get(str(name)))
        match value:
            case dict():
                settings.append(_setting(str(name), value, place, folder))
            case list():
                raise _failed(f"the setting '{name}' is a list", place, "give one value")
            case _:
                assignments.append(Assignment(str(name), as_text(value), place, folder))
    about = str(content.get("about") or "")
    paper = _paper(content.get("paper"), Location(path, lines.get("paper")))
    return Description(folder, about, extends, paper, tuple(settings), tuple(assignments))


def _paper(name: object, place: Location) -> Paper | None:
    if name is None:
        return None
    if str(name) not in PAPERS:
        hint = did_you_mean(str(name), PAPERS) or f"name one of {', '.join(PAPERS)}"
        raise _failed(f"unknown paper '{name}'", place, hint)
    return PAPERS[str(name)]


def _setting(name: str, said: Mapping[str, object], place: Location, folder: Path) -> Setting:
    """Return a setting that is declared as `accent: {colour: "#14506b", about: ...}`."""
    kinds = [key for key in said if key in KINDS]
    others = set(said) - set(kinds) - {"about", "of"}
    choices = said.get("of") or []
    if len(kinds) != 1 or others or not isinstance(choices, list):
        hint = f'write for example: {{colour: "#0a5", about: links}}; kinds: {", ".join(KINDS)}'
        raise _failed(f"the setting '{name}' cannot be understood", place, hint)
    words = tuple(as_text(choice) for choice in choices)
    setting = Setting(name, KINDS[kinds[0]], "", str(said.get("about") or ""), words)
    try:
        return setting.with_value(Assignment(name, as_text(said[kinds[0]]), place, folder))
    except UnfitError as unfit:
        raise _failed(f"the value of '{name}' does not fit it", place, str(unfit)) from unfit


def _failed(what: str, place: Location, hint: str) -> Problems:
    return Problems([Problem(what, place, hint, kind=ProblemKind.TEMPLATE)])
