"""Words that stand twice in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.review.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.review.manuscript import Manuscript

_WORDS: Final = {
    "en": "the a an and of to in is for with as by at from be are was were it this these we or "
    "not can has have will which their its our than but also been into between",
    "de": "und von mit für auf wird nicht ein eine einer eines zu im am bei auch wie oder aus "
    "sich dem den des als nach",
    "fr": "le les des du un une et pour dans avec sur par est sont qui au aux ou ce cette",
    "es": "el los las un una y de en con por para del al se es son que su",
    "it": "il lo gli un una e di in con per da del della che è sono",
    "nl": "het een en van in met voor op te wordt niet ook als of aan",
    "pt": "o os as um uma e de em com por para do da dos das que se é são",
}
"""By language, words that are never right twice in a row, as `that that` and `die die` can be."""


def doubled_words(manuscript: Manuscript) -> Iterator[Finding]:
    """Find words such as `the` that stand twice in a row."""
    language = manuscript.document.metadata.language.split("-")[0].lower()
    if language not in _WORDS:
        return
    words = "|".join(_WORDS[language].split())
    doubled = re.compile(rf"(?<![\w'’.-])({words})\s+\1(?![\w'’.-])", re.IGNORECASE)
    for passage in manuscript.passages:
        for found in doubled.finditer(passage.words):
            yield Finding(
                f"the word '{found[1]}' stands twice in a row",
                passage.location,
                "delete one of the two",
                quote=" ".join(found.group().split()),
                rule="doubled-word",
            )
