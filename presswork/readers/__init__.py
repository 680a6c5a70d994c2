"""Readers: one module an input format, found by the ending of a file's name.

A reader is a function; `Reader` says what it takes. Readers of third parties come from the entry
point group `presswork.readers`, whose names are endings (`.org`) and whose values are functions.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from presswork import translations
from presswork.extensions import extensions
from presswork.problems import Location, Problem, Problems, known_are

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from presswork.document import Document
    from presswork.resources import Resources

ENTRY_POINTS: Final = "presswork.readers"

BUILT_IN: Final = {
    ".md": "presswork.readers.markdown:read",
    ".markdown": "presswork.readers.markdown:read",
    ".qmd": "presswork.readers.markdown:read",
    ".xml": "presswork.readers.jats:read",
    ".nxml": "presswork.readers.jats:read",
    ".jats": "presswork.readers.jats:read",
    ".html": "presswork.readers.html:read",
    ".htm": "presswork.readers.html:read",
    ".xhtml": "presswork.readers.html:read",
    ".mhtml": "presswork.readers.html:read",
    ".mht": "presswork.readers.html:read",
    ".docx": "presswork.readers.docx:read",
}
"""Endings of names, with the function that reads such a file; imported when it is needed."""

DRAFTS: Final = {
    suffix: f"{BUILT_IN[suffix]}_draft" for suffix in (".md", ".markdown", ".qmd", ".docx")
}
"""The same for those that read drafts in another way: with the comments of their authors."""

_SAVED: Final = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht", ".docx"})
"""Endings of files that lie in folders for other reasons too; there, they are documents only if
they are called as one."""

_MAIN_NAMES: Final = ("article", "paper", "index", "main")
"""What the main file of a folder is called, the likeliest first."""

_NAMED_BY_PUBLISHERS: Final = frozenset({".xml", ".nxml", ".jats"})
"""Endings of files whose names say which article they are: `journal.pone.0097541.xml`."""

_ARTICLE: Final = re.compile(rb"<(?:[\w.-]+:)?article[\s>]")
_START: Final = 16_384
"""How many bytes of an XML file tell whether an article is in it."""

_MANUSCRIPT: Final = "content"
_NO_DOCUMENTS: Final = frozenset({"readme", "changelog", "contributing", "license", "notes"})


class Reader(Protocol):
    """A function that reads a document."""

    def __call__(self, path: Path, name: str, resources: Resources) -> Document:
        """Read a document.

        Args:
            path: its main source file.
            name: what it is to be called in the names of files.
            resources: what it may reach.

        Raises:
            FlawedDocument: all that is wrong with it, where citations can be looked up.
            Problems: all that is wrong with it.
        """


class FlawedDocument(Problems):
    """The errors of a document that was read to its end, and all of whose references are known.

    Args:
        problems: at least one error.
        document: what was read: its citations can be looked up all the same.
    """

    def __init__(self, problems: Iterable[Problem], document: Document) -> None:
        """Keep the document beside its problems."""
        super().__init__(problems)
        self.document = document


def endings() -> tuple[str, ...]:
    """Return the endings of the names of files that can be read."""
    return (*BUILT_IN, *(point.name for point in extensions(ENTRY_POINTS)))


def read(path: Path, resources: Resources) -> Document:
    """Read a document with the reader of its file's ending.

    Args:
        path: its main source file.
        resources: what it may reach.

    Raises:
        FlawedDocument: all that is wrong with the document, where citations can be looked up.
        Problems: no reader knows the ending, or all that is wrong with the document.
    """
    return _reader(path, BUILT_IN)(path, name_of(path), resources)


def read_draft(path: Path, resources: Resources) -> Document:
    """Read a document with the comments of its authors, where its reader knows them; see `read`."""
    return _reader(path, BUILT_IN | DRAFTS)(path, name_of(path), resources)


def _reader(path: Path, built_in: Mapping[str, str]) -> Reader:
    suffix = path.suffix.lower()
    for point in extensions(ENTRY_POINTS):
        if point.name == suffix:
            return cast("Reader", point.load())
    if suffix not in built_in:
        hint = known_are(suffix, endings())
        raise Problems(
            [Problem(f"no reader knows files ending in '{suffix}'", Location(path), hint)]
        )
    module, _, function = built_in[suffix].partition(":")
    return cast("Reader", getattr(import_module(module), function))


def find_documents(content: Path) -> tuple[Path, ...]:
    """Return the main source files of the documents in a place, sorted by their paths.

    A file is a document itself. A folder is one if it is a manuscript of manubot's, or if it holds
    `article.md`, `paper.md`, `index.md`, `main.md` or a single file that can be read; otherwise its
    sub-folders are looked at. Web pages and Word files in it are none, unless they have one of
    these names (`article.html`), and nor are translations of others (`article.de.md`).

    Args:
        content: a file, a document's folder, or a folder of documents.
    """
    if content.is_file():
        return (content,)
    if not content.is_dir():
        return ()
    main = _manuscript(content) or _main_file(content)
    if main is not None:
        return (main,)
    readable = _readable_files(content)
    inner = [
        path
        for folder in sorted(content.iterdir())
        if folder.is_dir() and not folder.name.startswith((".", "_"))
        if not folder.name.endswith("_files")
        for path in find_documents(folder)
    ]
    return (*readable, *inner)


def name_of(path: Path) -> str:
    """Return what a document is called: its folder's name, or its file's where that says more.

    Translations are called as their originals, with their language: `stem-cells.de`.
    """
    original = translations.original_of(path)
    if original is not None:
        return f"{name_of(original)}.{translations.language_of(path)}"
    folder = path.resolve().parent
    if _manuscript(folder) == folder / path.name:
        return (folder.parent if folder.name == _MANUSCRIPT else folder).name or path.stem
    says_more = path.suffix.lower() in _NAMED_BY_PUBLISHERS
    is_main = not says_more and _main_file(folder) == folder / path.name
    if path.stem.lower() in _MAIN_NAMES or is_main:
        return folder.name or path.stem
    return path.stem


def _manuscript(folder: Path) -> Path | None:
    """Return the first file of manubot's manuscript in a folder, or in its `content/`."""
    for place in (folder, folder / _MANUSCRIPT):
        if (place / "metadata.yaml").is_file():
            numbered = sorted(place.glob("[0-9][0-9].*.md"))
            if numbered:
                return numbered[0]
    return None


def _readable_files(folder: Path) -> list[Path]:
    """Return the files that may be documents; those that were written to be read here first."""
    return sorted(
        filter(_is_readable, folder.iterdir()),
        key=lambda path: (path.suffix.lower() in _SAVED, path),
    )


def _is_readable(path: Path) -> bool:
    stem, suffix = path.stem.lower(), path.suffix.lower()
    return (
        suffix in endings()
        and stem not in _NO_DOCUMENTS
        and not path.name.startswith((".", "_", "~"))
        and (suffix not in _SAVED or stem in _MAIN_NAMES)
        and path.is_file()
        and (suffix != ".xml" or _is_article(path))
        and translations.original_of(path) is None
    )


def _is_article(path: Path) -> bool:
    """Tell whether an XML file may be an article: many kinds of files end in `.xml`."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return False
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")
    return _ARTICLE.search(start) is not None


def _main_file(folder: Path) -> Path | None:
    """Return the main file of a document's folder; None for a folder of several documents."""
    readable = _readable_files(folder)
    for name in _MAIN_NAMES:
        for path in readable:
            if path.stem.lower() == name:
                return path
    return readable[0] if len(readable) == 1 else None
