"""Pictures made ready for a page: of a kind that it shows, no larger than it needs, in sRGB.

`examine` tells what a page has to know before it is laid out, from the file's head; `sizing` gives
the bytes. Both keep what they found, so that one picture is decoded once in all formats and styles
that a process writes. The rooms: `decoding` opens and scales, `colours` knows profiles and modes,
`encoding` writes; `pages` draws PDF files, and `vectors` takes them over as they are, with their
`characters`.
"""

from __future__ import annotations

from .examining import Source, UnusableError, examine

__all__ = ["Source", "UnusableError", "examine"]
