"""What is hard to tag, on pages of every kind: veraPDF finds no fault in the PDFs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from tests.tools import ROOT, run
from tests.validation import vera

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LOOKS: Final = ("article", "journal")

WORDS: Final = "Many words follow each other here in interdisciplinary paragraphs. "

ROWS: Final = "\n".join(
    f"<tr><th scope='row' rowspan='2'>r{at}</th><td>{at}</td><td></td></tr>"
    f"<tr><td>{WORDS}</td><td><table><tr><td>in a cell</td></tr></table></td></tr>"
    for at in range(40)
)

CODE: Final = "\n".join(f"line{at} = 'text'  # comment" for at in range(90))

MARKDOWN: Final = f"""---
title: Hard to *tag*, with $x^2$
author: [Ada Author, Ben Author]
---

#### A deep heading comes first

{WORDS * 6}[^long]

# A heading with [a link](https://example.org/head), a note[^heading] and `code`

1. {WORDS}

   - nested {WORDS * 12}

     $$ a = b + c $$

   - with a note[^item]

Term
:   {WORDS}

:   Another meaning

::: {{.callout-note}}
## A heading in a callout

{WORDS}
:::

<table><thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>x</th><th>y</th></tr>
</thead><tbody>
{ROWS}
</tbody></table>

```python
{CODE}
```

![Four inks](inks.jpg){{alt="Inks"}}

![Sixteen bits](deep.png){{alt="Bits"}}

![Seen through](alpha.png){{alt="Alpha"}}

[![a linked picture](alpha.png)](https://example.org/picture)

![](alpha.png){{alt=""}}

A [passage en français]{{lang=fr}}, Hebrew שלום עולם, Arabic مرحبا, Greek Ελληνικά, an emoji 😀 and
what no font has: \u2fe0.

::: {{lang=es}}
Un párrafo.
:::

> $\\int_0^1 x\\,dx$ and $a_1+a_2+a_3+a_4+a_5 = b_1+b_2+b_3+b_4+b_5 = c_1+c_2+c_3+c_4+c_5 = d$.

[A link that is so long that it goes on in the next line, and in the one after that, where it ends
at last](https://example.org/{"very-long-path/" * 12})

[^long]: {WORDS * 12}

    - a list in a note

    A second paragraph.
[^heading]: Of a heading.
[^item]: Of an item.
"""


@pytest.mark.parametrize("look", LOOKS)
def test_vera_finds_no_fault(look: str, tmp_path: Path) -> None:
    article = tmp_path / "hard" / "article.md"
    article.parent.mkdir()
    article.write_text(MARKDOWN, encoding="utf-8")
    Image.new("CMYK", (60, 40), (200, 10, 10, 0)).save(article.parent / "inks.jpg")
    Image.new("I;16", (60, 40), 30000).save(article.parent / "deep.png")
    Image.new("RGBA", (60, 40), (200, 10, 10, 100)).save(article.parent / "alpha.png")
    output = tmp_path / "dist"
    run(sys.executable, ROOT / "build.py", article, "--look", look, "--quiet", "--output", output)
    reports = vera.check(output.glob("*.pdf"))
    assert reports
    for report in reports.values():
        assert vera.passes(report), report
