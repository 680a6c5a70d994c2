"""How wide characters are and how high lines: what an estimate needs to know of fonts.

The fonts of a Word file are on the reader's machine, not on ours. So the advance widths of those
that our templates name are kept here, in thousandths of an em: those of the Liberation fonts, which
are as wide as Times New Roman and Arial, and of our own. Any other font is taken for one of them,
with its width as a factor. A line's height is that of `hhea` (ascender, descender and gap), which
Word goes by.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS: Final = "".join(map(chr, range(32, 127))) + "–—‘’“”…•×°"
"""The characters whose widths are given, in this order."""

EM: Final = 1000
UNKNOWN: Final = 550
"""The width of a character of which nothing is known."""

FIXED: Final = 600
"""The width of every character of Courier New and its like."""


def _widths(row: str) -> Mapping[str, int]:
    return dict(zip(SIGNS, map(int, row.split()), strict=True))


_SERIF: Final = _widths(
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 "
    "500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 "
    "611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 "
    "500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 "
    "500 500 444 480 200 480 541 500 1000 333 333 444 444 1000 350 564 400"
)

_SERIF_BOLD: Final = _widths(
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 "
    "500 500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 "
    "667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 "
    "556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 "
    "500 500 444 394 220 394 520 500 1000 333 333 500 500 1000 350 570 400"
)

_SERIF_ITALIC: Final = _widths(
    "250 333 420 500 500 833 778 214 333 333 500 675 250 333 250 278 500 500 500 500 500 500 "
    "500 500 500 500 333 333 675 675 675 500 920 611 611 667 722 611 611 722 722 333 444 667 "
    "556 833 667 722 611 722 611 500 556 722 611 833 611 556 556 389 278 389 422 500 333 500 "
    "500 444 500 444 278 500 500 278 278 444 278 722 500 500 500 500 389 389 278 500 444 667 "
    "444 444 389 400 275 400 541 500 889 333 333 556 556 889 350 675 400"
)

_SERIF_BOLD_ITALIC: Final = _widths(
    "250 389 555 500 500 833 778 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 "
    "500 500 500 500 333 333 570 570 570 500 832 667 667 667 722 667 667 722 778 389 500 667 "
    "611 889 722 722 611 722 667 556 611 722 667 889 667 611 611 333 278 333 570 500 333 500 "
    "500 444 500 444 333 500 556 278 278 500 278 778 556 500 500 500 389 389 278 556 444 667 "
    "500 444 389 348 220 348 570 500 1000 333 333 500 500 1000 350 570 400"
)

_SANS: Final = _widths(
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 "
    "556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 "
    "556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 "
    "556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 "
    "500 500 500 334 260 334 584 556 1000 222 222 333 333 1000 350 584 400"
)

_SANS_BOLD: Final = _widths(
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 "
    "556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 "
    "611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 "
    "611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 "
    "556 556 500 389 280 389 584 556 1000 278 278 500 500 1000 350 584 400"
)

_SOURCE_SERIF: Final = _widths(
    "238 288 389 525 524 949 731 181 369 369 464 535 303 323 303 344 539 539 539 539 539 539 "
    "539 539 539 539 303 303 535 535 535 413 833 728 660 672 749 649 622 737 823 377 383 724 "
    "625 946 778 748 631 748 702 555 641 768 721 1019 680 678 597 340 344 340 535 515 400 551 "
    "632 531 629 541 373 570 654 339 311 609 339 972 655 588 634 615 466 475 370 642 603 860 "
    "583 611 501 364 289 364 535 515 815 229 229 448 448 828 304 535 349"
)

_SOURCE_SERIF_BOLD: Final = _widths(
    "220 341 479 566 568 997 761 234 420 420 469 569 316 356 316 391 577 577 577 577 577 577 "
    "577 577 577 577 316 316 569 569 569 447 910 724 698 678 766 642 617 744 815 403 413 760 "
    "626 934 751 761 669 761 743 591 683 765 716 1055 695 681 610 390 391 390 569 544 400 583 "
    "655 543 647 556 388 607 674 353 331 654 353 990 678 615 655 641 507 497 386 669 603 891 "
    "619 620 519 383 316 383 569 544 844 256 256 498 497 896 339 569 349"
)

_SOURCE_SERIF_ITALIC: Final = _widths(
    "225 310 466 578 528 953 703 259 388 388 480 535 300 314 300 342 545 545 545 545 545 545 "
    "545 545 545 545 300 300 535 535 535 464 883 685 621 620 703 609 579 674 775 367 364 696 "
    "589 938 752 679 573 679 646 509 598 729 667 932 669 605 568 351 336 351 535 512 400 565 "
    "534 442 568 454 335 519 592 325 283 505 304 886 606 539 553 530 435 390 362 605 521 793 "
    "578 528 503 393 284 393 535 512 812 272 272 488 488 820 295 535 328"
)

_SOURCE_SANS: Final = _widths(
    "200 289 426 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497 "
    "497 497 497 497 249 249 497 497 497 425 847 543 588 571 615 527 494 617 652 263 479 579 "
    "486 727 647 664 566 664 569 534 536 645 515 786 513 476 539 303 350 303 497 500 542 504 "
    "553 456 555 496 292 504 544 246 247 495 255 829 547 542 555 555 347 419 338 544 467 719 "
    "446 467 425 303 241 303 497 480 800 249 249 426 426 948 304 497 331"
)

_SOURCE_SANS_BOLD: Final = _widths(
    "200 315 482 513 513 841 639 275 324 324 438 513 275 322 275 344 513 513 513 513 513 513 "
    "513 513 513 513 275 275 513 513 513 444 875 558 597 576 625 538 510 628 663 282 494 597 "
    "502 745 657 674 582 674 592 545 546 655 536 800 541 501 540 324 344 324 513 500 549 516 "
    "563 462 564 507 317 520 558 262 263 522 271 843 560 549 564 564 373 431 361 556 495 748 "
    "481 495 443 324 255 324 513 480 800 275 275 482 482 964 325 513 348"
)


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts.

    Args:
        faces: the widths of its upright, bold, italic and bold italic characters.
        line: the height of a line, in ems.
        factor: how much wider its characters are than these.
    """

    faces: tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int], Mapping[str, int]]
    line: float
    factor: float = 1.0


