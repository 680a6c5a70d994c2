"""Clusters of citations and their bibliography, in one style or in many side by side."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from presswork import styles
from presswork.bibliographies.listing import compiled
from presswork.citations import csl
from presswork.forks import FORKS
from presswork.inlines import Superscript, Text
from presswork.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from presswork.bibliographies.clusters import Cluster
    from presswork.document import BibliographyEntry
    from presswork.inlines import Inlines
    from presswork.references import Reference

FEW: Final = 6
"""So many styles are rendered here: processes of their own would take longer to begin."""

BATCH: Final = 8
"""So many styles go to a process at a time."""


@dataclass(frozen=True, slots=True)
class RenderedCluster:
    """A citation, rendered.

    Args:
        id: that of the cluster.
        text: the citation, after the author where the sentence names it.
    """

    id: str
    text: Inlines


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a style makes of clusters.

    Args:
        style: the name that it was asked for by.
        citations: in the order of the clusters.
        entries: the bibliography; empty where the style has none.
        problems: why there is nothing, where the style cannot be used.
    """

    style: str
    citations: tuple[RenderedCluster, ...] = ()
    entries: tuple[BibliographyEntry, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be rendered, the same for every style.

    Args:
        references: by their keys; those that no cluster cites are in the bibliography too.
        clusters: in the order of the document; each is a note of its own in note styles.
        language: a BCP 47 tag; None for the style's own.
    """

    references: Mapping[str, Reference]
    clusters: Sequence[Cluster]
    language: str | None = None

    def check_keys(self) -> tuple[Problem, ...]:
        """Return an error for each work that the references do not hold."""
        wanted = dict.fromkeys(item.key for cluster in self.clusters for item in cluster.items)
        return tuple(
            Problem(f"no item has the id '{key}'", hint=did_you_mean(key, self.references))
            for key in wanted
            if key not in self.references
        )

    def rendered(self, name: str) -> Rendered:
        """Return what a style makes of it; what is wrong with the style is told within."""
        try:
            rules = compiled(styles.find(name), self.language)
            processed = csl.process(
                rules,
                self.references,
                [
                    cluster.citation(number if rules.is_note else 0)
                    for number, cluster in enumerate(self.clusters, 1)
                ],
                self.references,
            )
        except Problems as problems:
            return Rendered(name, problems=problems.problems)
        citations = tuple(
            RenderedCluster(cluster.id, (*author, *_gap(author, citation), *citation))
            for cluster, author, citation in zip(
                self.clusters, processed.authors, processed.citations, strict=True
            )
        )
        return Rendered(name, citations, processed.bibliography)


def _gap(author: Inlines, citation: Inlines) -> Inlines:
    raised = len(citation) == 1 and isinstance(citation[0], Superscript)
    return () if not author or not citation or raised else (Text(" "),)


def render(job: Job, names: Sequence[str], processes: int = 1) -> Iterator[Rendered]:
    """Yield what each style makes of the clusters, in the order of the styles.

    Args:
        job: what is to be rendered.
        names: the styles' names, as `styles.find` takes them.
        processes: how many work side by side, where the styles are many.
    """
    if processes > 1 and len(names) > FEW and FORKS:
        yield from _side_by_side(job, names, processes)
    else:
        yield from map(job.rendered, names)


def _side_by_side(job: Job, names: Sequence[str], processes: int) -> Iterator[Rendered]:
    """Divide the styles among processes; some sandboxes let nobody start any."""
    batches = [names[start : start + BATCH] for start in range(0, len(names), BATCH)]
    try:
        pool = ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _ignore_ctrl_c)
    except (OSError, NotImplementedError):
        yield from map(job.rendered, names)
        return
    with pool:
        for batch in pool.map(partial(_rendered_batch, job), batches):
            yield from batch


def _rendered_batch(job: Job, names: Sequence[str]) -> list[Rendered]:
    return [job.rendered(name) for name in names]


def _ignore_ctrl_c() -> None:
    """Leave it to the parent process to answer Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
