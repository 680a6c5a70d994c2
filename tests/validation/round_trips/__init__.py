"""What a document says, and what programs of others read in the Word file made of it.

`told` is the one form in which the two are compared; `from_document`, `from_pandoc` and
`from_mammoth` bring each of them to it.
"""
