"""Style sheets that come again with every layout of a document, read once."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cssselect2 import Matcher
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    _Sheet = tuple[Matcher, tuple[object, ...], dict[str, object]]

OTHERS: Final = frozenset({"base_url", "url_fetcher", "media_type"})
"""What else WeasyPrint gives the sheet of a `style` element."""

FETCHING: Final = re.compile(r"@(?:font-face|import|\\)", re.IGNORECASE)
"""Rules that have something fetched while a sheet is read; a backslash may hide one."""

REMEMBERED: Final = 32
"""How many sheets are remembered."""

_known: Final[dict[object, _Sheet]] = {}


def read_sheets_once() -> None:
    """Read the sheet of a `style` element once for all layouts (45 ms each).

    One that WeasyPrint complains of is read each time, so that it complains each time; so is one
    with layers or profiles of colours, in which other sheets have a say. One that has something
    fetched is read once for all layouts with the same fonts.
    """
    from weasyprint import CSS  # noqa: PLC0415 - as above

    original = CSS.__init__

    def __init__(  # noqa: N807, PLR0913 - WeasyPrint's own
        self: CSS,
        *arguments: object,
        string: str | None = None,
        font_config: FontConfiguration = None,
        counter_style: CounterStyle = None,
        page_rules: list[object] | None = None,
        color_profiles: dict[str, object] | None = None,
        layers: list[str] | None = None,
        **others: object,
    ) -> None:
        read = partial(
            original,
            self,
            *arguments,
            string=string,
            font_config=font_config,
            counter_style=counter_style,
            page_rules=page_rules,
            color_profiles=color_profiles,
            layers=layers,
            **others,
        )
        if arguments or page_rules is None or layers is None or others.keys() != OTHERS:
            read()
            return
        known = _known
        if string is None or FETCHING.search(string):
            known = vars(font_config).setdefault("presswork_sheets", {})
        key = (string, others["base_url"], others["media_type"])
        if key in known:
            self.base_url, self.page_rules, self.layers = others["base_url"], page_rules, layers
            self.matcher, rules, styles = known[key]
            page_rules.extend(rules)
            counter_style.update(styles)
            return
        styles, first = dict(counter_style), len(page_rules)
        alone = len(layers), len(color_profiles or ())
        with _complaints() as said:
            read()
        if not said and alone == (len(layers), len(color_profiles or ())):
            changed = {name: it for name, it in counter_style.items() if styles.get(name) is not it}
            if len(known) >= REMEMBERED:
                known.clear()
            known[key] = self.matcher, tuple(page_rules[first:]), changed

    replace(CSS, "__init__", __init__)


@contextmanager
def _complaints() -> Iterator[list[logging.LogRecord]]:
    """Collect what WeasyPrint complains of, which is told as ever."""
    said: list[logging.LogRecord] = []

    def note(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING:
            said.append(record)
        return True

    logger = logging.getLogger("weasyprint")
    logger.addFilter(note)
    try:
        yield said
    finally:
        logger.removeFilter(note)
