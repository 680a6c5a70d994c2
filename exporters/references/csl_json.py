"""References as CSL-JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from exporters.references import Written
from exporters.references.items import item
from presswork import csl_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.inlines import Inlines
    from presswork.references import Reference


def write(references: Iterable[Reference]) -> Written:
    """Return the items, which are valid by csl-data.json, the schema beside CSL 1.0.2."""
    items = [item(reference, _text) for reference in references]
    return Written(json.dumps(items, ensure_ascii=False, indent=2) + "\n", {})


def _text(_variable: str, text: Inlines) -> str:
    return csl_text.write(text)
