"""Alternative texts that say nothing of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.document import Figure
from presswork.inlines import Image, plain_text, walk
from presswork.review.findings import Finding
from presswork.same_work import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.problems import Location
    from presswork.review.manuscript import Manuscript

_FILE_NAME: Final = re.compile(
    r"\S+\.(?:png|jpe?g|svg|gif|webp|tiff?|pdf|eps|bmp|avif|heic)", re.IGNORECASE
)
_CODED: Final = re.compile(r"[\d_-]")
"""What a name has that is no word: `fig-2`, `img_0815`."""


def repeated_captions(manuscript: Manuscript) -> Iterator[Finding]:
    """Find alternative texts that say what the caption says."""
    missing = {
        problem.location
        for problem in manuscript.document.warnings
        if problem.rule == "missing-alt-text"
    }
    for block in manuscript.blocks:
        if not isinstance(block, Figure):
            continue
        for panel in block.panels:
            image = panel.image
            if image is None or image.location in missing or not folded(image.alt):
                continue
            captions = {folded(plain_text(run)) for run in (panel.caption, block.caption)}
            if folded(image.alt) in captions:
                yield Finding(
                    f"the alternative text of '{image.source.name}' repeats the caption",
                    image.location or block.location,
                    'say what is to be seen: {alt="…"}',
                    rule="alt-repeats-caption",
                )


def file_names(manuscript: Manuscript) -> Iterator[Finding]:
    """Find alternative texts that are names of files."""
    for image, place in _images(manuscript):
        alt = image.alt.strip()
        coded = _CODED.search(alt) and folded(alt) == folded(image.source.stem)
        if _FILE_NAME.fullmatch(alt) or coded:
            yield Finding(
                f"the alternative text '{alt}' is the name of a file",
                image.location or place,
                'say what is to be seen: {alt="…"}',
                rule="alt-is-file-name",
            )


def _images(manuscript: Manuscript) -> Iterator[tuple[Image, Location | None]]:
    for block in manuscript.blocks:
        if isinstance(block, Figure):
            for image in block.images:
                yield image, block.location
    for passage in manuscript.passages:
        for inline in walk(passage.inlines):
            if isinstance(inline, Image):
                yield inline, passage.location
