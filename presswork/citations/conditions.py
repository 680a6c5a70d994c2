"""Conditions of `cs:choose` (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.citations import numbers
from presswork.citations.scene import Position

if TYPE_CHECKING:
    from presswork.citations.scene import Scene
    from presswork.citations.style import Branch, Test


def holds(branch: Branch, scene: Scene) -> bool:
    """Tell whether a branch is the one to render; `cs:else`, without tests, always is."""
    if not branch.tests:
        return True
    results = (_holds(test, scene) for test in branch.tests)
    match branch.match:
        case "any":
            return any(results)
        case "none":
            return not any(results)
        case "nand":
            return not all(results)
        case _:
            return all(results)


def _holds(test: Test, scene: Scene) -> bool:
    match test.kind:
        case "type":
            return scene.work.reference.type in test.values
        case "variable":
            return _has(test.values[0], scene)
        case "is-numeric":
            return _is_numeric(test.values[0], scene)
        case "is-uncertain-date":
            date = scene.work.date(test.values[0])
            return date is not None and date.circa
        case "locator":
            locator = None if scene.bibliography else scene.locator
            return locator is not None and locator.label.replace(" ", "-") in test.values
        case "position":
            return not scene.bibliography and _is_at(test.values[0], scene)
        case "disambiguate":
            return test.values[0] == "true" and scene.disambiguation.condition
        case _:
            return False


def _has(variable: str, scene: Scene) -> bool:
    work = scene.work
    match variable:
        case "locator":
            return scene.locator is not None and not scene.bibliography
        case "citation-number":
            return scene.number > 0
        case "first-reference-note-number":
            return scene.first_note is not None and not scene.bibliography
        case "year-suffix":
            return bool(scene.year_suffix)
        case "page-first":
            return bool(work.runs("page-first") or work.runs("page"))
        case _:
            return bool(work.runs(variable) or work.names(variable)) or _has_date(variable, scene)


def _has_date(variable: str, scene: Scene) -> bool:
    date = scene.work.date(variable)
    return date is not None and (date.start is not None or bool(date.literal))


def _is_numeric(variable: str, scene: Scene) -> bool:
    if variable == "locator":
        return scene.locator is not None and numbers.is_numeric(scene.locator.value)
    if variable == "citation-number":
        return scene.number > 0
    text = scene.work.text("page" if variable == "page-first" else variable)
    return bool(text) and numbers.is_numeric(text)


def _is_at(position: str, scene: Scene) -> bool:
    """Tell whether the cite is at a position; an `ibid` is `subsequent` too."""
    match position:
        case "first":
            return scene.position is Position.FIRST
        case "subsequent":
            return scene.position is not Position.FIRST
        case "ibid":
            return scene.position in (Position.IBID, Position.IBID_WITH_LOCATOR)
        case "ibid-with-locator":
            return scene.position is Position.IBID_WITH_LOCATOR
        case "near-note":
            return scene.near_note
        case _:
            return False
