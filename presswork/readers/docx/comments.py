"""Comments of a Word file: what its authors and reviewers told one another (17.13.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.readers.docx.xml import W, attribute

if TYPE_CHECKING:
    from lxml import etree

    from presswork.readers.docx.package import Package


def read(opened: Package, main: str) -> dict[str, str]:
    """Return what comments say, by their ids: who speaks, and a line for each paragraph.

    Args:
        opened: the file.
        main: the name of the part with its text.
    """
    parts = (
        target.address
        for target in opened.targets_of(main).values()
        if target.kind == "comments" and not target.outside
    )
    return {
        attribute(comment, "id") or "": _words(comment)
        for root in map(opened.tree_of, parts)
        if root is not None
        for comment in root.iter(f"{W}comment")
    }


def _words(comment: etree._Element) -> str:
    author = attribute(comment, "author")
    lines = (
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in comment.iter(f"{W}p")
    )
    said = "\n".join(filter(str.strip, lines))
    return f"{author}: {said}" if author and said else said
