"""Lists of recipients: what is read of them, and what is said of those that are wrong."""

from __future__ import annotations

import time
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from presswork.problems import Problems
from presswork.recipients import MOST_TOLD, Recipients, csv_rows, listing, survey, xlsx_rows

if TYPE_CHECKING:
    from pathlib import Path

NAMES = "name,institution\nJane Doe,University of Oxford\n"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "people.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(path: Path) -> str:
    with pytest.raises(Problems) as raised:
        survey(path)
    return str(raised.value).replace(str(path), "people.csv")


def values(recipients: Recipients) -> list[tuple[str, ...]]:
    return [
        tuple(person.values[name] for name in recipients.columns if name) for person in recipients
    ]


@pytest.mark.parametrize(
    "content",
    [
        "Name;Job title\r\nZoë;Chair, Oncology\r\n\r\n",
        "sep=;\nName;Job title\nZoë;Chair, Oncology",
        "name\tjob-title\nZoë\tChair, Oncology\n",
        'NAME,"Job Title"\n"Zoë","Chair, Oncology"\n',
        "\ufeffname;job title;;\nZoë;Chair, Oncology;;\n;;;\n",
        "name;job title\rZoë;Chair, Oncology\r",
        'name;job title\n"Zo\u202eë\x07";"Chair,\nOncology"\n',
        "name;job title\nZoe\u0308;Chair, Oncology\n",
    ],
    ids=["windows", "excel", "tabs", "quoted", "byte order mark", "mac", "unseen", "decomposed"],
)
def test_every_way_to_write_a_list_reads_alike(tmp_path: Path, content: str) -> None:
    recipients = survey(written(tmp_path, content))
    assert recipients.columns == ("name", "job_title")
    assert values(recipients) == [("Zoë", "Chair, Oncology")]
    assert recipients.count == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_unicode_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    content = "name\nÆthelred\n山田太郎\n".encode(encoding)
    assert values(survey(written(tmp_path, content))) == [("Æthelred",), ("山田太郎",)]


def test_what_looks_like_a_formula_or_markup_is_text(tmp_path: Path) -> None:
    wanted = ("=HYPERLINK(1)", "+1", "-2", "@x", "<b>{{ recipient }}</b>")
    recipients = survey(written(tmp_path, "name\n" + "\n".join(wanted)))
    assert [person.name for person in recipients] == list(wanted)


def test_styles_and_regions_are_told_with_their_first_lines(tmp_path: Path) -> None:
    content = "name,style,region\nA,,\nB,apa,de\nC,apa,de\nD,,\n"
    recipients = survey(written(tmp_path, content))
    assert dict(recipients.groups) == {listing.Group(): 2, listing.Group("apa", "de"): 3}
    assert recipients.characters["name"] == frozenset("ABCD")


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"", "people.csv: error: the list is empty"),
        (b"name,institution\n", "people.csv: error: the list has a header and no people"),
        (b"nam,city\nA,B\n", "people.csv:1: error: there is no column 'name'; there are 'nam'"),
        (b"name,Name\nA,B\n", "people.csv:1: error: there are 2 columns 'name': 1, 2"),
        (b"name,x\nA,B\nC,D,E\n", "people.csv:3: error: the row has 3 values for 2 columns"),
        (b"name,x\nA\n", "people.csv:2: error: the row has 1 values for 2 columns"),
        (b"name,\nA,B\n", "people.csv:2: error: the row has 2 values for 1 columns"),
        (b"name,,x\nA,B,C\n", "people.csv:2: error: there is a value in column 2"),
        (b"name,x\n ,B\n", "people.csv:2: error: the name is empty"),
        (b'name\nA\n"B\nC\n', 'people.csv:3: error: a quotation mark (") is opened here'),
        (b'name\n"A"B\n', 'people.csv:2: error: a quotation mark (") ends before'),
        (b"name\nA\0B\n", "people.csv:2: error: the line holds characters with the number 0"),
        (b"name\nA\nM\xfcller\n", "people.csv:3: error: the text is not UTF-8"),
        (b"name\nA\nM\xfcller\n", "as Windows-1252 it would be 'Müller'"),
        ("name\nA\n".encode("utf-16-le"), "error: the line holds characters with the number 0"),
        (b"\xff\xfen\0a\0m\0e\0\n\0\x00\xd8\n\0", "error: the text is not the UTF-16"),
        (b"name\n" + b"A" * 20_000, "people.csv:2: error: a value is longer than 10,000"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "error: the file is a workbook of Excel 97"),
        (b"PK\x03\x04 and no more", "error: the file is no workbook, or damaged"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, content: bytes, wanted: str) -> None:
    assert wanted in told(written(tmp_path, content))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be read: no such file" in told(tmp_path / "nobody.csv")
    assert "cannot be read: is a directory" in told(tmp_path)


def test_the_first_of_each_kind_are_told_and_the_others_counted(tmp_path: Path) -> None:
    many = MOST_TOLD + 5
    said = told(written(tmp_path, "name,x\n" + ",1\n" * many + "A\n" * many))
    assert said.count("the name is empty") == MOST_TOLD
    assert "there are 5 more rows without a name than are told here" in said
    assert "there are 5 more rows that are too short than are told here" in said


def test_a_line_without_an_end_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, "LONGEST_LINE", 50)
    assert "people.csv:1: error: the line is longer" in told(written(tmp_path, b"name," * 20))


def test_empty_values_at_the_end_of_a_row_are_left_out_in_linear_time(tmp_path: Path) -> None:
    end = "," * 200_000
    path = written(tmp_path, f"name{end}\nAda{end}\n")
    began = time.process_time()
    assert values(survey(path)) == [("Ada",)]
    assert time.process_time() - began < 5


def test_a_list_of_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_RECIPIENTS", 2)
    said = told(written(tmp_path, "name\nA\nB\nC\n"))
    assert "people.csv:4: error: the list has more than 2 people\n  hint: divide it" in said


def test_a_list_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    recipients = survey(written(tmp_path, NAMES))
    written(tmp_path, NAMES + "John,\n")
    with pytest.raises(Problems, match="was changed while it was being used"):
        list(recipients)


def workbook(folder: Path, *rows: tuple[str | float | bool | None, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        assert book.active is not None
        book.active.append(row)
    path = folder / "people.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_read_like_a_csv_file(tmp_path: Path) -> None:
    rows = (("Name", "Seats", "Note"), ("Zoë", 3.0, "x"), (None, None, None), ("Al", 1.5, True))
    recipients = survey(workbook(tmp_path, *rows))
    assert values(recipients) == [("Zoë", "3", "x"), ("Al", "1.5", "true")]
    assert [person.line for person in recipients] == [2, 4]


def test_formulas_in_a_workbook_are_not_evaluated(tmp_path: Path) -> None:
    said = told(workbook(tmp_path, ("name",), ("=1+1",)))
    assert "the list has a header and no people" in said


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_rows, "LARGEST_HELD", 100)
    assert "of the workbook unpacks to 0 MB" in told(workbook(tmp_path, ("name",), ("A",)))


@pytest.mark.parametrize(
    ("part", "content", "wanted"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>", "the workbook cannot be read"),
        ("xl/workbook.xml", b"no XML", "the workbook cannot be read"),
    ],
)
def test_a_broken_workbook_is_told(tmp_path: Path, part: str, content: bytes, wanted: str) -> None:
    whole, broken = workbook(tmp_path, ("name",), ("A",)), tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as read, zipfile.ZipFile(broken, "w") as write:
        for name in read.namelist():
            write.writestr(name, content if name == part else read.read(name))
    assert wanted in told(broken)
