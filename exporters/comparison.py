"""References in several styles side by side: a web page and a PDF, from `shared/compare.html`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from exporters import Exported
from exporters.markup import NotePlace, Setting, Shown, inlines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from presswork.inlines import Inlines
    from presswork.looks import Look
    from presswork.resources import Resources

TEMPLATE: Final = "compare.html"
STYLE_SHEET: Final = "compare.css"


@dataclass(frozen=True, slots=True)
class Cell:
    """A reference in a style.

    Args:
        citation: how the text, or a note, cites it.
        label: what stands before its entry; may be empty.
        entry: its entry; empty where the style has none.
    """

    citation: Inlines
    label: Inlines
    entry: Inlines


@dataclass(frozen=True, slots=True)
class Column:
    """A style.

    Args:
        name: its short name.
        title: its title.
        cells: one a reference, by their keys.
        is_note: whether its citations stand in notes.
    """

    name: str
    title: str
    cells: Mapping[str, Cell]
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Styles side by side.

    Args:
        keys: of the references, a row each.
        columns: at least one.
        subject: whose references they are, for the head of the page.
    """

    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class _ShownCell:
    """A cell as HTML."""

    citation: Markup
    label: Markup
    entry: Markup


def write_html(
    comparison: Comparison, look: Look, destination: Path, resources: Resources
) -> Exported:
    """Write a comparison as one HTML file; the arguments are those of an exporter."""
    from exporters.assets import assets_of  # noqa: PLC0415 - fonts take a while to load
    from exporters.html import FONTS_PLACE, page_with_fonts  # noqa: PLC0415 - as above

    assets = assets_of(look, resources)
    page = look.render(
        TEMPLATE,
        style=Markup(assets.style_sheet(STYLE_SHEET)),  # noqa: S704 - the look's own
        fonts=Markup(FONTS_PLACE),  # noqa: S704 - our own
        **_context(comparison, look, NotePlace.END),
    )
    warnings = assets.ledger.settle()
    destination.write_text(page_with_fonts(page, look), encoding="utf-8", newline="\n")
    return Exported(warnings=warnings)


def write_pdf(
    comparison: Comparison, look: Look, destination: Path, resources: Resources
) -> Exported:
    """Write a comparison as a PDF; the arguments are those of an exporter."""
    from exporters import pdf  # noqa: PLC0415 - it takes a while to load
    from exporters.finishing import Enclosed  # noqa: PLC0415 - as above
    from exporters.finishing.description import Description  # noqa: PLC0415 - as above

    styles = ", ".join(column.name for column in comparison.columns)
    description = Description(f"{look.words['references']}: {styles}", look.language)
    press = pdf.press_of(look, resources, Enclosed(description))
    furniture = press.furniture(STYLE_SHEET)
    page = look.render(TEMPLATE, **furniture, **_context(comparison, look, NotePlace.FOOT))
    return press.write(press.lay_out(page), destination)


def _context(comparison: Comparison, look: Look, place: NotePlace) -> dict[str, object]:
    """Return what the template takes."""
    setting = Setting(
        look.words,
        notes={},
        targets=frozenset(),
        image=lambda image: Shown(image.source.name),
        note_place=place,
    )
    rows = [
        (key, [_shown(column.cells[key], setting) for column in comparison.columns])
        for key in comparison.keys
    ]
    return {"comparison": comparison, "rows": rows}


def _shown(cell: Cell, setting: Setting) -> _ShownCell:
    return _ShownCell(
        inlines(cell.citation, setting),
        inlines(cell.label, setting),
        inlines(cell.entry, setting),
    )
