"""The formats of files of references, and how one is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HEAD: Final = 20_000
"""How many characters of a file tell its format."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Args:
        module: the module of this package that reads it.
        endings: of the names of such files.
        sign: what is in such a file and in no other.
        encodings_vary: whether files in other encodings than UTF-8 are in use.
    """

    module: str
    endings: tuple[str, ...]
    sign: re.Pattern[str]
    encodings_vary: bool = False


def _sign(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


CSL_JSON: Final = Format("csl_json", (".json", ".csljson"), _sign(r"\A\s*(?:\[\s*[{\]]|\{\s*\")"))
CSL_YAML: Final = Format(
    "csl_yaml",
    (".yaml", ".yml"),
    _sign(r"\A(?:\s*#.*\n|\s*\n)*(?:---\s*\n|references:|-\s+[\w-]+:|-\s*\n)"),
)
BIBTEX: Final = Format(
    "bibtex", (".bib", ".bibtex", ".biblatex"), _sign(r"^[ \t]*@\s*\w+\s*[{(]"), encodings_vary=True
)
RIS: Final = Format("ris", (".ris",), _sign(r"^\s*TY {0,2}-"), encodings_vary=True)
WEB_OF_SCIENCE: Final = Format(
    "web_of_science",
    (".ciw", ".isi"),
    _sign(r"^(?:FN .*\n)?VR 1\.0|^PT [BJPS]\s*$"),
    encodings_vary=True,
)
NBIB: Final = Format(
    "nbib",
    (".nbib", ".medline"),
    _sign(r"\A\s*(?:[A-Z]{2,4} *- .*\n)*?PMID *- "),
    encodings_vary=True,
)
REFER: Final = Format("refer", (".enw", ".refer"), _sign(r"\A\s*%0 \w"), encodings_vary=True)
ENDNOTE_XML: Final = Format(
    "endnote_xml", (".xml",), _sign(r"\A\s*<(?:\?xml|xml|records|record|XML)\b")
)
FORMATS: Final = (
    CSL_JSON,
    BIBTEX,
    RIS,
    NBIB,
    WEB_OF_SCIENCE,
    REFER,
    ENDNOTE_XML,
    CSL_YAML,
)
"""In the order in which their signs are looked for."""


def detect(text: str, ending: str) -> Format:
    """Return the format of a text.

    The ending of its name decides where the text bears the sign of its format or of none.

    Args:
        text: all of it, or its beginning.
        ending: of the name of its file, with the dot.
    """
    head = text[:HEAD]
    named = next((form for form in FORMATS if ending.lower() in form.endings), None)
    if named is not None and named.sign.search(head):
        return named
    for form in FORMATS:
        if form.sign.search(head):
            return form
    return named or BIBTEX
