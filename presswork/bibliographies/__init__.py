"""References and citations without a document: lists, clusters, previews, comparisons.

`gathering` reads references from files, `listing` makes a bibliography of them, `clusters` reads
citations from JSON and `citing` renders them, in many styles at once if asked.
"""
