"""Pages of a finished PDF on sheets to be printed, cut, folded and stapled.

`kinds` says how sheets can be made up; `sheets` (with `grids`, `booklets`, `leaflets`) says which
page stands where on which side of which sheet; `writing` draws pages there, `leading` takes links,
destinations and outlines along, and `claims` takes back what the file said of its tags.
"""

from .imposing import Imposed, impose
from .kinds import Booklet, Imposition, Marks, NUp, Trifold, n_up, suffix

__all__ = [
    "Booklet",
    "Imposed",
    "Imposition",
    "Marks",
    "NUp",
    "Trifold",
    "impose",
    "n_up",
    "suffix",
]
