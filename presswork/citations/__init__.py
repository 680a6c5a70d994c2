"""Citing: `keys` tells of citations of works that are not there, `citing` renders the others.

What CSL is, nothing outside this package knows.
"""
