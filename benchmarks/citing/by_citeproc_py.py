"""Cite every item once and list all, with citeproc-py: `by_citeproc_py.py STYLE ITEMS`."""

from __future__ import annotations

import json
import sys
import time
import warnings
from pathlib import Path

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON


def main(style: Path, items: Path) -> None:
    """Print the seconds and how much was rendered."""
    warnings.simplefilter("ignore")
    begin = time.perf_counter()
    source = CiteProcJSON(json.loads(items.read_text(encoding="utf-8")))
    compiled = CitationStylesStyle(str(style), validate=False)
    bibliography = CitationStylesBibliography(compiled, source, formatter.plain)
    citations = [Citation([CitationItem(key)]) for key in source]
    for citation in citations:
        bibliography.register(citation)
    bibliography.sort()
    shown = [str(bibliography.cite(citation, lambda _: None)) for citation in citations]
    entries = [str(entry) for entry in bibliography.bibliography()]
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "citations": len(shown), "entries": len(entries)}))


main(Path(sys.argv[1]), Path(sys.argv[2]))
