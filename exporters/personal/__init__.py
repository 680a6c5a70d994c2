"""Personal copies: the same pages with another name on them, laid out once for all who can share.

Templates print fields of the recipient (`fields`). The lines that hold them are found on the pages
(`flows`), and where a page is drawn they are drawn for everybody, each into a stream of its own
(`places`, `pages`). A copy is the file that all share with those streams exchanged (`updates`); a
print run is one file with the pages of all (`runs`). `copies` finds out who can share: those whose
pages differ in nothing but these lines, which take as much room. One more layout, of whoever
differs most, proves it.
"""
