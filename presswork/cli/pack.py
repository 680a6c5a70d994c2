"""The command `pack`: all that is given out, with a download page."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from presswork.cli import options, outcomes, screen
from presswork.forks import processors

if TYPE_CHECKING:
    from presswork.packing import Packed

OUTPUT = Path("dist/pack")


def pack(  # noqa: PLR0913 - the options of the command
    plan: Annotated[
        Path,
        typer.Argument(metavar="PLAN", help="What is in the pack: a YAML file."),
    ] = Path("pack.yaml"),
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", help="Where the pack goes."),
    ] = OUTPUT,
    house: options.HouseFile = None,
    jobs: options.Jobs = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
) -> None:
    """Make all that is given out: a tidy tree of files, archives, a list, and a download page.

    What is in it says pack.yaml: builds of documents, styles, formats, presets and regions. An
    earlier pack is replaced once all of the new one is there.
    """
    began = time.perf_counter()
    from presswork.house import read_house  # noqa: PLC0415 - not needed for help
    from presswork.packing import Means, read_plan  # noqa: PLC0415 - as above
    from presswork.packing import pack as make  # noqa: PLC0415 - as above

    read = read_plan(plan)
    if any(form.needs_pango for build in read.builds for form in build.formats):
        screen.tell(options.provide_pdf_libraries(strict=strict))
    with screen.progress(shown=not quiet) as watch:
        means = Means(jobs or processors(), strict, read_house(house), watch)
        packed = make(read, output, means)
    screen.tell_outcome(packed.outcome, quiet=quiet, verbose=False)
    if packed.files and not quiet:
        _show(packed, output, time.perf_counter() - began)
    elif not packed.files:
        screen.say("nothing was packed: what went wrong is above")
    raise typer.Exit(outcomes.exit_code_of(packed.outcome))


def _show(packed: Packed, output: Path, seconds: float) -> None:
    size = screen.human_size(sum(file.bytes for file in packed.files))
    screen.line(f"{len(packed.files)} files ({size}) in {seconds:.1f} s")
    for archive in packed.archives:
        screen.line(f"  {output / archive.path}  {screen.human_size(archive.bytes)}")
    screen.line(f"open {output / 'index.html'}")
