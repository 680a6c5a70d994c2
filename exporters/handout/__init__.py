"""The printable handout: a module and a look for each of its presets.

`summary` is a sheet of two pages, `full` the whole article set for paper.
"""
