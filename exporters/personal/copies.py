"""Who shares which pages, and what each copy is made of."""

from __future__ import annotations

import itertools
import tempfile
import time
from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, Final, TypeAlias

from presswork.problems import Location, Problem, ProblemKind, Severity

from .pages import Pages
from .progress import Progress
from .spools import drawn_in
from .updates import Base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from exporters import Exported
    from presswork.recipients import Group, Recipient, Recipients

    from .fields import Fields

Export: TypeAlias = "Callable[[Group, Fields, Path], Exported]"
"""Writes a document as it is for a group, with a recipient for its templates, as a file."""

PATIENCE: Final = 20
"""After how many layouts in a row that serve one recipient each nobody else is looked for."""

HELD: Final = 16
"""How many files that copies are made from are held in memory."""

NOBODY: Final = -1

Parts: TypeAlias = tuple[bytes, bytes]
"""A file: what it shares with others, and what is its own."""


@dataclass(slots=True)
class Batch:
    """Those who share pages.

    Args:
        group: which they belong to.
        path: the file of the pages.
        pages: how many they are.
        streams: the numbers of the objects that each copy exchanges.
        spools: what they are exchanged for, for one recipient after the other.
        count: how many share them.
        sheets: the same pages on sheets of paper, where these are made as well.
    """

    group: Group
    path: Path
    pages: int
    streams: tuple[int, ...] = ()
    spools: tuple[BinaryIO, ...] = ()
    count: int = 1
    sheets: Batch | None = None

    def own(self, number: int) -> tuple[bytes, ...]:
        """Return what is a recipient's own, whose number is higher than all asked for before.

        It stands in place of the streams, in their order.
        """
        return tuple(_next(spool, number) for spool in self.spools)


def _next(spool: BinaryIO, number: int) -> bytes:
    for whose, content in drawn_in(spool):
        if whose == number:
            return content
    raise LookupError(number)


