"""A pack made: its files in a tidy tree, with archives, a list and a download page beside them."""

from __future__ import annotations

import secrets
import shutil
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exporters.download_page import Bundle, DownloadPage, Offer, write_page
from presswork import looks
from presswork.packing import archives, manifest, thumbnails
from presswork.packing.manifest import MANIFEST, Archive, Packaged, hash_of
from presswork.packing.revisions import revision_of
from presswork.pipeline.orders import Order, Outcome, in_order
from presswork.pipeline.output import unwritable
from presswork.pipeline.planning import PDF
from presswork.pipeline.running import carry_out
from presswork.problems import Location, Problem, ProblemKind, Problems
from presswork.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from presswork.house import House
    from presswork.packing.plan import Build, Plan
    from presswork.pipeline.orders import Made, Watch

INDEX: Final = "index.html"
FILES: Final = "files"
THUMBNAILS: Final = "thumbnails"
ARCHIVES: Final = "archives"

WORLDWIDE: Final = "worldwide"
"""What the folder and the archive of files are called that are for all the world."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What came of it.

    Args:
        files: those of the pack; none where something failed, and then nothing was replaced.
        archives: one an area.
        outcome: what came of the builds.
    """

    files: tuple[Packaged, ...]
    archives: tuple[Archive, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Means:
    """With what a pack is made.

    Args:
        workers: how many processes work side by side.
        strict: whether warnings are errors.
        house: what a house file says.
        watch: is told how far it is.
    """

    workers: int
    strict: bool
    house: House
    watch: Watch


def pack(plan: Plan, output: Path, means: Means) -> Packed:
    """Make a pack, and put it in the place of an earlier one when all of it is there.

    Args:
        plan: what is in it.
        output: its folder, which is replaced.
        means: with what it is made.

    Raises:
        Problems: the folder is something else, or cannot be written.
    """
    if output.exists() and not (output.is_dir() and _is_ours(output)):
        hint = "choose another folder with --output, or move away what is there"
        what = "it is no pack of ours, and is not replaced"
        raise Problems([Problem(what, Location(output), hint, kind=ProblemKind.OUTPUT)])
    aside = output.with_name(f".{output.name}.{secrets.token_hex(4)}")
    try:
        aside.mkdir(parents=True)
        outcome = _build(plan, aside / "built", means)
        if outcome.errors or outcome.crashes:
            return Packed((), (), outcome)
        packed = _arranged(plan, aside, outcome, means.workers)
        _put_in_place(aside, output)
    except OSError as error:
        raise Problems([unwritable(output, error)]) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return packed


def _is_ours(folder: Path) -> bool:
    return manifest.is_pack(folder) or not any(folder.iterdir())


def _build(plan: Plan, folder: Path, means: Means) -> Outcome:
    """Make all files, each build in a folder of its own."""
    made: list[Made] = []
    problems: list[Problem] = []
    for number, build in enumerate(plan.builds):
        outcome = carry_out(_order(build, folder / str(number), means), means.watch)
        made += outcome.made
        problems += outcome.problems
        if outcome.crashes:
            return Outcome((), in_order(problems), outcome.crashes)
    return Outcome(tuple(made), in_order(problems), ())


def _order(build: Build, folder: Path, means: Means) -> Order:
    return Order(
        documents=build.documents,
        formats=build.formats,
        output=folder,
        styles=build.styles,
        language=build.language,
        paper=build.paper,
        look=build.look,
        presets=build.presets,
        strict=means.strict,
        workers=means.workers,
        house=means.house,
        settings=build.settings,
        regions=build.regions,
        imposition=build.imposition,
    )


def _arranged(plan: Plan, folder: Path, outcome: Outcome, workers: int) -> Packed:
    """Move the files to where they belong, and make what stands beside them."""
    placed = _placed(folder, outcome.made, plan)
    for path, made in placed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        made.path.replace(path)
    shutil.rmtree(folder / "built")
    pictures = _pictures(placed, folder)
    thumbnails.draw(pictures, workers)
    files = tuple(
        _packaged(path, made, folder, pictures.get(path)) for path, made in placed.items()
    )
    bundles = tuple(_archives(files, folder))
    manifest.write(folder / MANIFEST, plan.title, files, bundles)
    _write_page(plan, folder, files, bundles)
    return Packed(files, bundles, outcome)


def _placed(folder: Path, made: Iterable[Made], plan: Plan) -> dict[Path, Made]:
    """Return the files by where they belong.

    Raises:
        Problems: two builds make the same file.
    """
    placed: dict[Path, Made] = {}
    for file in made:
        region = file.variant.region
        where = f"{region.area}/{region.code}" if region else WORLDWIDE
        path = folder / FILES / where / file.path.name
        if path in placed:
            what = f"two builds make {path.relative_to(folder).as_posix()}"
            hint = "build each format, preset, style and region once"
            raise Problems([Problem(what, Location(plan.path), hint)])
        placed[path] = file
    return dict(sorted(placed.items()))


def _pictures(placed: Iterable[Path], folder: Path) -> dict[Path, Path]:
    """Return where the pictures of first pages belong, by the PDFs."""
    pictures: dict[Path, Path] = {}
    for path in placed:
        if path.suffix == PDF:
            inner = path.relative_to(folder / FILES).with_suffix(thumbnails.SUFFIX)
            pictures[path] = folder / THUMBNAILS / inner
            pictures[path].parent.mkdir(parents=True, exist_ok=True)
    return pictures


def _packaged(path: Path, made: Made, folder: Path, picture: Path | None) -> Packaged:
    return Packaged(
        path=path.relative_to(folder).as_posix(),
        bytes=made.size,
        sha256=hash_of(path),
        pages=made.pages,
        revision=revision_of(made.variant.source.resolve().parent),
        variant=made.variant,
        thumbnail=picture.relative_to(folder).as_posix() if picture else "",
    )


def _archives(files: Sequence[Packaged], folder: Path) -> Iterator[Archive]:
    """Write an archive for each area, and one for what is for all the world."""
    by_area: defaultdict[str, list[Packaged]] = defaultdict(list)
    for file in files:
        by_area[file.variant.region.area if file.variant.region else ""].append(file)
    (folder / ARCHIVES).mkdir()
    for area, inside in sorted(by_area.items()):
        path = folder / ARCHIVES / f"{area or WORLDWIDE}.zip"
        names = {file.path.removeprefix(f"{FILES}/"): folder / file.path for file in inside}
        archives.write(path, names)
        size, inner = path.stat().st_size, path.relative_to(folder).as_posix()
        yield Archive(inner, size, hash_of(path), area, len(inside))


def _write_page(
    plan: Plan, folder: Path, files: Iterable[Packaged], bundles: Iterable[Archive]
) -> None:
    page = DownloadPage(
        title=plan.title,
        about=plan.about,
        offers=tuple(map(_offer, files)),
        bundles=tuple(Bundle(one.path, one.area, one.files, one.bytes) for one in bundles),
        manifest=MANIFEST,
    )
    look = looks.load("article", language=plan.language)
    write_page(page, look, folder / INDEX, Resources(look.folders))


def _offer(file: Packaged) -> Offer:
    variant, region = file.variant, file.variant.region
    return Offer(
        path=file.path,
        title=variant.title,
        form=variant.form,
        sheets=variant.imposition,
        style=variant.style,
        language=variant.language,
        text_language=variant.text_language,
        country=region.code if region else "",
        country_name=region.name if region else "",
        area=region.area if region else "",
        pages=file.pages,
        bytes=file.bytes,
        thumbnail=file.thumbnail,
    )


def _put_in_place(aside: Path, output: Path) -> None:
    """Put a pack in the place of an earlier one, which stays if that fails."""
    earlier = output.with_name(f"{aside.name}.earlier")
    if output.exists():
        output.replace(earlier)
    try:
        aside.replace(output)
    except OSError:
        if earlier.exists():
            earlier.replace(output)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