_SERIFS: Final = (_SERIF, _SERIF_BOLD, _SERIF_ITALIC, _SERIF_BOLD_ITALIC)
_SANSES: Final = (_SANS, _SANS_BOLD, _SANS, _SANS_BOLD)
_OWN_SERIFS: Final = (
    _SOURCE_SERIF,
    _SOURCE_SERIF_BOLD,
    _SOURCE_SERIF_ITALIC,
    _SOURCE_SERIF_BOLD,
)
_OWN_SANSES: Final = (_SOURCE_SANS, _SOURCE_SANS_BOLD, _SOURCE_SANS, _SOURCE_SANS_BOLD)
_FIXED: Final = dict.fromkeys(SIGNS, FIXED)
_MONOS: Final = (_FIXED, _FIXED, _FIXED, _FIXED)

OWN_LINE: Final = 1.12
"""The height of a line that our fonts ask for where they are embedded; see `embedded_fonts`."""

TIMES: Final = Family(_SERIFS, 1.149)
FAMILIES: Final[Mapping[str, Family]] = {
    "times new roman": TIMES,
    "times": TIMES,
    "liberation serif": TIMES,
    "arial": Family(_SANSES, 1.149),
    "helvetica": Family(_SANSES, 1.149),
    "liberation sans": Family(_SANSES, 1.149),
    "courier new": Family(_MONOS, 1.133),
    "liberation mono": Family(_MONOS, 1.133),
    "source serif 4": Family(_OWN_SERIFS, OWN_LINE),
    "source serif 4 display": Family(_OWN_SERIFS, OWN_LINE, 0.93),
    "source sans 3": Family(_OWN_SANSES, OWN_LINE),
    "ibm plex mono": Family(_MONOS, OWN_LINE),
    "aptos": Family(_SANSES, 1.28, 1.01),
    "calibri": Family(_SANSES, 1.221, 0.9),
    "carlito": Family(_SANSES, 1.221, 0.9),
    "cambria": Family(_SERIFS, 1.172, 1.09),
    "caladea": Family(_SERIFS, 1.172, 1.09),
    "constantia": Family(_SERIFS, 1.221, 1.1),
    "georgia": Family(_SERIFS, 1.136, 1.15),
    "garamond": Family(_SERIFS, 1.125, 0.94),
    "book antiqua": Family(_SERIFS, 1.25, 1.1),
    "palatino linotype": Family(_SERIFS, 1.35, 1.1),
    "verdana": Family(_SANSES, 1.215, 1.15),
    "tahoma": Family(_SANSES, 1.207, 0.98),
    "segoe ui": Family(_SANSES, 1.33, 1.0),
    "trebuchet ms": Family(_SANSES, 1.161, 0.97),
    "consolas": Family(_MONOS, 1.171, 0.916),
    "dejavu serif": Family(_SERIFS, 1.164, 1.21),
    "dejavu sans": Family(_SANSES, 1.164, 1.13),
    "dejavu sans mono": Family(_MONOS, 1.164),
}
"""The families that are known, by their names in small letters."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a family.

    Args:
        line: the height of a line, in ems.
        factor: how much wider its characters are than those given.
    """

    line: float
    factor: float
    _signs: dict[str, int]

    def width(self, word: str) -> float:
        """Return the width of a word, in ems."""
        return sum(map(self._sign, word)) * self.factor / EM

    def _sign(self, sign: str) -> int:
        known = self._signs.get(sign)
        if known is None:
            known = self._signs[sign] = self._guess(sign)
        return known

    def _guess(self, sign: str) -> int:
        """Return the width of the letter below an accent, of an ideograph, or the usual one."""
        if unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc"):
            return 0
        if unicodedata.east_asian_width(sign) in ("W", "F"):
            return EM
        base = unicodedata.normalize("NFKD", sign)
        return self._signs.get(base[:1], UNKNOWN) if base else UNKNOWN


class Fonts:
    """The faces that a file uses, each made once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._faces: dict[tuple[str, bool, bool], Face] = {}

    def face(self, family: str, *, bold: bool, italic: bool) -> Face:
        """Return a face; an unknown family is taken for Times New Roman."""
        key = (family, bold, italic)
        found = self._faces.get(key)
        if found is None:
            known = FAMILIES.get(family.casefold(), TIMES)
            signs = dict(known.faces[bold + 2 * italic])
            found = self._faces[key] = Face(known.line, known.factor, signs)
        return found
