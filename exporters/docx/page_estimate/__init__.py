"""On which pages things will stand when Word lays a file out: an estimate.

Word works out page numbers when it lays pages out, and shows until then what the file holds. This
lays the finished file out roughly: its styles, the widths of its fonts, lines, tables, pictures,
footnotes, columns, and what is kept together. The time it takes is proportional to the file's size.
The rooms: `metrics` knows fonts, `formatting` works styles out, `lines` and `formulas` break
paragraphs, `flow` goes through the body, `stack` fills pages.
"""

from .flow import Estimate, estimate
from .formatting import Formatting, theme_fonts

__all__ = ["Estimate", "Formatting", "estimate", "theme_fonts"]
