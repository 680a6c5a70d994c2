"""How a document looks: folders of templates and style sheets, with settings and fixed words."""

from presswork.looks.contrast import contrast, faint
from presswork.looks.description import (
    DESCRIPTION,
    lineage,
    names_of_settings,
    read,
    settings_of,
    taken_over,
)
from presswork.looks.folders import SHARED, find, names, shared_folder, templates_folder
from presswork.looks.look import FONTS, Look, css_string, load, locale_of, warm_up
from presswork.looks.words import (
    WORDS,
    Word,
    Words,
    base_language,
    load_words,
    name_of_language,
    read_yaml_words,
)
from presswork.papers import A4, LETTER, PAPERS, Paper

__all__ = [
    "A4",
    "DESCRIPTION",
    "FONTS",
    "LETTER",
    "PAPERS",
    "SHARED",
    "WORDS",
    "Look",
    "Paper",
    "Word",
    "Words",
    "base_language",
    "contrast",
    "css_string",
    "faint",
    "find",
    "lineage",
    "load",
    "load_words",
    "locale_of",
    "name_of_language",
    "names",
    "names_of_settings",
    "read",
    "read_yaml_words",
    "settings_of",
    "shared_folder",
    "taken_over",
    "templates_folder",
    "warm_up",
]
