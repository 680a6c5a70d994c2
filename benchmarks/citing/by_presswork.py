"""Cite every item once and list all, with Presswork: `by_presswork.py STYLE ITEMS`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from presswork.citations import csl
from presswork.inlines import plain_text
from presswork.problems import Ledger
from presswork.readers.references import csl_json


def main(style: Path, items: Path) -> None:
    """Print the seconds and how much was rendered."""
    begin = time.perf_counter()
    read = csl_json.parse(items.read_text(encoding="utf-8"), items, Ledger())
    references = {reference.key: reference for reference in read}
    citations = [csl.Citation((csl.CitationItem(key),)) for key in references]
    answer = csl.process(csl.load_style(style), references, citations)
    shown = [plain_text(citation) for citation in answer.citations]
    entries = [plain_text(entry.label + entry.content) for entry in answer.bibliography]
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "citations": len(shown), "entries": len(entries)}))


main(Path(sys.argv[1]), Path(sys.argv[2]))
