"""Pages painted side by side: some here, some in processes that fork off.

Painting is a third of the time of a long PDF, and each page is painted by itself: what pages share
are the fonts and what is known of their glyphs, the pictures, the states of the graphics and the
marks of the structure. So `printing` paints a run of pages in a process of its own, with the same
code, and notes what each page added to what they share; `merging` takes the pages in their order,
and adds that where painting them here would have added it. What is not as it would be here is
painted here: a page with pictures that are not our own or with something to be told, one whose
glyphs were first measured in another size, all pages of a process that dies. So the file is the
same byte by byte, whoever painted.
"""

from __future__ import annotations

from .sharing import employ

__all__ = ["employ"]
