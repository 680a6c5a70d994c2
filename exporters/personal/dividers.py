"""The page that stands before each copy of a print run, and says whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters import markup, pdf
from exporters.finishing import enclosed
from exporters.markup import setting_of

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Document
    from presswork.looks import Look
    from presswork.resources import Resources

TEMPLATE: Final = "divider.html"
STYLE_SHEET: Final = "divider.css"


def export_divider(
    document: Document, look: Look, destination: Path, resources: Resources
) -> Exported:
    """Write the page before a copy; see `exporters.Exporter`."""
    press = pdf.press_of(look, resources, enclosed(document))
    furniture = press.furniture(STYLE_SHEET)
    front = markup.front(document.metadata, setting_of(document, look.words, press.picture))
    page = look.render(TEMPLATE, front=front, **furniture)
    return press.write(press.lay_out(page), destination)
