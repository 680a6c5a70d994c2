"""The parts that most articles have, known by the words of their headings."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Part(Enum):
    """What a heading says that the part below it is."""

    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    CONTENTS = "contents"
    NOTES = "notes"
    REFERENCES = "references"


_WORDS: Final = {
    Part.ABSTRACT: frozenset(
        {
            "abstract",
            "kurzfassung",
            "resumen",
            "resumo",
            "resumé",
            "riassunto",
            "résumé",
            "samenvatting",
            "sammanfattning",
            "sammendrag",
            "sommario",
            "streszczenie",
            "tiivistelmä",
            "zusammenfassung",
            "аннотация",
            "摘要",
            "要旨",
        }
    ),
    Part.KEYWORDS: frozenset(
        {
            "index terms",
            "key words",
            "keyword",
            "keywords",
            "mots clés",
            "mots-clés",
            "nyckelord",
            "nøkkelord",
            "palabras clave",
            "palavras-chave",
            "parole chiave",
            "schlagwörter",
            "schlüsselwörter",
            "trefwoorden",
            "ключевые слова",
            "关键词",
        }
    ),
    Part.NOTES: frozenset(
        {
            "anmerkungen",
            "endnotes",
            "footnotes",
            "fotnoter",
            "fußnoten",
            "notas",
            "note",
            "noter",
            "notes",
            "voetnoten",
        }
    ),
    Part.CONTENTS: frozenset(
        {
            "contenido",
            "contents",
            "in this article",
            "indice",
            "inhalt",
            "inhaltsverzeichnis",
            "inhoud",
            "innehåll",
            "on this page",
            "sommaire",
            "table des matières",
            "table of contents",
            "índice",
        }
    ),
    Part.REFERENCES: frozenset(
        {
            "bibliografi",
            "bibliografia",
            "bibliografie",
            "bibliografía",
            "bibliographic references",
            "bibliographie",
            "bibliography",
            "cited literature",
            "einzelnachweise",
            "fuentes",
            "kilder",
            "källor",
            "lista de referencias",
            "literatur",
            "literatura",
            "literaturangaben",
            "literature",
            "literature cited",
            "literature references",
            "literaturverzeichnis",
            "litteratur",
            "lähteet",
            "notes and references",
            "obras citadas",
            "piśmiennictwo",
            "quellen",
            "quellenverzeichnis",
            "reference",
            "reference list",
            "references",
            "references (including supplementary)",
            "references and notes",
            "references cited",
            "referencias",
            "referencias bibliográficas",
            "referenser",
            "referenties",
            "referenzen",
            "referências",
            "riferimenti",
            "riferimenti bibliografici",
            "références",
            "références bibliographiques",
            "sources",
            "works cited",
            "литература",
            "список литературы",
            "参考文献",
        }
    ),
}
_PARTS: Final = {word: part for part, words in _WORDS.items() for word in words}


def of_heading(words: str) -> Part | None:
    """Return the part that a heading begins, whatever number and stop stand around its words.

    Args:
        words: the words of the heading.
    """
    return _PARTS.get(" ".join(words.casefold().split()).strip(" .:0123456789"))
