"""What `check` says of translations that lack something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.readers import read
from presswork.resources import Resources
from presswork.review.translating import compare

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = """\
---
title: Bees
references: [{id: bee, title: On bees, type: book}, {id: wasp, title: On wasps, type: book}]
handout: {key-points: [They fly., They dance.]}
---

# Flight

[@bee; @wasp]

# Dance

| a | b |
|---|---|
| 1 | 2 |

: Dances. {#tbl:dances}
"""

COMPLETE = """\
---
title: Bienen
handout: {key-points: [Sie fliegen., Sie tanzen.]}
---

# Flug

[@bee; @wasp]

# Tanz

| a | b |
|---|---|
| 1 | 2 |

: Tänze. {#tbl:dances}
"""


def found(folder: Path, translation: str) -> list[str]:
    original = folder / "article.md"
    original.write_text(ORIGINAL, encoding="utf-8")
    path = folder / "article.de.md"
    path.write_text(translation, encoding="utf-8")
    allowed = Resources((folder,))
    problems = compare(read(path, allowed), read(original, allowed))
    assert {problem.rule for problem in problems} <= {"incomplete-translation"}
    return [problem.what.removeprefix("the translation ") for problem in problems]


def test_a_complete_translation_lacks_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, COMPLETE) == []


def test_all_that_is_lacking_is_told(tmp_path: Path) -> None:
    text, _, _ = COMPLETE.replace("; @wasp", "").replace(", Sie tanzen.", "").partition("# Tanz")
    assert found(tmp_path, text) == [
        "has no table 'tbl:dances'",
        "does not cite 'wasp'",
        "has 1 section, and not 2",
        "has 1 key point, and not 2",
    ]
