"""The order of headings, and sections without anything in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.document import Bibliography, Heading
from presswork.inlines import plain_text
from presswork.review.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.review.manuscript import Manuscript


def skipped_levels(manuscript: Manuscript) -> Iterator[Finding]:
    """Find headings that stand two levels or more below the one before."""
    level = 0
    for block in manuscript.document.blocks:
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            words = plain_text(block.children)
            above = f"follows one of level {level}" if level else "is the first of the document"
            yield Finding(
                f"the heading '{words}' of level {block.level} {above}",
                block.location,
                f"write it as a heading of level {level + 1}: {'#' * (level + 1)} {words}",
                rule="skipped-heading-level",
            )
        level = block.level


def empty_sections(manuscript: Manuscript) -> Iterator[Finding]:
    """Find headings that nothing stands below, before the next heading or the end."""
    blocks = manuscript.document.blocks
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        ends = following is None or (
            isinstance(following, Heading) and following.level <= block.level
        )
        if ends or (isinstance(following, Bibliography) and not following.headed):
            yield Finding(
                f"nothing stands below the heading '{plain_text(block.children)}'",
                block.location,
                "write the section, or delete its heading",
                rule="empty-section",
            )
