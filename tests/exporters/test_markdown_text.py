from __future__ import annotations

import pytest

from exporters import markdown_text, plain_text
from presswork.inlines import (
    Code,
    Displayed,
    Emphasis,
    Format,
    Inlines,
    Link,
    SmallCaps,
    Strong,
    Subscript,
    Text,
    Without,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ((Text("2 * 3_x_ [a] <b>"),), "2 \\* 3\\_x\\_ \\[a\\] \\<b\\>"),
        ((Text("in "), Emphasis((Text("Stem Cells "),)), Text("now")), "in *Stem Cells* now"),
        ((Emphasis((Text("a "), Strong((Text("b"),)))),), "*a* ***b***"),
        ((Text("a"), Emphasis((Text("b"),)), Text("c")), "a<i>b</i>c"),
        ((Text("H"), Subscript((Text("2"),)), Text("O")), "H<sub>2</sub>O"),
        (
            (Emphasis((Text("on "), Without(Format.EMPHASIS, (Text("E. coli"),)))),),
            "*on* E. coli",
        ),
        ((SmallCaps((Text("Ada"),)),), '<span style="font-variant:small-caps">Ada</span>'),
        ((Code("a`b"),), "``a`b``"),
        ((Link("https://a.org/b_c", (Text("https://a.org/b_c"),)),), "<https://a.org/b_c>"),
        ((Link("https://a.org/b)", (Text("10.1/b_c"),)),), "[10.1/b\\_c](<https://a.org/b)>)"),
        ((Text("1984. A novel"),), "1984\\. A novel"),
        ((Text("# one"),), "\\# one"),
    ],
)
def test_a_paragraph_reads_as_it_should(text: Inlines, written: str) -> None:
    assert markdown_text.paragraph(text) == written


def test_an_entry_with_a_number_is_an_item_of_a_list() -> None:
    assert markdown_text.entry((Text("2."),), (Text("Kuhn"),)) == "2. Kuhn"


def test_another_label_is_text() -> None:
    assert markdown_text.entry((Text("[2]"),), (Text("Kuhn"),)) == "\\[2\\] Kuhn"


def test_plain_text_keeps_parts_on_lines_of_their_own() -> None:
    text = (Text("Kuhn"), Displayed("block", (Text("Notes"),)))
    assert plain_text.entry((Text("2."),), text) == "2. Kuhn\nNotes"
