"""House templates: Microsoft's Open XML SDK takes what comes of them, LibreOffice shows it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from exporters.docx import export
from presswork import document as doc
from presswork import looks
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.docx.house_templates import bare, german, institute
from tests.exporters.docx.test_house_templates import BLOCKS, METADATA, NOTES
from tests.tools import node_file, program, run
from tests.validation.texts import lost_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow


def converted(source: Path, form: str) -> Path:
    """Return what LibreOffice makes of a file."""
    soffice = program("soffice", "libreoffice-writer-nogui")
    folder = source.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ("--headless", "--norestore", "--convert-to", form, "--outdir", folder)
    run(soffice, profile, *options, source, environment={"HOME": os.fspath(folder)})
    return folder / f"{source.stem}.{form.partition(':')[0]}"


def of_libreoffice(path: Path) -> Path:
    """Write a file with a line of text as LibreOffice saves it."""
    source = path.with_name("line.txt")
    source.write_text("{{ body }}\n", encoding="utf-8")
    return converted(source, "docx:MS Word 2007 XML")


@pytest.mark.parametrize("make", [german, institute, bare, of_libreoffice])
def test_a_house_template_is_honoured_by_the_programs_of_others(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    template = make(tmp_path / "house.docx")
    look = looks.load("article", None, "en-US", [Assignment("word-template", str(template))])
    document = doc.Document(tmp_path / "a.md", "a", METADATA, BLOCKS, notes=NOTES)
    path = tmp_path / "article.docx"
    export(document, look, path, Resources((tmp_path,)))
    validator = node_file("@xarsh", "ooxml-validator-linux-x64", "ooxml-validator")
    assert json.loads(run(validator, path))["errors"] == []
    passages = ["On tides & time", "It falls.", "First", "Shore", "A note.", "Moon, 1999."]
    head = ["Musterverlag"] if make is german else ["Annexe large"] if make is institute else []
    assert lost_words([*passages, *head], converted(path, "pdf")) == []