@dataclass(slots=True)
class Copies:
    """All copies of a document, as they are made.

    Args:
        recipients: whom they are for.
        export: what lays out and writes pages.
        folder: where files are put that all share, or that belong to nobody else.
        batches: those who share pages.
        batch_of: which batch each recipient belongs to, by their numbers from 1; `NOBODY` for none.
        warnings: what was found on the way.
        spools: the files that hold what is drawn.
        progress: is told how far it is.
        served: how many have their pages.
    """

    recipients: Recipients
    export: Export
    folder: Path
    batches: list[Batch] = field(default_factory=list)
    batch_of: array[int] = field(default_factory=lambda: array("l"))
    warnings: list[Problem] = field(default_factory=list)
    spools: list[BinaryIO] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)
    served: int = 0

    def __post_init__(self) -> None:
        """Begin with nobody served."""
        self.batch_of = array("l", [NOBODY]) * (self.recipients.count + 1)

    def lay_out(self) -> None:
        """Lay out pages for everybody, as seldom as that can be.

        Raises:
            Problems: they cannot be laid out, or the list was changed.
        """
        for group in sorted(self.recipients.groups):
            began, before = time.perf_counter(), len(self.batches)
            reason = self._share(group)
            self._lay_out_each(group)
            if reason:
                alone = sum(batch.count == 1 for batch in self.batches[before:])
                self._warn(reason, alone, time.perf_counter() - began)

    def close(self) -> None:
        """Give back what was held on the disk."""
        for spool in self.spools:
            spool.close()

    def _spool(self) -> BinaryIO:
        spool = tempfile.TemporaryFile(dir=self.folder)  # noqa: SIM115 - `close` closes it
        self.spools.append(spool)
        return spool

    def lay_out_each(self) -> None:
        """Lay out pages for everybody alone.

        Raises:
            Problems: see `lay_out`.
        """
        for group in sorted(self.recipients.groups):
            self._lay_out_each(group)

    def _share(self, group: Group) -> str:
        """Lay out pages that many share; return why nobody does, or why some still have none."""
        alone, before, names = 0, len(self.batches), ""
        while first := next(self._waiting(group), None):
            pages, exported = self._pages_of(group, first)
            count = 0 if pages.hindrance else self._keep(group, pages, exported)
            if count == 0:
                names = ", ".join(f"recipient.{name}" for name in sorted(pages.uses.printed))
                return f"{names} {pages.hindrance}"
            alone = alone + 1 if count == 1 else 0
            names = ", ".join(f"recipient.{name}" for name in sorted(pages.uses.read))
            if alone >= PATIENCE:
                return f"a template asks what {names} is" if names else "no two copies are as high"
        is_shared = any(batch.count > 1 for batch in self.batches[before:])
        if names and not is_shared and len(self.batches) > before + 1:
            return f"a template asks what {names} is"
        return ""

    def _waiting(self, group: Group) -> Iterator[Recipient]:
        """Yield those of a group that no pages serve so far."""
        return (
            recipient
            for recipient in self.recipients
            if self.batch_of[recipient.number] == NOBODY and recipient.group == group
        )

    def _sharing(self, group: Group, pages: Pages) -> Iterator[Recipient]:
        """Yield those whose pages differ in nothing that a template asks for."""
        key = pages.uses.key_of(pages.recipient.values)
        return (
            recipient
            for recipient in self._waiting(group)
            if pages.uses.key_of(recipient.values) == key
        )

    def _drawn_for(self, group: Group, pages: Pages) -> Iterator[Recipient]:
        """Yield the same, and tell how far it is."""
        for done, recipient in enumerate(self._sharing(group, pages), self.served):
            self.progress.say("laying out", done)
            yield recipient

    def _pages_of(self, group: Group, first: Recipient) -> tuple[Pages, Exported]:
        pages = Pages(first, self._characters, lambda: self._drawn_for(group, pages), self._spool)
        return pages, self._export(group, pages, self._next_path())

    def _export(self, group: Group, pages: Pages, path: Path) -> Exported:
        exported = self.export(group, pages.fields, path)
        self.warnings += [found for found in exported.warnings if found not in self.warnings]
        return exported

    def _next_path(self) -> Path:
        return self.folder / f"pages-{len(self.batches) + 1}.pdf"

    def _characters(self, columns: Iterable[str]) -> str:
        known = self.recipients.characters
        return "".join(itertools.chain.from_iterable(sorted(known[name]) for name in columns))

    def _keep(self, group: Group, pages: Pages, exported: Exported) -> int:
        """Keep pages for all who can share them; return how many these are, none if nobody can."""
        places = pages.places
        count = 0
        numbers = array("l")
        furthest, most = pages.recipient, -1
        own = _length(pages, pages.recipient)
        for recipient in self._sharing(group, pages):
            if places is None or recipient.number in places.unfit:
                continue
            count += 1
            numbers.append(recipient.number)
            if (difference := abs(_length(pages, recipient) - own)) > most:
                furthest, most = recipient, difference
        if count > 1 and not self._is_proved(group, pages, furthest):
            pages.hindrance = "changes the pages elsewhere, too"
            return 0
        self.served += count
        at = len(self.batches)
        for number in numbers:
            self.batch_of[number] = at
        streams = tuple(place.number for place in places.drawn) if places else ()
        spools = tuple(places.spools) if places else ()
        for spool in spools:
            spool.seek(0)
        shared = Batch(group, self._next_path(), exported.pages or 0, streams, spools, count)
        self.batches.append(shared)
        return count

    def _is_proved(self, group: Group, pages: Pages, other: Recipient) -> bool:
        """Lay the pages out for another who is to share them; tell whether they are the same."""
        proof = Pages(other, self._characters, lambda: (), self._spool, is_proof=True)
        self._export(group, proof, self.folder / "proof.pdf")
        if pages.shown is None or proof.shown is None or pages.places is None:
            return False
        return (
            proof.shown.shared == pages.shown.shared
            and proof.shown.own == pages.places.shown_to(other.values)
        )

    def _lay_out_each(self, group: Group) -> None:
        for recipient in self._waiting(group):
            pages = Pages(recipient, self._characters, lambda: (), self._spool, is_alone=True)
            path = self._next_path()
            self.progress.say("laying out each by itself", self.served)
            exported = self._export(group, pages, path)
            self.served += 1
            self.batch_of[recipient.number] = len(self.batches)
            self.batches.append(Batch(group, path, exported.pages or 0))

    def all(self) -> Iterator[tuple[Recipient, Batch, tuple[bytes, ...]]]:
        """Yield everybody in the order of the list, with what their copy is made of."""
        for recipient in self.recipients:
            self.progress.say("writing", recipient.number)
            batch = self.batches[self.batch_of[recipient.number]]
            yield recipient, batch, batch.own(recipient.number)

    def files(self) -> Iterator[tuple[Recipient, Batch, tuple[Parts, ...]]]:
        """Yield everybody in the order of the list, with the parts of their files.

        The first one is that of the pages, and behind it stands that of the sheets, if there is.
        """
        base_of = lru_cache(HELD)(lambda path: Base.of(path.read_bytes()))

        def parts_of(batch: Batch, own: tuple[bytes, ...]) -> Parts:
            base = base_of(batch.path)
            exchanged = dict(zip(batch.streams, own, strict=True))
            return base.content, base.updated(exchanged) if exchanged else b""

        for recipient, batch, own in self.all():
            made = (batch, batch.sheets) if batch.sheets else (batch,)
            yield recipient, batch, tuple(parts_of(one, own) for one in made)

    def _warn(self, reason: str, count: int, seconds: float) -> None:
        """Tell why copies had to be laid out one by one, and what that took."""
        what = f"{reason}, so each of {count:,} copies was laid out by itself"
        hint = (
            f"that took {seconds / max(1, count):.1f} s a copy, and not a millisecond or two; "
            "print fields as they are, as text in a paragraph"
        )
        place = Location(self.recipients.path)
        self.warnings.append(Problem(what, place, hint, Severity.WARNING, ProblemKind.TEMPLATE))


def _length(pages: Pages, recipient: Recipient) -> int:
    return sum(len(recipient.values[name]) for name in pages.uses.printed)
