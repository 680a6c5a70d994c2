"""Texts of any size, real and hostile, in each format of reference files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Shape: TypeAlias = "Callable[[int], str]"


def _repeated(entry: str) -> Shape:
    """Return a shape that repeats an entry, numbered where it says `{0}`."""
    filler = entry.replace("{0}", "00000")
    return lambda size: "".join(
        entry.replace("{0}", str(number)) for number in range(max(1, size // len(filler)))
    )


def _around(before: str, inner: str, after: str = "") -> Shape:
    """Return a shape that repeats what is inside."""
    return lambda size: before + inner * (size // len(inner)) + after


def _nested(before: str, opening: str, closing: str, after: str) -> Shape:
    return lambda size: (
        before
        + opening * (size // (len(opening) + len(closing)))
        + closing * (size // (len(opening) + len(closing)))
        + after
    )


BIBTEX_ENTRY: Final = r"""@article{key{0},
  author = {M{\"u}ller, J{\"o}rg and van der Berg, Ana-Mar{\'i}a and {World Health Organization}},
  title = {On the {DNA} of \emph{E. coli}: a $\beta$-study of H$_2$O \& more -- part {0}},
  journal = jt # { of } # "Tests",
  year = 2019, month = mar, volume = 12, number = {3}, pages = {45--67},
  doi = {10.1000/xyz_{0}}, url = {https://example.org/a_b?c=%20d},
  abstract = {Some words of an abstract, which says nothing at all but is long.},
}

"""
RIS_ENTRY: Final = """TY  - JOUR
AU  - Müller, Jörg
AU  - World Health Organization
TI  - On the <i>DNA</i> of E. coli &amp; more {0}
T2  - Journal of Tests
PY  - 2019/03/04/
VL  - 12
SP  - 45
EP  - 67
DO  - 10.1000/xyz{0}
KW  - one
KW  - two
ER  - 

"""  # noqa: W291 - records end so
NBIB_ENTRY: Final = """PMID- {0}
OWN - NLM
DP  - 2018 Apr 5
TI  - Impact of balloon guide catheter on technical and clinical outcomes:
      a systematic review.
PG  - 335-339
LID - 10.1136/x{0} [doi]
FAU - Brinjikji, Waleed
AU  - Brinjikji W
JT  - Journal of surgery

"""
WEB_OF_SCIENCE_ENTRY: Final = """PT J
AU Loach, PA
   Law, CJ
TI Interactions of the
   complex {0}
SO BIOCHEMISTRY
PD JUN 8
PY 2004
BP 7003
EP 7016
ER

"""
REFER_ENTRY: Final = """%0 Journal Article
%A Shannon, C. E.
%T A Theory {0}
%J Bell Journal
%D 1948
%P 379-423

"""
XML_ENTRY: Final = """<record><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Lee, Ann</style></author></authors>
</contributors>
<titles><title><style>On </style><style face="italic">E. coli {0}</style></title></titles>
<dates><year>2018</year></dates></record>
"""
YAML_ENTRY: Final = """- id: key{0}
  type: article-journal
  title: On *E. coli* and H~2~O
  author:
  - family: Müller
    given: Jörg
  issued: 2019-03-04
"""
JSON_ENTRY: Final = """{"id": "key{0}", "type": "article-journal", "title": "On <i>E. coli</i> & x",
 "author": [{"family": "Müller", "given": "Jörg"}], "issued": {"date-parts": [[2019, 3, 4]]}},
"""

BIBTEX: Final = {
    "entries": _repeated(BIBTEX_ENTRY),
    "tiny entries": _repeated("@book{k{0},title={x}}\n"),
    "one key": _repeated("@book{k,title={x{0}}}\n"),
    "one entry": _around("@book{k, title={", "words and ", "}}"),
    "one entry of LaTeX": _around("@book{k, title={", r"\'e {\o} $x^2$ ``q'' \emph{a} ", "}}"),
    "many fields": _around("@book{k", ",title={x}", "}"),
    "many names": _around("@book{k, author={", "Lee, Ann and ", "Kim, Bo}}"),
    "at signs": _around("", "@"),
    "entries that never begin": _around("", "@a{"),
    "entries that never end": _around("", "@a{k,\n"),
    "fields that never end": _around("", "@a{k,t={\n"),
    "quotes that never end": _around("", '@a{k,t="x\n'),
    "one quote that never ends": _around('@a{k,t="', "@a{k,\n"),
    "open braces": _around("@a{k,t=", "{"),
    "closed braces": _around("@a{k,t={", "}"),
    "nested braces": _nested("@a{k,t=", "{", "}", "}"),
    "nested entries that fail": _nested("", "@a{k,t={", "}!}", ""),
    "nested emphasis": _nested("@a{k,title={", r"\emph{", "}", "}}"),
    "switches": _around("@a{k,title={", r"\it ", "}}"),
    "begins": _around("@a{k,title={", r"\begin{it}", "}}"),
    "accents": _around("@a{k,title={", r"\'\'", "}}"),
    "dollars": _around("@a{k,title={", "$x^", "}}"),
    "scripts": _around("@a{k,title={$", "x^y_", "$}}"),
    "commas": _around("@a{k", ",", "}"),
    "spaces": _around("@a{k", " ", "}"),
    "spaces after at": _around("", "@ "),
    "comments": _around("", "@comment{"),
    "strings of strings": lambda size: (
        "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, size // 30))
        + '@string{s0 = "xxxxxxxxxx"}'
    ),
    "doubling strings": lambda size: (
        '@string{s0 = "xxxxxxxxxx"}\n'
        + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, size // 30))
    ),
    "chain of parents": _repeated("@book{k{0}, title={x}, crossref={k1{0}}}\n"),
    "one long parent": lambda size: (
        f"@book{{p, note={{{'x' * (size // 2)}}}}}\n" + "@inbook{c,crossref={p}}\n" * (size // 48)
    ),
    "concatenations": _around("@a{k, title = ", '"a" # ', "{b}}"),
    "equals": _around("@a{k,", "a="),
    "names with braces": _around("@a{k, author={", "{a", "}}"),
    "names with commas": _around("@a{k, author={", "a, ", "}}"),
    "name of many words": _around("@a{k, author={", "van Lee ", "}}"),
    "text": _around("", "words without any sign of an entry\n"),
    "one line": _around("", "words "),
}
RIS: Final = {
    "entries": _repeated(RIS_ENTRY),
    "tiny entries": _around("", "TY  - BOOK\nER  - \n"),
    "one keyed entry": _around("", "TY  - BOOK\nID  - a\nER  - \n"),
    "records that never end": _around("", "TY  - BOOK\n"),
    "one value": _around("TY  - BOOK\nTI  - ", "words and\n"),
    "one line": _around("TY  - BOOK\nTI  - ", "words and "),
    "many tags": _around("TY  - BOOK\n", "ZZ  - x\n"),
    "names": _around("TY  - BOOK\n", "AU  - Lee, A.\n"),
    "name of one letter": _around("TY  - BOOK\nAU  - ", "A "),
    "pages": _around("TY  - BOOK\nSP  - ", "1 - "),
    "addresses": _around("TY  - BOOK\nUR  - ", "http://a; "),
    "numbers": _around("TY  - BOOK\nSN  - ", "1234-"),
    "tags": _around("TY  - BOOK\nTI  - ", "<i>"),
    "entities": _around("TY  - BOOK\nTI  - ", "&amp;"),
    "spaces": _around("TY  - BOOK\n", "  \n"),
    "line of spaces": _around("TY  - BOOK\n", " "),
    "dates": _around("TY  - BOOK\nPY  - ", "2020/"),
}
NBIB: Final = {
    "entries": _repeated(NBIB_ENTRY),
    "tiny entries": _repeated("PMID- {0}\n"),
    "one value": _around("PMID- 1\nTI  - ", "words\n      "),
    "identifiers": _around("PMID- 1\nLID - ", "10.1/x [doi "),
    "identifiers of spaces": _around("PMID- 1\nLID - x", " "),
    "tags": _around("PMID- 1\n", "A"),
    "dates": _around("PMID- 1\nDP  - ", "2018 "),
    "no first tag": _around("", "ABC - x\n"),
}
WEB_OF_SCIENCE: Final = {
    "entries": _repeated(WEB_OF_SCIENCE_ENTRY),
    "records that never end": _around("VR 1.0\n", "PT J\n"),
    "names": _around("VR 1.0\nPT J\nAU Lee, A\n", "   Kim, B\n"),
}
REFER: Final = {
    "entries": _repeated(REFER_ENTRY),
    "types": _around("", "%0 Book\n"),
    "signs": _around("%0 Book\n", "%"),
}
ENDNOTE_XML: Final = {
    "entries": lambda size: f"<xml><records>{_repeated(XML_ENTRY)(size)}</records></xml>",
    "tiny entries": _around("<xml><records>", "<record/>", "</records></xml>"),
    "elements": _around("<xml><record>", "<a/>", "</record></xml>"),
    "nested styles": _nested("<xml><record><titles><title>", "<style>", "</style>", "</title>"),
    "styles": _around(
        "<xml><record><titles><title>",
        "<style face='bold'>x</style>",
        "</title></titles></record></xml>",
    ),
    "open elements": _around("<xml>", "<record>"),
    "text": _around("<xml><record><abstract>", "words ", "</abstract></record></xml>"),
    "entities": _around("<xml><record><abstract>", "&amp;", "</abstract></record></xml>"),
    "faces": _around("<xml><record><title face='", "bold ", "'>x</title></record></xml>"),
}
CSL_YAML: Final = {
    "entries": _repeated(YAML_ENTRY),
    "tiny entries": _repeated("- {id: a{0}}\n"),
    "one text": _around("- id: a\n  title: ", "words and *emphasis* "),
    "stars": _around("- id: a\n  title: x", "*a**"),
    "brackets": _around("- id: a\n  title: x", "["),
    "scripts": _around("- id: a\n  title: x", "~a^"),
    "ticks": _around("- id: a\n  title: x", "`a``"),
    "nested lists": _around("", "- "),
    "flow": _around("- ", "["),
    "aliases": _around("- &a x\n", "- *a\n"),
}
CSL_JSON: Final = {
    "entries": lambda size: f"[{_repeated(JSON_ENTRY)(size).rstrip()[:-1]}]",
    "tiny entries": lambda size: (
        "[" + ",".join(f'{{"id":{number}}}' for number in range(size // 12)) + "]"
    ),
    "one text": _around('[{"id": "a", "title": "', "words ", '"}]'),
    "tags": _around('[{"id": "a", "title": "', "<i>", '"}]'),
    "closing tags": _around('[{"id": "a", "title": "<i>', "</b><", '"}]'),
    "arrays": _around("", "["),
    "objects": _around("", '{"items":'),
    "spaces": _around("[", " ", "]"),
    "numbers": _around('[{"id": "a", "volume": ', "9", "}]"),
    "unknown fields": lambda size: (
        "[{" + ",".join(f'"field{number}": 1' for number in range(size // 14)) + ', "id": "a"}]'
    ),
    "misspelt": lambda size: (
        "[" + ",".join(f'{{"id":"a{number}","titel":"x"}}' for number in range(size // 28)) + "]"
    ),
}
SHAPES: Final = {
    "bib": BIBTEX,
    "ris": RIS,
    "nbib": NBIB,
    "ciw": WEB_OF_SCIENCE,
    "enw": REFER,
    "xml": ENDNOTE_XML,
    "yaml": CSL_YAML,
    "json": CSL_JSON,
}
"""By the endings of files, and by their names."""
