"""The styles of a manuscript, where they differ from those of the article: one font, wide lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporters.line_numbers import SETTING, STEP

from . import article
from .markup import TAB, run
from .page import BODY, FRONT, LICENSE, Edge, Section, page_number, running_head, usual_margins
from .tables import table_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .markup import Style
    from .sheet import Sheet

UNCOUNTED: Final = frozenset(
    {
        *("Title", "Subtitle", "Author", "Affiliation", "Date", "caption", "Table Text"),
        *("Table Notes", "Picture", "footnote text", "endnote text", "TOC Heading"),
        *("toc 1", "toc 2", "toc 3", "toc 4", "toc 5", "toc 6", "table of figures"),
    }
)
"""The styles whose lines have no numbers, as in print."""


def styles(sheet: Sheet) -> dict[str, Style]:
    """Return the styles by their names."""
    made = article.styles(sheet)
    made |= _headings(made, sheet) | _front(made, sheet) | _text(made, sheet)
    made |= _floats(made, sheet)
    return {
        name: replace(style, uncounted=True) if name in UNCOUNTED else style
        for name, style in made.items()
    }


def _headings(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    sizes = {1: (1.17, 0.5), 2: (1.0, 0.25)}
    found = {}
    for level in range(1, 7):
        points, before = sizes.get(level, (1.0, 0.5))
        found[f"heading {level}"] = replace(
            made[f"heading {level}"],
            font="text",
            size=sheet.points(points),
            bold=True,
            italic=level not in sizes or None,
            before=round(before * sheet.line),
            after=0,
            line=sheet.line,
        )
    return found


def _front(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    rem, points = sheet.rem, sheet.points
    small = {
        name: replace(made[name], font="text", line=rem(1.4)) for name in ("Affiliation", "Date")
    }
    return small | {
        "Title": replace(
            made["Title"],
            font="text",
            bold=True,
            size=points(1.5),
            letterspacing=None,
            before=0,
            line=rem(2.03),
        ),
        "Subtitle": replace(made["Subtitle"], font="text", size=points(1.17), line=rem(1.6)),
        "Author": replace(made["Author"], font="text", bold=None, before=rem(1.2), line=rem(1.6)),
        "Abstract Title": replace(
            made["Abstract Title"],
            font="text",
            size=sheet.size,
            borders=(),
            page_break=has_title_page(sheet) or None,
            after=0,
            line=sheet.line,
        ),
        "Abstract": replace(
            made["Abstract"], size=sheet.size, borders=(), after=0, line=sheet.line
        ),
        "Keywords": replace(
            made["Keywords"], font="text", size=sheet.size, before=0, line=sheet.line
        ),
    }


def _text(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    close = {
        name: replace(made[name], before=0, after=0)
        for name in ("List Bullet", "List Number", *_continues(), "Definition", "Definition Term")
    }
    callouts = {
        name: replace(made[name], font="text", size=sheet.size, line=sheet.line)
        for name in ("Callout Title", "Callout")
    }
    return (
        close
        | callouts
        | {
            "Quote": replace(made["Quote"], size=sheet.size, before=0, after=0, right=0),
            "Source Code": replace(
                made["Source Code"], size=sheet.points(0.75), line=sheet.rem(1.4)
            ),
            "Bibliography": replace(
                made["Bibliography"], size=sheet.size, after=0, line=sheet.line
            ),
        }
    )


def _continues() -> tuple[str, ...]:
    return ("List Continue", *(f"List Continue {level}" for level in range(2, 6)))


def _floats(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    rem, points = sheet.rem, sheet.points
    sizes = {
        "caption": (0.92, 1.38),
        "Table Text": (0.84, 1.26),
        "Table Notes": (0.8, 1.2),
        "footnote text": (0.84, 1.5),
        "endnote text": (0.84, 1.5),
    }
    return {
        name: replace(made[name], font="text", size=points(size), line=rem(line))
        for name, (size, line) in sizes.items()
    }


def table(sheet: Sheet) -> str:
    """Return the style of tables."""
    return table_style(sheet, across=sheet.rem(1.0), down=sheet.rem(0.32))


def sections(sheet: Sheet) -> tuple[Section, ...]:
    """Return the pages: their numbers stand at the head, those of the lines in the margin."""
    head = running_head(sheet) + TAB + page_number()
    edges = (
        Edge("header", "default", head),
        Edge("header", "first"),
        Edge("footer", "first", run(LICENSE)),
    )
    margins, lines = usual_margins(sheet), _line_numbers(sheet)
    if not has_title_page(sheet):
        return (Section((BODY,), margins, edges, lines=lines),)
    before = Section((FRONT,), margins, edges, lines=lines)
    return before, Section((BODY,), margins, (edges[0], Edge("footer", "default")), lines=lines)


def has_title_page(sheet: Sheet) -> bool:
    """Return whether title and authors have a page to themselves, and the abstract the next."""
    setting = sheet.settings.by_name.get("title-page")
    return setting is not None and setting.value == "yes"


def _line_numbers(sheet: Sheet) -> str:
    known = sheet.settings.by_name
    if SETTING not in known or STEP not in known or known[SETTING].value == "none":
        return ""
    step = max(1, round(float(known[STEP].value)))
    restart = "newPage" if known[SETTING].value == "page" else "continuous"
    return f'w:countBy="{step}" w:restart="{restart}"'
