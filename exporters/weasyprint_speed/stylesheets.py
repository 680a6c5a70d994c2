"""Style sheets that come again with every layout of a document, read once."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed.loading import VERSION
from exporters.weasyprint_speed.replacing import replace
from exporters.weasyprint_speed.rules import digest, written
from exporters.weasyprint_speed.rules import read as rules_of
from presswork.kept import keep, kept
from presswork.looks import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    from exporters.weasyprint_speed.rules import Rules

    _Key = tuple[str, str, str]
    """The text of a sheet, what its addresses start from, and the medium."""

OTHERS: Final = frozenset({"base_url", "url_fetcher", "media_type"})
"""What else WeasyPrint gives the sheet of a `style` element."""

FETCHING: Final = re.compile(r"@(?:font-face|import|\\)", re.IGNORECASE)
"""Rules that have something fetched while a sheet is read; a backslash may hide one."""

REMEMBERED: Final = 32
"""How many sheets are remembered."""

LARGE: Final = 4096
"""More characters than this has a style sheet that is kept."""

_known: Final[dict[_Key, Rules]] = {}


def read_sheets_once() -> None:
    """Read the sheet of a `style` element once for all layouts (45 ms each).

    One that WeasyPrint complains of is read each time, so that it complains each time; so is one
    with layers or profiles of colours, in which other sheets have a say. One that has something
    fetched is read once for all layouts with the same fonts. What was last made of the sheet of a
    look that comes with Presswork is kept, and takes 3 ms the next time.
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
        key = (str(string), str(others["base_url"]), str(others["media_type"]))
        if (rules := _recalled(known, key)) is not None:
            self.base_url, self.page_rules, self.layers = others["base_url"], page_rules, layers
            self.matcher, of_pages, styles = rules
            page_rules.extend(of_pages)
            counter_style.update(styles)
            return
        styles, first = dict(counter_style), len(page_rules)
        alone = len(layers), len(color_profiles or ())
        with _complaints() as said:
            read()
        if not said and alone == (len(layers), len(color_profiles or ())):
            changed = {name: it for name, it in counter_style.items() if styles.get(name) is not it}
            _remember(known, key, (self.matcher, page_rules[first:], changed))

    replace(CSS, "__init__", __init__)


def _recalled(known: dict[_Key, Rules], key: _Key) -> Rules | None:
    """Return what a style sheet says, if that is remembered, or kept from another time."""
    if key not in known and _is_kept(key):
        name, mark = _kept_as(key)
        content = kept(name)
        if content is not None and content.startswith(mark):
            rules = rules_of(content.removeprefix(mark))
            if rules is not None:
                _put(known, key, rules)
    return known.get(key)


def _remember(known: dict[_Key, Rules], key: _Key, rules: Rules) -> None:
    """Remember what a style sheet says, and keep it for another time."""
    _put(known, key, rules)
    if _is_kept(key):
        name, mark = _kept_as(key)
        keep(name, mark + written(rules))


def _put(known: dict[_Key, Rules], key: _Key, rules: Rules) -> None:
    if len(known) >= REMEMBERED:
        known.clear()
    known[key] = rules


def _is_kept(key: _Key) -> bool:
    """Tell whether a style sheet is the large one of a look that comes with Presswork."""
    text, base_url, _ = key
    own = base_url.startswith(templates_folder().as_uri())
    return own and len(text) > LARGE and not FETCHING.search(text)


def _kept_as(key: _Key) -> tuple[str, bytes]:
    """Return the name for a file, one for each look, and the mark of what is in it now."""
    text, *place = key
    return f"look-{digest(*place)}", digest(VERSION, text).encode("ascii")


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
