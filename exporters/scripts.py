"""Scripts that the look's fonts do not have: which fonts of the machine stand in, and what is lost.

A page never shows empty boxes without a word: what no font has is told by the name of its script
(Unicode Standard Annex 24), with the pages and the font that has it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from exporters.boxes import sheet_of, texts
from presswork.looks import FONTS
from presswork.system import PackageManager, is_root, package_manager

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import weasyprint

    from presswork.looks import Look
    from presswork.problems import Ledger

SHOWN: Final = 6
"""How many characters a warning shows of a script."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script, or what is not of any.

    Args:
        name: as a sentence has it.
        font: a free font that has it.
        packages: what each package manager calls the package of the font.
    """

    name: str
    font: str
    packages: Mapping[PackageManager, str]


_MSYS2: Final = "https://fonts.google.com/noto"

EMOJI: Final = Script(
    "emoji",
    "Noto Color Emoji",
    {
        PackageManager.APT: "fonts-noto-color-emoji",
        PackageManager.DNF: "google-noto-color-emoji-fonts",
        PackageManager.APK: "font-noto-emoji",
        PackageManager.BREW: "--cask font-noto-color-emoji",
    },
)


def _east_asian(name: str, language: str) -> Script:
    return Script(
        name,
        f"Noto Serif CJK {language}",
        {
            PackageManager.APT: "fonts-noto-cjk",
            PackageManager.DNF: "google-noto-serif-cjk-fonts",
            PackageManager.APK: "font-noto-cjk",
            PackageManager.BREW: f"--cask font-noto-serif-cjk-{language.lower()}",
        },
    )


CHINESE: Final = _east_asian("Chinese characters", "SC")
JAPANESE: Final = _east_asian("Japanese", "JP")
KOREAN: Final = _east_asian("Korean", "KR")

EAST_ASIAN: Final = {
    "Hani": CHINESE,
    "Bopo": CHINESE,
    "Hira": JAPANESE,
    "Kana": JAPANESE,
    "Hang": KOREAN,
}
"""By the codes of ISO 15924."""

SIGNS: Final = "signs"
"""What characters of no script are called."""

OF_NO_SCRIPT: Final = frozenset({"Zyyy", "Zinh", "Zzzz"})


def _noto(name: str, font: str) -> Script:
    slug = font.lower().replace(" ", "-")
    return Script(
        name,
        font,
        {
            PackageManager.APT: "fonts-noto-core",
            PackageManager.DNF: "google-noto-fonts-all",
            PackageManager.APK: "font-noto-all",
            PackageManager.BREW: f"--cask font-{slug}",
        },
    )


def script_of(character: str) -> Script:
    """Return the script of a character."""
    from fontTools import unicodedata as unicode_data  # noqa: PLC0415 - few documents need it

    code = unicode_data.script(character)
    if code in EAST_ASIAN:
        return EAST_ASIAN[code]
    if code not in OF_NO_SCRIPT:
        name = unicode_data.script_name(code).replace("_", " ")
        return _noto(name, f"Noto Sans {name}")
    point = ord(character)
    if 0x3000 <= point < 0x3040 or 0xFF00 <= point < 0xFFF0:  # noqa: PLR2004 - two blocks
        return CHINESE
    if 0x1F000 <= point < 0x1FB00:  # noqa: PLR2004 - the blocks of emoji
        return EMOJI
    return _noto(SIGNS, "Noto Sans Symbols 2")


def tell_missing(
    pages: Sequence[weasyprint.Page],
    characters: set[str],
    ledger: Ledger,
    elsewhere: str = "in a drawing",
) -> None:
    """Warn of characters that no font has: their scripts, where they are, and what has them.

    Args:
        pages: what is printed.
        characters: those that no font has.
        ledger: where it is noted.
        elsewhere: where characters are that are not among the text of the pages.
    """
    visible = set(filter(_is_visible, characters))
    places = _places(pages, visible) if visible else {}
    for script, members in _by_script(visible):
        on = sorted({page for one in members for page in places.get(one, ())})
        count = sum(len(places.get(one, ())) for one in members)
        number = f"{count} characters" if count > 1 else "a character"
        where = f"{number} on {_page_names(on)}" if on else f"characters {elsewhere}"
        ledger.warn(
            f"no font on this machine has {script.name}: {where} cannot be shown"
            f" ({_samples(members)})",
            hint=_remedy(script),
        )


def tell_stand_ins(
    used: Mapping[int, weasyprint.pdf.fonts.Font], look: Look, missing: set[str], ledger: Ledger
) -> None:
    """Warn of fonts of the machine that stand in for those of the look, and for which scripts.

    Args:
        used: the fonts of a PDF that is written, by WeasyPrint's keys.
        look: whose fonts are meant to be used.
        missing: what no font has.
        ledger: where it is noted.
    """
    own = {face.family for face in look.faces}
    families: dict[str, set[str]] = {}
    for font in used.values():
        if font.family not in own:
            shown = {text for text in font.to_unicode.values() if text not in missing}
            for script, some in _by_script(set(filter(_is_visible, "".join(shown)))):
                name = f"{SIGNS} {_samples(some)}" if script.name == SIGNS else script.name
                families.setdefault(name, set()).add(font.family)
    if families:
        stand_ins = (f"{name} ({', '.join(sorted(families[name]))})" for name in sorted(families))
        ledger.warn(
            "fonts of this machine stand in for what the look's fonts do not have, and pages may"
            f" differ on another one: {', '.join(stand_ins)}",
            hint=f"add fonts that have them to the look's {FONTS}",
        )


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ"


def _by_script(characters: Iterable[str]) -> Iterator[tuple[Script, list[str]]]:
    ordered = sorted(((script_of(one), one) for one in characters), key=lambda pair: pair[0].name)
    for _, group in groupby(ordered, lambda pair: pair[0].name):
        pairs = tuple(group)
        yield pairs[0][0], sorted(one for _, one in pairs)


def _places(pages: Sequence[weasyprint.Page], characters: set[str]) -> dict[str, list[int]]:
    """Return the page of each occurrence of characters, counted from 1."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        for text in texts(sheet_of(page)):
            for character in text:
                if character in characters:
                    found.setdefault(character, []).append(number)
    return found


def _page_names(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    names = ", ".join(map(str, numbers[:SHOWN]))
    return f"pages {names}{', …' if len(numbers) > SHOWN else ''}"


def _samples(characters: Sequence[str]) -> str:
    shown = ", ".join(f"'{one}'" for one in characters[:SHOWN])
    return f"{shown}, …" if len(characters) > SHOWN else shown


def _remedy(script: Script) -> str:
    """Return what to do about a missing script on this machine."""
    manager = package_manager()
    package = manager and script.packages.get(manager)
    if manager is None or package is None:
        return f"install {script.font} from {_MSYS2}"
    sudo = "" if is_root() or manager is PackageManager.BREW else "sudo "
    return f"install {script.font}: {sudo}{manager.value} {package}"
