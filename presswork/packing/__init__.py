"""What is given out at once: files for all regions, a list of them, archives and a download page.

`plan` reads `pack.yaml`; `packing` has the pipeline make what it names and puts it in a tidy tree;
`manifest`, `archives` and `thumbnails` make what stands beside the files.
"""

from presswork.packing.packing import Means, Packed, pack
from presswork.packing.plan import PACK, Build, Plan, read_plan

__all__ = ["PACK", "Build", "Means", "Packed", "Plan", "pack", "read_plan"]
