"""`cs:choose` and its conditions (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.citations.csl import numbers
from presswork.citations.csl.context import Position
from presswork.citations.csl.elements import variables
from presswork.citations.csl.elements.base import Element, render_parts
from presswork.citations.csl.output import NOTHING, Rendered, Spliced

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context


@dataclass(frozen=True, slots=True)
class Condition:
    """One test.

    Args:
        kind: the attribute, for example `is-numeric`.
        value: one of its values.
        values: all of them, for `type` and `locator`: an item has only one type, so that they are
            alternatives whatever `match` says.
    """

    kind: str
    value: str
    values: frozenset[str] = frozenset()

    def holds(self, context: Context) -> bool:
        """Tell whether the test is true."""
        match self.kind:
            case "type":
                return context.item.type in self.values
            case "variable":
                return _has(self.value, context)
            case "is-numeric":
                return numbers.is_numeric(variables.plain(self.value, context))
            case "is-uncertain-date":
                date = context.item.date(self.value)
                return date is not None and date.circa
            case "locator":
                return bool(context.cite.locator) and context.cite.label in self.values
            case "position":
                return _is_at(self.value, context)
            case "disambiguate":
                context.conditions_seen += 1
                holds = context.conditions_seen <= context.hints.conditions
                return holds == (self.value == "true")
            case _:
                return False


def _has(variable: str, context: Context) -> bool:
    if variable in variables.OF_THE_CITE and variable != "citation-label":
        return bool(variables.plain(variable, context))
    return context.item.has(variable)


def _is_at(position: str, context: Context) -> bool:
    """Tell whether a cite is at a position; never in the bibliography."""
    if context.in_bibliography:
        return False
    here = context.cite.position
    match position:
        case "first":
            return here is Position.FIRST
        case "subsequent":
            return here is not Position.FIRST
        case "ibid":
            return here in (Position.IBID, Position.IBID_WITH_LOCATOR)
        case "ibid-with-locator":
            return here is Position.IBID_WITH_LOCATOR
        case "near-note":
            return context.cite.near_note
        case _:
            return False


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """`cs:if`, `cs:else-if`, or `cs:else`, which has no conditions.

    Args:
        conditions: the tests.
        match: `all`, `any` or `none`.
        children: what is rendered if they hold.
    """

    conditions: tuple[Condition, ...]
    match: str
    children: tuple[Element, ...]

    def applies(self, context: Context) -> bool:
        """Tell whether the tests hold."""
        match self.match:
            case "any":
                return any(condition.holds(context) for condition in self.conditions)
            case "none":
                return not any(condition.holds(context) for condition in self.conditions)
            case _:
                return all(condition.holds(context) for condition in self.conditions)


@dataclass(frozen=True, slots=True, eq=False)
class Choose:
    """The first branch whose conditions hold; delimiters around it apply within it too."""

    branches: tuple[Branch, ...]

    def render(self, context: Context) -> Rendered:
        """Return the parts of that branch, to be taken for the parent's own."""
        for branch in self.branches:
            if branch.applies(context):
                return _spliced(branch.children, context)
        return NOTHING


def _spliced(elements: tuple[Element, ...], context: Context) -> Rendered:
    parts, use = render_parts(elements, context)
    return Rendered(Spliced(tuple(parts)) if parts else None, use)
