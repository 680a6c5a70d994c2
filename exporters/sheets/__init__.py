"""Pages of several columns, with figures and tables at the head or foot of columns and pages.

Each column is laid out as a page of its own, for that is what WeasyPrint (70) does well: lines,
notes at the foot, widows and orphans, in linear time. Figures and tables are laid out apart, one
a page. From how high everything came out, it is planned where all of it stands; the next layout
puts it there, and the pages are put together to sheets. What is laid out apart keeps its place in
the order of reading: an empty element with the attribute `data-place` stands there, with the number
that the float has in its attribute `data-float`.
"""

from .typesetting import typeset

__all__ = ["typeset"]
