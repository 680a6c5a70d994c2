"""References for benchmarks: any number, always the same, with surnames and years that repeat."""

from __future__ import annotations

import random
from typing import Final, TypeAlias

SEED: Final = 20_260_101
SURNAMES: Final = (
    *(
        "Adeyemi",
        "Almeida",
        "Andersson",
        "Bakker",
        "Banerjee",
        "Chen",
        "Costa",
        "Dubois",
        "Eriksen",
    ),
    *("Fernández", "Fischer", "García", "Haddad", "Ivanova", "Jensen", "Kim", "Kowalski", "Li"),
    *("Martin", "Müller", "Nakamura", "Nguyen", "Novák", "O'Brien", "Okafor", "Papadopoulos"),
    *("Park", "Petrov", "Rossi", "Sato", "Schmidt", "Silva", "Singh", "Smith", "Takahashi"),
    *("Taylor", "van den Berg", "Wang", "Yildirim", "Zhang"),
)
GIVEN: Final = (
    *("Ada", "Ana Maria", "Ben", "Chiara", "Daniel", "Elena", "Farid", "Grace", "Hans-Peter"),
    *("Ines", "James T.", "Kofi", "Laura", "Mei", "Nikolai", "Olga", "Paul", "Quentin", "Rosa"),
    *("Samuel", "Tomás", "Ursula", "Victor", "Wei", "Yuki", "Zoë"),
)
WORDS: Final = (
    *("adaptive", "cell", "clinical", "cognitive", "controlled", "culture", "early", "effects"),
    *("evidence", "growth", "health", "immune", "long-term", "measurement", "memory", "models"),
    *("outcome", "patients", "public", "randomised", "response", "risk", "sleep", "structure"),
    *("therapy", "training", "trial", "water"),
)
JOURNALS: Final = ("Cell Reports", "Nature Medicine", "PLOS ONE", "The Lancet", "Water Research")
PUBLISHERS: Final = (
    ("Cambridge University Press", "Cambridge"),
    ("MIT Press", "Cambridge, MA"),
    ("Springer", "Berlin"),
)
TYPES: Final = ("article-journal", "book", "chapter", "webpage")
SHARES: Final = (70, 12, 12, 6)
"""How many of a hundred are of each type."""

AUTHORS: Final = (1, 2, 3, 4, 6, 9, 22)
AUTHOR_SHARES: Final = (25, 25, 20, 12, 10, 6, 2)

Value: TypeAlias = str | list[dict[str, str]] | dict[str, list[list[int]]]


def references(count: int) -> list[dict[str, Value]]:
    """Return items in CSL-JSON.

    Args:
        count: how many; fewer are the first of more.
    """
    chance = random.Random(SEED)  # noqa: S311 - nothing is secret
    return [_item(number, chance) for number in range(1, count + 1)]


def _item(number: int, chance: random.Random) -> dict[str, Value]:
    (type_,) = chance.choices(TYPES, SHARES)
    year = 2025 - int(chance.expovariate(1 / 8))
    item: dict[str, Value] = {
        "id": f"item{number}",
        "type": type_,
        "title": _title(chance),
        "author": _names(chance),
        "issued": {"date-parts": [[year, chance.randint(1, 12), chance.randint(1, 28)]]},
    }
    return item | _where_published(type_, number, chance)


def _where_published(type_: str, number: int, chance: random.Random) -> dict[str, Value]:
    first = chance.randint(1, 900)
    pages = f"{first}-{first + chance.randint(1, 30)}"
    publisher, place = chance.choice(PUBLISHERS)
    match type_:
        case "article-journal":
            return {
                "container-title": chance.choice(JOURNALS),
                "volume": str(chance.randint(1, 90)),
                "issue": str(chance.randint(1, 12)),
                "page": pages,
                "DOI": f"10.1234/benchmark.{number}",
            }
        case "book":
            return {"publisher": publisher, "publisher-place": place, "edition": "2"}
        case "chapter":
            return {
                "container-title": _title(chance),
                "editor": _names(chance)[:2],
                "page": pages,
                "publisher": publisher,
                "publisher-place": place,
            }
        case _:
            return {
                "URL": f"https://www.example.org/pages/{number}",
                "accessed": {"date-parts": [[2025, 11, 2]]},
            }


def _title(chance: random.Random) -> str:
    words = chance.choices(WORDS, k=chance.randint(4, 11))
    return " ".join(words).capitalize()


def _names(chance: random.Random) -> list[dict[str, str]]:
    (count,) = chance.choices(AUTHORS, AUTHOR_SHARES)
    return [
        {"family": chance.choice(SURNAMES), "given": chance.choice(GIVEN)} for _ in range(count)
    ]
