"""WeasyPrint's own style sheets: read, kept, and taken from what is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import weasyprint

from exporters import weasyprint_speed

ROOT: Final = Path(__file__).parent.parent.parent

SAY: Final = """
import tinycss2
from exporters.pdf import load_weasyprint

read = []
parse = tinycss2.parse_stylesheet
tinycss2.parse_stylesheet = lambda text, **options: (read.append(text), parse(text, **options))[1]
load_weasyprint()
print(len(read), "read")

from weasyprint import html

def code(code):
    inner = [repr(it) if not hasattr(it, "co_code") else code_of(it) for it in code.co_consts]
    return code.co_code.hex(), code.co_names, inner

code_of = code
for sheet in (html.UA_STYLESHEET, html.UA_FORM_STYLESHEET, html.PH_STYLESHEET):
    matcher = sheet.matcher
    for kind, entries in vars(matcher).items():
        for key, listed in entries.items() if isinstance(entries, dict) else [(kind, entries)]:
            for test, *entry in listed if isinstance(listed, list) else []:
                print(kind, key, code(test.__code__), entry)
    print(matcher.order, sheet.layers, sheet.base_url)
    for rule, *page in sheet.page_rules:
        print(rule.serialize(), page)
print(html.UA_COUNTER_STYLE)
"""


def said(folder: Path) -> tuple[str, str]:
    """Return how many sheets were read, and what is in them."""
    environment = {name: value for name, value in os.environ.items() if "BYTECODE" not in name}
    environment |= {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", SAY],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    count, _, content = done.stdout.partition("\n")
    return count, content


@pytest.mark.slow
@pytest.mark.skipif(
    weasyprint_speed.VERSION != weasyprint.VERSION, reason="for another version of WeasyPrint"
)
def test_kept_sheets_say_what_was_read(tmp_path: Path) -> None:
    count, read = said(tmp_path)
    assert count == "3 read"
    assert "open-quote" in read
    kept = sorted(tmp_path.rglob("sheet-*"))
    assert len(kept) == 3
    assert said(tmp_path) == ("0 read", read)
    for path, content in zip(
        kept, (b"", b"\x80\x05garbage", kept[2].read_bytes()[:-9]), strict=True
    ):
        path.write_bytes(content)
    assert said(tmp_path)[1] == read
    assert said(tmp_path) == ("0 read", read)
