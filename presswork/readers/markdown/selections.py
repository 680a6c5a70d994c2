"""Which works a list shows: `::: {#refs-primary .refs type=book keyword="field notes"}`.

The names are those of BibLaTeX's filters; values are divided by commas, types also by spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.document import Selection
from presswork.problems import did_you_mean, known_are
from presswork.references import ITEM_TYPES

if TYPE_CHECKING:
    from presswork.problems import Ledger, Location
    from presswork.readers.markdown.attributes import Attributes

_NAMES: Final = {"nottype": "not-type", "notkeyword": "not-keyword", "keywords": "keyword"}
_KNOWN: Final = ("type", "not-type", "keyword", "not-keyword")
_OF_LAYOUT: Final = frozenset({"entry-spacing", "line-spacing", "role", "title"})
"""What Pandoc writes into such a div itself."""


def read_selection(found: Attributes, location: Location, ledger: Ledger) -> Selection | None:
    """Return what a list of references is to show; None for all.

    Args:
        found: the attributes of its div.
        location: of the div.
        ledger: takes what is wrong.
    """
    values: dict[str, frozenset[str]] = {}
    for written, value in found.values.items():
        name = _NAMES.get(written.lower(), written.lower())
        if name in _KNOWN:
            values[name] = _divided(value, by_spaces=name.endswith("type"))
        elif name not in _OF_LAYOUT:
            ledger.warn(
                f"a list of references is not selected by '{written}'",
                location,
                known_are(name, _KNOWN),
            )
    types = values.get("type", frozenset()) | values.get("not-type", frozenset())
    for type_ in sorted(types - ITEM_TYPES):
        ledger.warn(
            f"'{type_}' is no type of CSL",
            location,
            did_you_mean(type_, ITEM_TYPES) or "known are book, chapter, article-journal, …",
        )
    if not any(values.values()):
        return None
    return Selection(
        types=values.get("type", frozenset()),
        not_types=values.get("not-type", frozenset()),
        keywords=values.get("keyword", frozenset()),
        not_keywords=values.get("not-keyword", frozenset()),
    )


def _divided(value: str, *, by_spaces: bool) -> frozenset[str]:
    commas = value.replace(";", ",")
    parts = (commas.replace(" ", ",") if by_spaces else commas).split(",")
    return frozenset(part.strip() for part in parts if part.strip())
