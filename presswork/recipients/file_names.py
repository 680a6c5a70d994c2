"""Names for the files of personal copies that every file system takes and everybody can read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

LONGEST: Final = 60
"""How many characters of a name are used."""

_SYLLABLES: Final = re.compile("[\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
"""The characters that are written as a syllable each: Chinese ones, and those of Korean."""

NOBODY: Final = "recipient"
"""What stands for a name of which nothing can be written."""


def slug(name: str) -> str:
    """Return a name in small letters, digits and hyphens: `jane-doe` for "Jane Doe".

    Other alphabets are written in Latin letters, as far as that can be done.
    """
    from anyascii import anyascii  # noqa: PLC0415 - only who makes copies needs it

    plain = name
    if not name.isascii():
        plain = anyascii(_SYLLABLES.sub(r"\g<0> ", name[: LONGEST * 4]))
    parted = re.sub(r"['’`]", "", plain.lower())
    whole = re.sub(r"[^a-z0-9]+", "-", parted[: LONGEST * 4]).strip("-")
    if len(whole) > LONGEST:
        cut = whole[: LONGEST + 1]
        whole = (cut.rpartition("-")[0] or cut)[:LONGEST].strip("-")
    return whole or NOBODY


@dataclass(slots=True)
class FileNames:
    """Gives out names of files, each once.

    Args:
        used: which endings are taken, by hashes: names are many, and need not be kept.
    """

    used: dict[bytes, int] = field(default_factory=dict)

    def next(self, stem: str, name: str, suffix: str) -> str:
        """Return `stem--jane-doe.pdf`, and for the second of that name `stem--jane-doe-2.pdf`."""
        own = slug(name)
        number = self.used.get(key := _key(stem, own), 0) + 1
        while number > 1 and _key(stem, f"{own}-{number}") in self.used:
            number += 1
        self.used[key] = number
        if number > 1:
            own = f"{own}-{number}"
            self.used[_key(stem, own)] = 1
        return f"{stem}--{own}{suffix}"


def _key(stem: str, own: str) -> bytes:
    """Return what tells names from each other, whatever their case."""
    return hashlib.blake2b(f"{stem}/{own}".casefold().encode(), digest_size=12).digest()
