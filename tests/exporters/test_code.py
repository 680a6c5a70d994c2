"""Computer text: its colours, and lines that go on in the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from exporters import pdf
from exporters.markup.code import Lines, code, options_whole, parted
from presswork import looks
from presswork.document import CodeBlock
from presswork.resources import Resources
from tests.exporters.documents import article
from tests.exporters.test_pdf import poppler

if TYPE_CHECKING:
    from pathlib import Path

JOINER = "\N{WORD JOINER}"


def shown(text: str, language: str) -> str:
    """Return code with its parts in brackets after the first letter of their kind."""
    html = str(code(text, language, Lines()))
    html = re.sub(r'<span class="(line|.)[a-z]*"[^>]*>', r"\1[", html).replace("</span>", "]")
    return html.replace("&#34;", '"')


def test_kinds_of_a_program() -> None:
    assert shown('def f(x):  # why\n    return "a" + 1', "python") == (
        'k[def] f(x):  c[# why]\nk[    return]s[ "a"] + 1'
    )


def test_what_is_computed_within_a_text_is_part_of_it() -> None:
    assert shown('f"{name}!" + x', "python") == 's[f"{name}!"] + x'


def test_keys_of_yaml() -> None:
    assert shown('title: "A"  # c\nn: 1', "yaml") == 'k[title]: s["A"]c[  # c]\nk[n]: 1'


def test_language_that_nobody_knows_is_plain_text() -> None:
    assert shown("if a < b", "klingon") == "if a &lt; b"
    assert shown("if a < b", "") == "if a &lt; b"


def test_text_is_the_same_whatever_its_kinds() -> None:
    text = '"""A\n\ntext"""\n\n\tif x:  # y\n  pass\n\n'
    html = str(code(text, "python", Lines()))
    assert re.sub(r"<[^>]*>", "", html).replace("&#34;", '"') == text


def test_long_lines_are_elements_that_know_how_deep_they_begin() -> None:
    long = "word " * 20
    html = str(code(f"short\n    {long}\nshort", "", Lines()))
    assert html == f'short\n<span class="line" style="--depth:4">    {long}\n</span>short'


def test_empty_line_before_a_long_one_is_an_element_too() -> None:
    long = "word " * 20
    assert str(code(f"a\n\n{long}", "", Lines())) == (
        f'a\n<span class="line">\n</span><span class="line">{long}</span>'
    )


def test_no_line_ends_between_an_option_and_its_hyphens() -> None:
    assert options_whole("x --long -s a-b --", JOINER) == f"x --{JOINER}long -{JOINER}s a-b --"
    assert options_whole("x --long", "") == "x --long"
    assert options_whole("C++", JOINER) == f"C+{JOINER}+"


def test_a_long_line_begins_with_words_and_goes_on_between_parts_of_long_ones() -> None:
    lines = Lines(20, JOINER, Markup("<wbr>"))
    assert code("  module.of_some.function(argument=1)", "", lines) == (
        f'<span class="line" style="--depth:2">  {JOINER}'
        "module.<wbr>of_some.<wbr>function(<wbr>argument=<wbr>1)</span>"
    )
    assert code("  module.of_some(1)", "", lines) == "  module.of_some(1)"


def test_long_computer_text_in_a_sentence_may_go_on_in_the_next_line() -> None:
    assert parted("a_name.of<parts>.that_are_many", Markup("|")) == (
        "a_|name.|of&lt;parts&gt;.that_|are_|many"
    )
    assert parted("a_name", Markup("|")) == "a_name"


def test_copied_text_has_no_signs_of_its_own(tmp_path: Path) -> None:
    block = CodeBlock("run --first " + "--option value " * 12)
    document = article(tmp_path, block)
    pdf.export(document, looks.load("article"), tmp_path / "out.pdf", Resources((tmp_path,)))
    text = poppler("pdftotext", tmp_path)
    assert " ".join(block.text.split()) in " ".join(text.split())
