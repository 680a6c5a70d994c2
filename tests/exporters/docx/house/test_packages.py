"""The files that a Word template may be, and those that it may not."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from exporters.docx.house.packages import DOCUMENT, MAIN_TYPES, load
from presswork.problems import Problems

if TYPE_CHECKING:
    from pathlib import Path

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.docx"
    docx.Document().save(str(path))
    return path


def changed(path: Path, name: str, before: str, after: str) -> Path:
    """Return a copy in which a part says something else."""
    copy = path.with_name("changed.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == name:
                content = content.replace(before.encode(), after.encode())
            new.writestr(entry, content)
    return copy


@pytest.mark.parametrize("kind", MAIN_TYPES)
def test_templates_and_files_with_macros_open_as_documents(plain: Path, kind: str) -> None:
    word, _ = load(changed(plain, "[Content_Types].xml", DOCUMENT, kind))
    assert word.part.content_type == DOCUMENT


def test_macros_are_left_out_and_told(plain: Path) -> None:
    macros = f'<Relationship Id="rId99" Type="{RELATIONSHIPS}/vbaProject" Target="vbaProject.bin"/>'
    path = changed(
        plain, "word/_rels/document.xml.rels", "</Relationships>", f"{macros}</Relationships>"
    )
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/vbaProject.bin", b"macros")
    word, (warning,) = load(path)
    assert "macros of the Word template are left out" in warning.what
    assert "vbaProject" not in {part.partname for part in word.part.package.iter_parts()}


def test_a_relationship_to_a_part_that_is_not_there_is_passed_over(plain: Path) -> None:
    lost = f'<Relationship Id="rId99" Type="{RELATIONSHIPS}/image" Target="media/lost.png"/>'
    path = changed(
        plain, "word/_rels/document.xml.rels", "</Relationships>", f"{lost}</Relationships>"
    )
    word, warnings = load(path)
    assert "rId99" not in word.part.rels
    assert warnings == ()


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"no archive", "it is no Word file"),
        (OLE + b"WordDocument", "of the old kind (.doc, .dot)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (rb"{\rtf1\ansi}", "a file of rich text"),
        (b"PK\x03\x04 cut off", "cannot be read"),
    ],
    ids=["text", "doc", "password", "rtf", "broken"],
)
def test_a_file_that_is_none_is_told_with_what_to_do(
    tmp_path: Path, content: bytes, what: str
) -> None:
    path = tmp_path / "house.dotx"
    path.write_bytes(content)
    with pytest.raises(Problems, match=re.escape(what)) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert problem.location is not None
    assert problem.location.path == path
    assert problem.hint


def test_strict_files_are_told(plain: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    with pytest.raises(Problems, match="Strict Open XML"):
        load(changed(plain, "_rels/.rels", RELATIONSHIPS, strict))


def test_a_file_of_another_program_of_office_is_told(plain: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    with pytest.raises(Problems, match="another program of Office"):
        load(changed(plain, "[Content_Types].xml", DOCUMENT, kind))


def test_an_archive_of_opendocument_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(Problems, match="an archive of OpenDocument"):
        load(path)


def test_the_properties_of_libreoffice_are_found(plain: Path) -> None:
    """Their relationship has another address there, with a small letter."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    other = RELATIONSHIPS.replace("officeDocument", "officedocument") + "/metadata"
    word, _ = load(changed(plain, "_rels/.rels", package, other))
    assert word.core_properties.author == "python-docx"
    names = [part.partname for part in word.part.package.iter_parts()]
    assert len(names) == len(set(names))
