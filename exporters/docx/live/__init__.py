"""Live citations: those that a program of references goes on with, which shows them anew.

`Live` is what the rest of the exporter knows. `works` makes items of CSL-JSON of what is cited,
`clusters` citations in JSON, `rich_text` what is shown as RTF; `zotero`, `mendeley` and `word`
write the fields and properties of each program, and `sources` the list of sources of Word.
"""

from .citing import Live, live_citations

__all__ = ["Live", "live_citations"]
