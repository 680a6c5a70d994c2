"""The numbers of lines that a manuscript has, in a Word template of somebody else's making.

Word numbers lines by itself (`w:lnNumType`, ISO/IEC 29500-1, 17.6.8). Our own template for
manuscripts says so already, with everything else that the look's settings want of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.line_numbers import SETTING, STEP

from .xml import NAMESPACES, qualified, w

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from presswork.looks import Look


def set_manuscript(word: WordDocument, look: Look) -> None:
    """Number the lines of a Word file, if its look wants it and its template does not do it."""
    known = look.settings.by_name
    if SETTING not in known or known[SETTING].value == "none":
        return
    kind = "newPage" if known[SETTING].value == "page" else "continuous"
    step = max(1, round(float(known[STEP].value)))
    for section in word.element.body.iter(qualified("w:sectPr")):
        if section.find("w:lnNumType", NAMESPACES) is None:
            margins = section.find("w:pgMar", NAMESPACES)
            place = 0 if margins is None else section.index(margins) + 1
            section.insert(place, w("lnNumType", countBy=step, restart=kind))
