"""Short documents with references, to be reviewed."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from presswork import numbering, readers
from presswork.resources import Resources
from presswork.review import review

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Problem

TODAY: Final = datetime.date(2026, 11, 25)

SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A document.

    Args:
        text: its body.
        items: its references in CSL-JSON; each is cited at the end of the text unless `cited` says
            otherwise.
        front: fields of its front matter beside the title.
        cited: the keys that are cited at the end; None for those of all items.
    """

    text: str = "Words."
    items: tuple[Item, ...] = ()
    front: str = "title: A title"
    cited: tuple[str, ...] | None = None


def item(type_: str, key: str = "a", **fields: object) -> Item:
    """Return an item of CSL-JSON; underscores are hyphens, and what is None is left out."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return {
        name: value
        for name, value in {"id": key, "type": type_, **named}.items()
        if value is not None
    }


def article(key: str = "a", **fields: object) -> Item:
    """Return a journal article that has all, but for what is said."""
    whole: dict[str, object] = {
        "title": f"What bees know {key}",
        "author": [{"family": "Chittka", "given": "Lars"}],
        "issued": {"date-parts": [[2019]]},
        "container_title": "Journal of Bees",
        "volume": "3",
        "page": "11-17",
        "DOI": f"10.1000/{key}",
    }
    return item("article-journal", key, **(whole | fields))


def book(key: str = "a", **fields: object) -> Item:
    """Return a book that has all, but for what is said."""
    whole: dict[str, object] = {
        "title": f"The Mind of a Bee {key}",
        "author": [{"family": "Chittka", "given": "Lars"}],
        "issued": {"date-parts": [[2022]]},
        "publisher": "Princeton University Press",
    }
    return item("book", key, **(whole | fields))


def chapter(key: str = "a", **fields: object) -> Item:
    """Return a chapter of a collection that has all, but for what is said."""
    whole: dict[str, object] = {
        "title": f"Counting {key}",
        "author": [{"family": "Giurfa", "given": "Martin"}],
        "editor": [{"family": "Menzel", "given": "Randolf"}],
        "issued": {"date-parts": [[2012]]},
        "container_title": "Honeybee Neurobiology",
        "publisher": "Springer",
        "page": "10-20",
    }
    return item("chapter", key, **(whole | fields))


def year(number: int) -> dict[str, object]:
    """Return a date of CSL-JSON."""
    return {"date-parts": [[number]]}


def write(source: Source, folder: Path) -> Path:
    """Write a document with its references, and a picture `bee.svg` beside it."""
    keys = [entry["id"] for entry in source.items] if source.cited is None else source.cited
    cited = "".join(f" [@{key}]" for key in keys)
    text = f"---\n{source.front}\n---\n\n{source.text}\n" + (f"\nSee{cited}.\n" if cited else "")
    path = folder / "article.md"
    path.write_text(text, encoding="utf-8")
    (folder / "references.json").write_text(json.dumps(source.items, indent=1), encoding="utf-8")
    (folder / "bee.svg").write_text(SVG, encoding="utf-8")
    return path


def reviewed(source: Source, folder: Path) -> tuple[Problem, ...]:
    """Return what the review finds in a document."""
    path = write(source, folder)
    return review(numbering.number(readers.read(path, Resources((folder,)))), TODAY)
