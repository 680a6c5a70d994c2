"""The printable handout: a module and a look for each of its presets.

`summary` is a sheet of two pages, `full` the whole article set for paper, `notes` has lines to
write on, `large_print` is for weak eyes, `poster` for a wall, `quiz` asks the reader, and `cards`
are cut.
"""
