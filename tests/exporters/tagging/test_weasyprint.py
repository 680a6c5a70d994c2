"""What the tags rely upon in WeasyPrint that it does not promise.

When one of these fails after an update, `exporters/tagging` has to be looked at before anything
else: it takes the place of parts of WeasyPrint and reads its boxes.
"""

from __future__ import annotations

import inspect

import pydyf
import pytest
import weasyprint
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from exporters.tagging import tagged

VERSION = "70"


def page(body: str) -> weasyprint.Document:
    return weasyprint.HTML(string=f'<html lang="en"><body>{body}</body></html>').render()


def test_version_is_the_one_that_was_read() -> None:
    assert weasyprint.VERSION.split(".")[0] == VERSION


def test_what_is_replaced_is_called_as_before() -> None:
    assert list(inspect.signature(weasyprint.pdf.add_tags).parameters) == [
        "pdf",
        "document",
        "pdf_version",
        "page_streams",
    ]
    source = inspect.getsource(weasyprint.pdf.generate_pdf)
    assert "stream = Stream(" in source
    assert "add_tags(pdf, document, options['pdf_version'], page_streams)" in source


def test_what_is_replaced_is_put_back() -> None:
    before = weasyprint.pdf.Stream, weasyprint.pdf.add_tags
    with pytest.raises(OSError, match="nowhere"), tagged(page("<p>x</p>")):
        page("<p>x</p>").write_pdf("/nowhere/at-all.pdf")
    assert (weasyprint.pdf.Stream, weasyprint.pdf.add_tags) == before


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("marked", ["self", "box", "tag"]),
        ("artifact", ["self"]),
        ("add_group", ["self", "x", "y", "width", "height"]),
        ("clone", ["self", "kwargs"]),
        ("add_font", ["self", "pango_font"]),
    ],
)
def test_methods_of_the_stream(method: str, parameters: list[str]) -> None:
    assert list(inspect.signature(getattr(Stream, method)).parameters) == parameters


def test_text_is_shown_by_these_operators() -> None:
    stream = pydyf.Stream()
    stream.begin_text()
    stream.show_text("<0001>")
    stream.end_text()
    stream.begin_marked_content("Artifact")
    stream.end_marked_content()
    assert stream.stream == [b"BT", b"[<0001>] TJ", b"ET", "/Artifact", b"BMC", b"EMC"]


def test_boxes_know_their_element_and_lines_where_they_end() -> None:
    (sheet,) = (each._page_box for each in page("<p>One<br>two</p>").pages)  # noqa: SLF001
    paragraph = next(box for box in sheet.descendants() if box.element_tag == "p")
    first, last = paragraph.children
    assert paragraph.element.tag == "p"
    assert isinstance(first, boxes.LineBox)
    assert first.resume_at is not None
    assert last.resume_at is None


def test_markers_are_placeholders_of_boxes() -> None:
    (sheet,) = (each._page_box for each in page("<ul><li>One</ul>").pages)  # noqa: SLF001
    item = next(box for box in sheet.descendants() if box.element_tag == "li")
    marker = item.children[0]
    assert isinstance(marker, AbsolutePlaceholder)
    assert marker._box.element_tag == "li::marker"  # noqa: SLF001


def test_links_are_lists_of_boxes() -> None:
    (sheet,) = page('<p><a href="https://example.org">One</a></p>').pages
    ((kind, target, area, box),) = sheet.links
    assert (kind, target, len(area)) == ("external", "https://example.org", 4)
    assert box.link
