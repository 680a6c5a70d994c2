"""WeasyPrint's own style sheets, read once and for all."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed.rules import digest, read, written
from presswork.kept import keep, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEETS: Final = {"UA": "UA_STYLESHEET", "UA_FORM": "UA_FORM_STYLESHEET", "PH": "PH_STYLESHEET"}
"""What `weasyprint.html` calls the texts of its sheets, and what it reads of them."""


@contextmanager
def keeping_defaults(version: str) -> Iterator[None]:
    """Have WeasyPrint imported meanwhile with its style sheets as they were read before (50 ms).

    It reads three with 350 selectors when it is imported. What it made of them can be kept: the
    tests of selectors as their compiled code, all else as it is.

    Args:
        version: that of the WeasyPrint whose sheets are known.
    """
    import tinycss2  # noqa: PLC0415 - loading it takes time that other formats do without

    if "weasyprint.html" in sys.modules:
        yield
        return
    parse = tinycss2.parse_stylesheet
    contents: dict[str, bytes] = {}

    def parse_stylesheet(text: str, **options: bool) -> list[object]:
        known = getattr(sys.modules.get("weasyprint"), "VERSION", None) == version
        if known and (content := kept(_name(text, version))) is not None:
            contents[text] = content
            return []
        rules: list[object] = parse(text, **options)
        return rules

    tinycss2.parse_stylesheet = parse_stylesheet
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = parse
    if getattr(sys.modules.get("weasyprint"), "VERSION", None) == version:
        _fill(contents, version)


def _fill(contents: dict[str, bytes], version: str) -> None:
    """Give the sheets what is in the files that are kept, or keep what was read now."""
    from weasyprint import html  # noqa: PLC0415 - as above

    styles = html.UA_COUNTER_STYLE
    for named, called in SHEETS.items():
        text, sheet = getattr(html, named), getattr(html, called)
        content = contents.get(text)
        found = read(content)
        if found is not None:
            sheet.matcher, sheet.page_rules, counters = found
            styles.update(counters)
            continue
        if content is not None:
            sheet.__init__(string=text, counter_style=styles)
        keep(_name(text, version), written((sheet.matcher, sheet.page_rules, dict(styles))))


def _name(text: str, version: str) -> str:
    return f"sheet-{digest(version, text)}"
