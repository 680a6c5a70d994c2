"""A few works of common kinds, to show a style by where there are no others."""

from __future__ import annotations

from typing import Final

from presswork.inlines import Inlines, Text
from presswork.references import Date, Day, Name, Reference


def _texts(**variables: str) -> dict[str, Inlines]:
    return {name.replace("_", "-"): (Text(text),) for name, text in variables.items()}


ARTICLE: Final = Reference(
    "watson1953",
    "article-journal",
    {
        **_texts(
            title="Molecular structure of nucleic acids: A structure for deoxyribose nucleic acid",
            container_title="Nature",
            volume="171",
            issue="4356",
            page="737-738",
        ),
        "DOI": (Text("10.1038/171737a0"),),
    },
    {"author": (Name("Watson", "James D."), Name("Crick", "Francis H. C."))},
    {"issued": Date(Day(1953, 4, 25))},
)
BOOK: Final = Reference(
    "kuhn1962",
    "book",
    _texts(
        title="The structure of scientific revolutions",
        publisher="University of Chicago Press",
        publisher_place="Chicago",
    ),
    {"author": (Name("Kuhn", "Thomas S."),)},
    {"issued": Date(Day(1962))},
)
CHAPTER: Final = Reference(
    "haraway1991",
    "chapter",
    _texts(
        title="A cyborg manifesto",
        container_title="Simians, cyborgs, and women: The reinvention of nature",
        publisher="Routledge",
        publisher_place="New York",
        page="149-181",
    ),
    {"author": (Name("Haraway", "Donna J."),)},
    {"issued": Date(Day(1991))},
)
MANY_AUTHORS: Final = Reference(
    "vaswani2017",
    "paper-conference",
    _texts(
        title="Attention is all you need",
        container_title="Advances in neural information processing systems",
        volume="30",
        page="5998-6008",
    ),
    {
        "author": (
            Name("Vaswani", "Ashish"),
            Name("Shazeer", "Noam"),
            Name("Parmar", "Niki"),
            Name("Uszkoreit", "Jakob"),
            Name("Jones", "Llion"),
            Name("Gomez", "Aidan N."),
            Name("Kaiser", "Łukasz"),
            Name("Polosukhin", "Illia"),
        )
    },
    {"issued": Date(Day(2017))},
)
WEB_PAGE: Final = Reference(
    "who2024",
    "webpage",
    {
        **_texts(title="Immunization coverage"),
        "URL": (Text("https://www.who.int/news-room/fact-sheets/detail/immunization-coverage"),),
    },
    {"author": (Name(literal="World Health Organization"),)},
    {"issued": Date(Day(2024, 7, 15)), "accessed": Date(Day(2026, 1, 9))},
)

SAMPLE: Final = {one.key: one for one in (ARTICLE, BOOK, CHAPTER, MANY_AUTHORS, WEB_PAGE)}
"""By their keys."""
