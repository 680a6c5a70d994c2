"""Exporters for the tests of the pipeline: each writes a few words, or fails in its own way."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from exporters import Exported
from presswork.inlines import plain_text
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document
    from presswork.looks import Look
    from presswork.resources import Resources


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    del resources
    title = plain_text(document.metadata.title)
    destination.write_text(f"{title}|{look.name}|{look.paper.name}|{look.language}")
    return Exported(pages=2)


def warn(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    export(document, look, destination, resources)
    warning = Problem("a word does not fit", severity=Severity.WARNING, kind=ProblemKind.OUTPUT)
    return Exported(warnings=(warning,))


def fail(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    export(document, look, destination, resources)
    template = Location(look.folder / "page.html", 3)
    raise Problems([Problem("the template fails", template, kind=ProblemKind.TEMPLATE)])


def crash(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    export(document, look, destination, resources)
    message = "never thought of this"
    raise LookupError(message)


def run_out_of_disk(
    document: Document, look: Look, destination: Path, resources: Resources
) -> Exported:
    export(document, look, destination, resources)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(destination))


def interrupt(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    export(document, look, destination, resources)
    raise KeyboardInterrupt


def die(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    export(document, look, destination, resources)
    os._exit(1)
