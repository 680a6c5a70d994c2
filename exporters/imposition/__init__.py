"""Pages of a finished PDF on sheets to be printed, cut, folded and stapled.

`kinds` says how sheets can be made up, `choosing` what settings say of it; `sheets` (with `grids`,
`booklets`, `leaflets`) says which page stands where on which side of which sheet; `writing` puts
pages there as `drawing` draws them, `leading` takes links, destinations and outlines along,
`claims` takes back what the file said of its tags.
"""

from .choosing import as_set
from .imposing import Imposed, hint_of_many, impose, lay_on_sides
from .kinds import NAMED, Booklet, Imposition, Marks, NUp, Trifold, n_up, suffix

__all__ = [
    "NAMED",
    "Booklet",
    "Imposed",
    "Imposition",
    "Marks",
    "NUp",
    "Trifold",
    "as_set",
    "hint_of_many",
    "impose",
    "lay_on_sides",
    "n_up",
    "suffix",
]
