"""The numbers of lists in Word files, as LibreOffice counts them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from exporters.docx import export
from presswork import looks, numbering, readers
from presswork.resources import Resources
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LISTS = """\
---
title: Lists
---

1. one
2. two

   a. deep one
   b. deep two

      i. roman
      ii. roman two

   c. deep three

   Further words.

3. three

Between.

4. four
5. five

# Next

3) three
4) four

- bullet

  1. in bullets
  2. again

     - deep bullet

- bullet two

  1. anew

Now:

1. outer

   +-------------+
   | 1. in cell  |
   | 2. in cell  |
   +-------------+

2. outer goes on

> 1. quoted

7. seven

B)  capital
C)  capital two

And:

x. letter
y. letter two
"""

EXPECTED = """\
1. one
2. two
a. deep one
b. deep two
i. roman
ii. roman two
c. deep three
3. three
4. four
5. five
3. three
4. four
• bullet
1. in bullets
2. again
▪ deep bullet
• bullet two
1. anew
1. outer
1. in cell
2. in cell
2. outer goes on
1. quoted
7. seven
B. capital
C. capital two
x. letter
y. letter two
"""


def test_libreoffice_counts_as_the_document_does(tmp_path: Path) -> None:
    source = tmp_path / "article.md"
    source.write_text(LISTS, encoding="utf-8")
    resources = Resources((tmp_path,))
    document = numbering.number(readers.read(source, resources))
    look = looks.load("article", looks.A4, "en-US")
    export(document, look, tmp_path / "lists.docx", resources)
    soffice = program("soffice", "libreoffice-writer-nogui")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = ("--headless", "--norestore", "--convert-to", "txt:Text", "--outdir", tmp_path)
    home = {"HOME": os.fspath(tmp_path)}
    run(soffice, profile, *options, tmp_path / "lists.docx", environment=home)
    shown = (tmp_path / "lists.txt").read_text(encoding="utf-8-sig")
    lines = [line.strip() for line in shown.splitlines()]
    numbered = [line for line in lines if line[:1] in "•–▪" or line.partition(" ")[0][-1:] == "."]
    assert [line for line in numbered if " " in line] == EXPECTED.splitlines()
