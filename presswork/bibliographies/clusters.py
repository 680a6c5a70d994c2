"""Citation clusters from JSON: which works are cited together, place by place.

The shape is that of citeproc-js's citation items:
`[{"id": "c1", "items": [{"id": "key", "locator": "3", "label": "page", "prefix": "see "}]}]`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from presswork import csl_text
from presswork.citations import csl
from presswork.problems import Ledger, Location, Problem, Problems, known_are

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.inlines import Inlines

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

CLUSTER_FIELDS: Final = ("id", "items", "citationItems", "citationID", "properties", "note")
ITEM_FIELDS: Final = (
    "id",
    "locator",
    "label",
    "prefix",
    "suffix",
    "suppress-author",
    "author-only",
    "composite",
)
SHAPE: Final = '[{"id": "c1", "items": [{"id": "key", "locator": "3", "label": "page"}]}]'
SIZE_LIMIT: Final = 50 * 1024 * 1024
"""The largest file of clusters, in bytes, that is read."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A citation of one work or more.

    Args:
        id: what the result calls it by.
        items: the works.
        named: the key of the work whose author is part of the sentence; empty for none.
    """

    id: str
    items: tuple[csl.CitationItem, ...]
    named: str = ""

    def citation(self, note: int) -> csl.Citation:
        """Return it as the processor takes it, in a note or, with 0, in the text."""
        return csl.Citation(self.items, note, named=self.named)


@dataclass(frozen=True, slots=True)
class ClusterList:
    """What a file of clusters holds, in its order, and what is doubtful about it."""

    clusters: tuple[Cluster, ...]
    warnings: tuple[Problem, ...] = ()


def read_clusters(path: Path) -> ClusterList:
    """Return the clusters of a file.

    Raises:
        Problems: it cannot be read, or is no list of clusters.
    """
    ledger = Ledger()
    rows = _load(path)
    if isinstance(rows, dict):
        rows = rows.get("clusters", rows.get("citations"))
    if not isinstance(rows, list):
        raise _broken(path, None, "the file is no list of clusters", f"write {SHAPE}")
    reading = _Reading(path, ledger)
    clusters = tuple(reading.cluster(row, number) for number, row in enumerate(rows, 1))
    return ClusterList(clusters, ledger.settle())


def _load(path: Path) -> Json:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            what = f"the file is larger than {SIZE_LIMIT // 2**20} MiB"
            raise _broken(path, None, what, "divide it into several files")
        loaded: Json = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        what = f"the clusters cannot be read: {error.strerror}"
        raise _broken(path, None, what, "check the name and the file's permissions") from error
    except UnicodeDecodeError as error:
        raise _broken(path, None, "the file is not UTF-8", "save it in that encoding") from error
    except json.JSONDecodeError as error:
        what = f"broken JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise _broken(path, error.lineno, what, f"write {SHAPE}") from error
    except RecursionError as error:
        raise _broken(path, None, "broken JSON: nested too deep", f"write {SHAPE}") from error
    return loaded


def _broken(path: Path, line: int | None, what: str, hint: str) -> Problems:
    return Problems([Problem(what, Location(path, line), hint)])


@dataclass(frozen=True, slots=True)
class _Reading:
    path: Path
    ledger: Ledger

    def cluster(self, row: Json, number: int) -> Cluster:
        """Return a cluster; `citationItems` and a bare list of items are taken too."""
        if isinstance(row, list):
            row = {"items": row}
        if not isinstance(row, dict):
            self._wrong(f"cluster {number} is no object", f"write {SHAPE}")
            return Cluster(str(number), ())
        id_ = _text(row.get("id", row.get("citationID"))) or f"c{number}"
        self._check(row, CLUSTER_FIELDS, f"cluster '{id_}'")
        items = row.get("items", row.get("citationItems"))
        if not isinstance(items, list) or not items:
            self._wrong(f"cluster '{id_}' has no items", f"write {SHAPE}")
            return Cluster(id_, ())
        read = [self._item(item, id_) for item in items]
        named = next((key.key for key, is_named in read if is_named), "")
        return Cluster(id_, tuple(item for item, _ in read), named)

    def _item(self, row: Json, cluster: str) -> tuple[csl.CitationItem, bool]:
        """Return an item, and whether its author is part of the sentence (`composite`)."""
        if isinstance(row, str):
            row = {"id": row}
        if not isinstance(row, dict) or not _text(row.get("id")):
            self._wrong(f"an item of cluster '{cluster}' has no id", f"write {SHAPE}")
            return csl.CitationItem(""), False
        key = _text(row["id"])
        self._check(row, ITEM_FIELDS, f"item '{key}' of cluster '{cluster}'")
        names = csl.Names.ALL
        if row.get("author-only"):
            names = csl.Names.ONLY
        elif row.get("suppress-author") or row.get("composite"):
            names = csl.Names.SUPPRESSED
        item = csl.CitationItem(
            key,
            _words(row.get("prefix")),
            _words(row.get("suffix")),
            _text(row.get("locator")).strip(),
            (_text(row.get("label")) or "page").replace("sub verbo", "sub-verbo"),
            names,
        )
        return item, bool(row.get("composite"))

    def _check(self, row: dict[str, Json], known: tuple[str, ...], of: str) -> None:
        for name in row:
            if name not in known:
                hint = known_are(name, known)
                self.ledger.warn(f"{of} has an unknown field '{name}'", Location(self.path), hint)

    def _wrong(self, what: str, hint: str) -> None:
        self.ledger.error(what, Location(self.path), hint)


def _text(value: Json) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _words(value: Json) -> Inlines:
    return csl_text.parse(_text(value))
