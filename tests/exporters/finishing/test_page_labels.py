from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
import weasyprint

from exporters import pdf
from exporters.finishing.page_labels import (
    Counted,
    Label,
    counting_rule,
    label_pages,
    labels,
    ranges_of,
)
from presswork import looks
from presswork.resources import Resources
from tests.exporters.documents import article

if TYPE_CHECKING:
    from pathlib import Path


def said(*pages: Counted) -> list[str]:
    return [f"{label.number} {label.style}" for label in labels(pages)]


def test_pages_are_named_by_what_is_printed_on_them() -> None:
    pages = [Counted(1, "/r"), Counted(2, "/r"), Counted(1, "/D"), Counted(2, "/D")]
    assert said(*pages) == ["1 /r", "2 /r", "1 /D", "2 /D"]


def test_a_cover_is_counted_with_the_pages_after_it() -> None:
    assert said(Counted(1, None), Counted(2, "/r")) == ["1 /r", "2 /r"]


def test_a_cover_that_is_not_counted_on_stands_alone() -> None:
    assert said(Counted(1, None), Counted(1, "/r")) == ["1 /D", "1 /r"]


def test_a_page_without_a_number_is_named_like_the_ones_after_it() -> None:
    pages = [Counted(4, "/r"), Counted(1, None), Counted(2, "/D"), Counted(3, None)]
    assert said(*pages) == ["4 /r", "1 /D", "2 /D", "3 /D"]


def test_pages_whose_count_is_not_told_are_counted_on() -> None:
    assert said(Counted(None, "/D"), Counted(None, "/D")) == ["1 /D", "2 /D"]


def test_no_page_prints_a_number() -> None:
    assert said(Counted(1, None), Counted(2, None)) == ["1 /D", "2 /D"]


def test_a_range_ends_where_counting_on_does() -> None:
    pages = [Label(1, "/r"), Label(2, "/r"), Label(1, "/D"), Label(2, "/D"), Label(5, "/D")]
    assert [(index, label.number) for index, label in ranges_of(pages)] == [(0, 1), (2, 1), (4, 5)]


PAGES = """
<html lang="en"><head><title>Pages</title><style>
@page { size: 60mm 40mm; @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
@page front { @bottom-right { content: counter(page, lower-roman) } }
@page front:first { @bottom-right { content: none } }
@page body:first { counter-reset: page 1 }
@page :nth(1 of body) { counter-reset: page 1 }
section { break-after: page }
.front { page: front }
.body { page: body }
@page body { @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
</style></head><body>
<div class="front"><section>cover</section><section>contents</section></div>
<div class="body"><section>one</section><section>two</section></div>
</body></html>
"""


@pytest.mark.parametrize("resets", [True, False])
def test_the_labels_of_laid_out_pages(resets: bool) -> None:  # noqa: FBT001 - a parameter of the test
    page = PAGES if resets else PAGES.replace("counter-reset", "x-counter-reset")
    rule = weasyprint.CSS(string=counting_rule("serif"))
    written: list[bytes] = []

    def finisher(printed: weasyprint.Document, pdf: object) -> None:
        label_pages(printed, pdf)
        written.append(pdf.catalog["PageLabels"].data)  # type: ignore[attr-defined] # pydyf's PDF

    weasyprint.HTML(string=page).render(stylesheets=[rule]).write_pdf(finisher=finisher)
    begins = "1" if resets else "3"
    expected = f"<</Nums [0 <</S /r/St 1>> 2 <</S /D/St {begins}>>]>>"
    assert written[0].decode().replace("\n", "") == expected


def test_a_report_counts_its_cover_and_what_stands_before_the_text(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    pdf.export(article(tmp_path), looks.load("report"), path, Resources((tmp_path,)))
    with pikepdf.open(path) as file:
        assert [page.label for page in file.pages] == ["i", "ii", "1"]
