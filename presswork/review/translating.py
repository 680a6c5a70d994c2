"""What a translation lacks of its original: figures, tables, sections, works that are cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.document import Heading, anchors, cited_keys, walk
from presswork.inlines import TargetKind
from presswork.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Document


NAMED: Final = 3
"""How many works are named that are not cited."""


def compare(translation: Document, original: Document) -> tuple[Problem, ...]:
    """Return what a translation lacks of its original, as warnings.

    Texts themselves are not compared: their words are others.
    """
    place = Location(translation.path)
    return tuple(
        Problem(
            f"the translation {what}",
            place,
            f"compare it with {original.path.name}; was that changed since?",
            Severity.WARNING,
            rule="incomplete-translation",
        )
        for what in _lacking(translation, original)
    )


def _lacking(translation: Document, original: Document) -> Iterator[str]:
    there = {anchor.id for anchor in anchors(translation.blocks)}
    for anchor in anchors(original.blocks):
        if anchor.kind is not TargetKind.SECTION and anchor.id not in there:
            yield f"has no {anchor.kind.value} '{anchor.id}'"
    uncited = sorted(cited_keys(original) - cited_keys(translation))
    if uncited:
        more = f" and {len(uncited) - NAMED} more works" if len(uncited) > NAMED else ""
        yield f"does not cite {', '.join(map(repr, uncited[:NAMED]))}{more}"
    counted = (
        ("section", _sections(translation), _sections(original)),
        ("key point", _points(translation), _points(original)),
    )
    for name, here, first in counted:
        if here < first:
            yield f"has {_number(here, name)}, and not {first}"


def _sections(document: Document) -> int:
    return sum(isinstance(block, Heading) for block in walk(document.blocks))


def _points(document: Document) -> int:
    return len(document.handout.key_points) if document.handout else 0


def _number(count: int, name: str) -> str:
    return f"1 {name}" if count == 1 else f"{count} {name}s"
