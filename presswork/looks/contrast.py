"""Whether text can be read on what is below it, by the contrast of their colours.

The rule is 1.4.3 of WCAG 2.2 (level AA): 4.5:1 at least, of the luminances as it defines them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork import srgb
from presswork.problems import Problem, ProblemKind, Severity

if TYPE_CHECKING:
    from presswork.settings import Settings

ENOUGH: Final = 4.5

TEXTS: Final = ("ink", "soft-ink", "accent")
"""The settings that are colours of text."""

GROUNDS: Final = ("paper", "tint")
"""Those that are colours of what text stands on; each text may stand on each."""

STEPS: Final = 100
"""How finely a colour that can be read is looked for between a colour and black or white."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, `#rrggbb`: from 1, of the same, to 21."""
    return srgb.contrast(srgb.from_hex(one), srgb.from_hex(other))


def faint(settings: Settings) -> tuple[Problem, ...]:
    """Return a warning for each colour of text that can hardly be read on a ground of the look."""
    found: list[Problem] = []
    grounds = [setting for setting in settings if setting.name in GROUNDS]
    for text in (setting for setting in settings if setting.name in TEXTS):
        worst = min(grounds, key=lambda ground: contrast(text.value, ground.value), default=None)
        if worst is None or contrast(text.value, worst.value) >= ENOUGH:
            continue
        ratio = contrast(text.value, worst.value)
        what = (
            f"text in the colour '{text.name}' ({text.value}) can hardly be read on '{worst.name}' "
            f"({worst.value}): their contrast is {int(ratio * 10) / 10}:1"
        )
        near = readable(text.value, tuple(ground.value for ground in grounds))
        hint = f"{ENOUGH}:1 is the least that can; a colour near it that has it: {near}"
        if near is None:
            hint = f"{ENOUGH}:1 is the least that can: take grounds that are light, or dark, alike"
        found.append(Problem(what, None, hint, Severity.WARNING, ProblemKind.TEMPLATE))
    return tuple(found)


def readable(colour: str, grounds: tuple[str, ...]) -> str | None:
    """Return the colour nearest to another, darker or lighter, that can be read on all grounds."""
    channels = bytes.fromhex(colour.removeprefix("#"))
    for step in range(STEPS + 1):
        for end in (0, 255):
            mixed = [round(value + (end - value) * step / STEPS) for value in channels]
            found = "#" + "".join(f"{value:02x}" for value in mixed)
            if all(contrast(found, ground) >= ENOUGH for ground in grounds):
                return found
    return None
