"""Documents of several files: what is read, and where problems in them are told to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.problems import Problems
from presswork.readers import find_documents, name_of, read
from presswork.resources import Resources
from tests.outline import outline_document, outline_inlines

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read_only(folder: Path, *roots: Path) -> Document:
    """Return the only document of a folder."""
    (path,) = find_documents(folder)
    return read(path, Resources((path.parent, *roots)))


def told(document: Document, folder: Path) -> list[str]:
    return [str(one).replace(f"{folder}/", "") for one in document.warnings]


def test_included_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "article.md": "---\ntitle: T\n---\n\nOne\n\n{{< include parts/_two.md >}}\n\n```\n"
            "{{< include x.md >}}\n```\n\n```{include} three.md\n```\n\n\\odd\n",
            "parts/_two.md": "Two \\odd\n\n{{< include deep.md >}}\n",
            "parts/deep.md": "Deep\n\n[^n]: A note\n",
            "three.md": "---\ntitle: Own\n---\nThree[^n]\n",
        },
    )
    document = read_only(tmp_path)
    assert outline_document(document).split("\n") == [
        'Paragraph "One"',
        "Paragraph",
        '  "Two "',
        r'  Code "\odd"',
        'Paragraph "Deep"',
        'CodeBlock "{{< include x.md >}}"',
        "Paragraph",
        '  "Three"',
        "  NoteReference note-1",
        "Paragraph",
        r'  Code "\odd"',
        "Note note-1",
        '  Paragraph "A note"',
    ]
    places = [line.split(" warning")[0] for line in told(document, tmp_path)]
    assert places == ["article.md:16:", "parts/_two.md:1:"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{< include article.md >}}", "article.md:1: error: 'article.md' is included in itself"),
        ("{{< include none.md >}}", "article.md:1: error: file 'none.md' not found"),
        ("{{< include ../x.md >}}", "article.md:1: error: '../x.md' lies outside the document's"),
        ("{{< include a.md >}}", "b.md:1: error: 'a.md' is included in itself"),
    ],
)
def test_a_file_that_cannot_be_included(body: str, said: str, tmp_path: Path) -> None:
    write(
        tmp_path,
        {"article.md": body, "a.md": "{{< include b.md >}}", "b.md": "{{< include a.md >}}"},
    )
    with pytest.raises(Problems) as raised:
        read(tmp_path / "article.md", Resources((tmp_path,)))
    assert said in str(raised.value)


def test_chapters(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.md": "---\ntitle: T\nchapters: [one.md, sub/two.md, none.md]\n---\nFirst\n",
            "one.md": "---\ntitle: The *first*\n---\nWords\n",
            "sub/two.md": "# Second\n\n![A](a.svg){alt=''}\n",
            "sub/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        },
    )
    with pytest.raises(Problems, match=r"main.md:3: error: file 'none.md' not found"):
        read(tmp_path / "main.md", Resources((tmp_path,)))
    write(tmp_path, {"none.md": "Last\n"})
    assert outline_document(read_only(tmp_path)).split("\n") == [
        'Paragraph "First"',
        "Heading 1 #the-first",
        '  "The "',
        '  Emphasis "first"',
        'Paragraph "Words"',
        'Heading 1 #second "Second"',
        "Figure",
        '  Image a.svg ""',
        '  caption "A"',
        'Paragraph "Last"',
    ]


def test_a_book_of_quarto(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "_quarto.yml": "project:\n  type: book\nbook:\n  title: The book\n  author: Ada\n"
            "  chapters:\n    - index.qmd\n    - part: Part\n      chapters: [one.qmd]\n"
            "lang: de\nformat:\n  html: {}\n",
            "index.qmd": "# Preface\n\n\\odd\n",
            "one.qmd": "---\ntitle: One\n---\nWords\n",
        },
    )
    document = read_only(tmp_path)
    assert outline_inlines(document.metadata.title) == '"The book"'
    assert [author.name for author in document.metadata.authors] == ["Ada"]
    assert document.metadata.language == "de"
    assert outline_document(document).split("\n") == [
        'Heading 1 #preface "Preface"',
        "Paragraph",
        r'  Code "\odd"',
        'Heading 1 #one "One"',
        'Paragraph "Words"',
    ]
    assert told(document, tmp_path)[0].startswith("index.qmd:3: warning")


MANUSCRIPT = {
    "README.md": "Read me",
    "SETUP.md": "Set up",
    "content/metadata.yaml": "---\ntitle: Writing\nlang: en-US\nodd: 1\nauthors:\n"
    "- {github: ada, name: Ada Lovelace, affiliations: [Engines], corresponding: true}\n",
    "content/00.front-matter.md": "{## a\ncomment ##}\n_On {{manubot.date}}_\n\n## Authors\n\n"
    "{% for author in manubot.authors %}\n+ **{{author.name}}**\n{% endfor %}\n",
    "content/01.abstract.md": "## Abstract {.page_break_before}\n\nIn short.\n",
    "content/02.introduction.md": "## Introduction\n\nAs @doi:10.1/X says.\n\n\\odd\n\n"
    '### References {.page_break_before}\n\n<!-- here -->\n<div id="refs"></div>\n',
    "content/manual-references.json": '[{"id": "x", "type": "book", "DOI": "10.1/x"}]',
}


def test_a_manuscript_of_manubot(tmp_path: Path) -> None:
    write(tmp_path, MANUSCRIPT)
    document = read_only(tmp_path)
    metadata = document.metadata
    assert outline_inlines(metadata.title) == '"Writing"'
    assert [author.name for author in metadata.authors] == ["Ada Lovelace"]
    assert [one.name for one in metadata.affiliations] == ["Engines"]
    assert [reference.key for reference in document.references] == ["x"]
    assert outline_document(document).split("\n") == [
        'Heading 1 #introduction "Introduction"',
        "Paragraph",
        '  "As "',
        "  Cite in-text",
        "    @x",
        '  " says."',
        "Paragraph",
        r'  Code "\odd"',
        'Heading 2 #references "References"',
        "Bibliography headed",
    ]
    assert len(metadata.abstract) == 1
    assert [line.split(" warning")[0] for line in told(document, tmp_path)] == [
        "content/metadata.yaml:4:",
        "content/02.introduction.md:5:",
    ]


def test_a_manuscript_has_the_name_of_its_repository(tmp_path: Path) -> None:
    write(tmp_path / "deep-review", MANUSCRIPT)
    (path,) = find_documents(tmp_path / "deep-review")
    assert name_of(path) == "deep-review"
    assert find_documents(tmp_path / "deep-review" / "content") == (path,)
