r"""Figures of LaTeX: `\begin{figure} \includegraphics{…} \caption{…} \label{…} \end{figure}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.document import Figure, Panel
from presswork.readers.markdown import groups, latex_source, latex_tables, pictures
from presswork.resources import RefusedError

if TYPE_CHECKING:
    from presswork.inlines import Inlines
    from presswork.readers.markdown.groups import Groups
    from presswork.readers.markdown.reading import Reading

_PICTURE: Final = re.compile(r"\\(?:includegraphics|includesvg)\*?\s*")
_SUBFLOAT: Final = re.compile(r"\\(?:subfloat|subfigure|subcaptionbox)\s*")
_LABEL: Final = re.compile(r"\\label\s*\{([^{}]*)\}")
_SUBFIGURES: Final = frozenset({"subfigure", "subfigure*", "minipage", "subcaptionblock"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a figure with a caption of its own: where it stands, and the caption's LaTeX."""

    start: int
    end: int
    caption: str
    label: str | None


def read_figure(source: str, line: int, reading: Reading) -> Figure | None:
    """Read a figure.

    Args:
        source: the environment as a whole.
        line: where it begins in the file.
        reading: the document.

    Returns:
        None where it holds no picture.
    """
    if not _PICTURE.search(source):
        return None
    found = groups.find(source)
    parts = _parts(found)
    outside = source
    for part in sorted(parts, key=lambda one: -one.start):
        blank = "\n" * source.count("\n", part.start, part.end)
        outside = outside[: part.start] + blank + outside[part.end :]
    caption_line = line + latex_tables.lines_to_caption(source)
    caption, label = latex_tables.caption_of(outside, caption_line, reading)
    panels = _panels(found, parts, caption, line, reading)
    return Figure(tuple(panels), caption, label, location=reading.at(line))


def _parts(found: Groups) -> list[_Part]:
    text = found.text
    parts: list[_Part] = []
    for environment in found.environments.values():
        if environment.name not in _SUBFIGURES:
            continue
        content = text[environment.content : environment.content_end]
        inner = groups.find(content)
        caption = latex_tables.caption_source(inner)
        label = _LABEL.search(content)
        if caption or label:
            name = label.group(1).strip() if label else None
            parts.append(_Part(environment.start, environment.end, caption, name))
    for match in _SUBFLOAT.finditer(text):
        position, caption = match.end(), ""
        while group := found.group(position):
            is_option = text[position] == "["
            if is_option or (match.group().startswith("\\subcaptionbox") and not caption):
                caption = group[0]
            position = group[1]
            if not is_option and not _PICTURE.search(group[0]):
                continue
            if not is_option:
                break
        named = _LABEL.search(text, match.start(), position)
        name = named.group(1).strip() if named else None
        parts.append(_Part(match.start(), position, _LABEL.sub("", caption), name))
    return parts


def _panels(
    found: Groups, parts: list[_Part], caption: Inlines, line: int, reading: Reading
) -> list[Panel]:
    panels: list[Panel] = []
    for match in _PICTURE.finditer(found.text):
        position, options = match.end(), ""
        group = found.group(position)
        if group and found.text[position] == "[":
            options = group[0]
            group = found.group(group[1])
        if group is None:
            continue
        at = line + found.text.count("\n", 0, match.start())
        part = next((one for one in parts if one.start <= match.start() < one.end), None)
        words: Inlines = ()
        if part and part.caption:
            words = latex_source.read_text(part.caption, at, reading).inlines
        address = _address(group[0].strip(), reading)
        picture = pictures.Picture(address, latex_source.arguments(options))
        image = pictures.read_figure_picture(picture, words or caption, at, reading)
        panels.append(Panel(image, words, part.label if part else None))
    return panels


_ENDINGS: Final = (".svg", ".pdf", ".png", ".jpg", ".jpeg", ".eps")


def _address(written: str, reading: Reading) -> str:
    """Return the file's name with its ending, which LaTeX lets authors leave out."""
    folder = reading.path.parent
    for ending in ("", *_ENDINGS):
        try:
            reading.resources.locate(written + ending, folder)
        except RefusedError:
            continue
        return written + ending
    return written
