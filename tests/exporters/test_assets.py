"""Style sheets with what they name inside."""

from __future__ import annotations

import pytest

from exporters.assets import rewrite_css, written_out


@pytest.mark.parametrize(
    "css",
    [
        'a { background: url("b.png") }',
        "a { background: url( 'b.png' ) }",
        "a { background: url(b.png) }",
        "a { background: URL(b.png) }",
        r"a { background: u\72l(b.png) }",
        r"a { background: \000075rl(b.png) }",
        r"a { background: \u\rl('b.png') }",
        "a { background: image-set('b.png' 1x) }",
        "a { src: src('b.png') }",
        "@import 'b.png';",
        "@IMPORT url(b.png);",
        r"@\69mport 'b.png';",
        "a { background: url(data:,x), url(b.png) }",
    ],
)
def test_every_address_is_replaced(css: str) -> None:
    asked: list[str] = []

    def embed(address: str, _line: int) -> str:
        asked.append(address)
        return "data:,other" if address == "b.png" else address

    rewritten = rewrite_css(css, embed)
    assert "b.png" in asked
    assert "b.png" not in rewritten
    assert "data:,other" in rewritten


@pytest.mark.parametrize(
    "css",
    [
        "a { src: none; content: 'url' }",
        "a { mask: url(#b); background: url('data:image/svg+xml,<svg fill=\"red\"/>') }",
        r"a { content: '\201C\A\\' } /* an import of */",
    ],
)
def test_what_names_no_file_stays_as_it_is(css: str) -> None:
    assert rewrite_css(css, lambda address, _line: f"other{address}") == css


def test_characters_are_written_out_that_fonts_must_hold() -> None:
    css = r"a { content: '\201C x\2003\A \22 \\ \g \D800 \110000 \e9' }"
    assert written_out(css) == "a { content: '“x\u2003\\A \\22 \\\\ \\g \\D800 \\110000 é' }"
