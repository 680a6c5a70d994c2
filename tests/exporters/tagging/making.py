"""Pages of a few words, to see what structure their PDF gets."""

from __future__ import annotations

import base64
import io
import textwrap
from typing import TYPE_CHECKING, Final

import weasyprint
from PIL import Image

from exporters import conformance
from exporters.tagging import tagged
from tests import pdf_tree

if TYPE_CHECKING:
    from pathlib import Path

PAGE: Final = """
@page { size: 80mm 60mm; margin: 10mm }
.footnote { float: footnote }
* { font-family: "Source Serif 4"; font-size: 10pt }
"""


def _picture() -> str:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(written, "PNG")
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode("ascii")


PICTURE: Final = _picture()
"""The address of a picture."""


def written(folder: Path, body: str, css: str = "", language: str = "en") -> Path:
    """Write a page as PDF."""
    page = (
        f'<!DOCTYPE html><html lang="{language}"><title>Page</title><style>{PAGE}{css}</style>'
        f"<body>{body}</body></html>"
    )
    printed = weasyprint.HTML(string=page).render()
    conformance.intend(printed)
    path = folder / "page.pdf"
    with tagged(printed):
        printed.write_pdf(
            path, pdf_variant=conformance.VARIANT, output_intent=conformance.NO_INTENT
        )
    return path


def tags(folder: Path, body: str, css: str = "", language: str = "en") -> str:
    """Return the structure of a page as text, without the element of the document."""
    found = pdf_tree.lines(written(folder, body, css, language))
    return textwrap.dedent("\n".join(found[1:]))


def expected(text: str) -> str:
    """Return what a test expects, which it writes further in."""
    return textwrap.dedent(text).strip()
