"""What the entry types and fields of BibTeX and BibLaTeX are in CSL 1.0.2.

After the BibLaTeX manual, sections 2.1 and 2.2, and the appendices III and IV of CSL. `bibtex` does
what a table cannot say.
"""

from __future__ import annotations

from typing import Final

from presswork.readers.references.word_lists import words

TYPES: Final = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "bookinbook": "chapter",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "commentary": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
NO_WORKS: Final = frozenset({"set", "xdata"})
"""Entries that are lists of others, or hold fields for them."""

SUBTYPES: Final = {
    ("article-journal", "magazine"): "article-magazine",
    ("article-journal", "newspaper"): "article-newspaper",
    ("webpage", "blog"): "post-weblog",
}
"""What `entrysubtype` makes of a type; it may also be a type of CSL itself."""

CONTAINED: Final = words(
    """bookinbook conference inbook incollection inproceedings inreference suppbook
    suppcollection"""
)
"""Entries of a work within a book."""

IN_JOURNALS: Final = frozenset({"article", "periodical", "suppperiodical", "review"})

PHRASES: Final = {
    "audiocd": "audio CD",
    "candthesis": "Candidate’s thesis",
    "datacd": "data CD",
    "forthcoming": "forthcoming",
    "inpreparation": "in preparation",
    "inpress": "in press",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "newseries": "New series",
    "oldseries": "Old series",
    "patent": "patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "phdthesis": "PhD thesis",
    "bathesis": "Bachelor’s thesis",
    "prepublished": "prepublished",
    "resreport": "research report",
    "serie": "series",
    "software": "computer software",
    "submitted": "submitted",
    "techreport": "technical report",
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}
"""The words that BibLaTeX's localisation keys stand for in English (its manual, 4.9.2)."""

TEXTS: Final = {
    "abstract": "abstract",
    "annotation": "annote",
    "annote": "annote",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "edition": "edition",
    "eventtitle": "event-title",
    "issue": "issue",
    "issuetitle": "volume-title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "keywords": "keyword",
    "library": "call-number",
    "maintitle": "container-title",
    "note": "note",
    "number": "number",
    "numpages": "number-of-pages",
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher",
    "origtitle": "original-title",
    "pagetotal": "number-of-pages",
    "part": "part-number",
    "pubstate": "status",
    "series": "collection-title",
    "shortjournal": "container-title-short",
    "shorttitle": "title-short",
    "title": "title",
    "type": "genre",
    "venue": "event-place",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}
"""Fields whose text is LaTeX; of several that mean one variable, the first in the entry holds."""

PUBLISHERS: Final = ("publisher", "institution", "school", "organization", "howpublished")
"""Fields that say who published a work: the first that is given does."""

PLACES: Final = ("location", "address")
RELATED_TO_ORIGINALS: Final = frozenset(
    {"origpubas", "origpubin", "reprintfrom", "reprintof", "translationfrom", "translationof"}
)
"""What `relatedtype` says where the related entry is the original."""

VERBATIM: Final = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmcid": "PMCID",
    "pmid": "PMID",
    "url": "URL",
}
NAMES: Final = {
    "author": "author",
    "bookauthor": "container-author",
    "editor": "editor",
    "translator": "translator",
    "director": "director",
    "holder": "author",
    "origauthor": "original-author",
    "illustrator": "illustrator",
    "composer": "composer",
}
EDITORS: Final = ("editor", "editora", "editorb", "editorc")
EDITOR_TYPES: Final = {
    "": "editor",
    "editor": "editor",
    "compiler": "compiler",
    "director": "director",
    "organizer": "organizer",
    "producer": "producer",
    "translator": "translator",
    "illustrator": "illustrator",
    "narrator": "narrator",
    "performer": "performer",
}
"""What a field like `editoratype` makes of its editors; others are editors of the text."""

DATES: Final = {"eventdate": "event-date", "origdate": "original-date", "urldate": "accessed"}
OTHERS: Final = words(
    """archiveprefix articleno bookpagination booksubtitle booktitleaddon crossref date day eid
    editoratype editorbtype editorctype editortype entrysubtype eprint eprintclass eprinttype
    eventtitleaddon issuesubtitle journalsubtitle journaltitleaddon langid langidopts language
    lastaccessed lastchecked mainsubtitle maintitleaddon month options origyear pages pagination
    primaryclass related relatedtype subtitle titleaddon urldate xdata year"""
)
KNOWN: Final = (
    frozenset(TEXTS)
    | frozenset(PUBLISHERS)
    | frozenset(PLACES)
    | frozenset(VERBATIM)
    | frozenset(NAMES)
    | frozenset(EDITORS)
    | frozenset(DATES)
    | OTHERS
)
"""All fields that mean anything here; others are passed over, as BibTeX does."""

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

NEVER_INHERITED: Final = words(
    """crossref entryset entrysubtype ids label options presort related relatedtype relatedstring
    shorthand xref"""
)
PARTS_OF_TITLES: Final = frozenset(
    f"{prefix}{part}"
    for prefix in ("", "book", "main", "journal", "issue")
    for part in ("subtitle", "titleaddon")
)
NAME_FIELDS: Final = frozenset(NAMES) | frozenset(EDITORS)
TITLES: Final = ("title", "subtitle", "titleaddon")
PARENTS: Final[tuple[tuple[frozenset[str], frozenset[str], str], ...]] = (
    (
        frozenset({"mvbook"}),
        frozenset({"book", "inbook", "bookinbook", "suppbook"}),
        "main",
    ),
    (
        frozenset({"mvcollection", "mvreference"}),
        frozenset(
            {"collection", "reference", "incollection", "inreference", "suppcollection"},
        ),
        "main",
    ),
    (frozenset({"mvproceedings"}), frozenset({"proceedings", "inproceedings"}), "main"),
    (
        frozenset({"book", "collection", "proceedings", "reference"}),
        CONTAINED,
        "book",
    ),
    (frozenset({"periodical"}), frozenset({"article", "suppperiodical", "review"}), "journal"),
)
"""Whose titles become what for whom (BibLaTeX manual, appendix B): the types of parents and of
children, and what is put before the names of the title fields."""

ARCHIVES: Final = {
    "arxiv": "https://arxiv.org/abs/{}",
    "googlebooks": "https://books.google.com/books?id={}",
    "hdl": "https://hdl.handle.net/{}",
    "jstor": "https://www.jstor.org/stable/{}",
}
"""The addresses of the archives that `eprinttype` names."""

JOURNALS: Final = {
    "aj": "Astronomical Journal",
    "actaa": "Acta Astronomica",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal Letters",
    "apjs": "Astrophysical Journal Supplement Series",
    "ao": "Applied Optics",
    "apss": "Astrophysics and Space Science",
    "aap": "Astronomy \\& Astrophysics",
    "aapr": "Astronomy and Astrophysics Review",
    "aaps": "Astronomy and Astrophysics Supplement Series",
    "baas": "Bulletin of the American Astronomical Society",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "memsai": "Memorie della Società Astronomica Italiana",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of SPIE",
    "psj": "Planetary Science Journal",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
}
r"""What the macros of the AAS stand for, without their `\\`, as ADS exports them."""
