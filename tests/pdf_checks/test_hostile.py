"""Files that are broken by chance or by intent: each is told of, and none takes long."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from presswork.pdf_checks import Engine, check
from tests.pdf_checks.made import Made, filled, whole
from tests.timing import growth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def rules(path: Path) -> set[str | None]:
    return {problem.rule for problem in check([path], (), Engine.OWN).problems}


def odd_values() -> list[Callable[[], object]]:
    return [
        lambda: 1,
        lambda: -1,
        lambda: 10**18,
        lambda: True,
        lambda: 1.5,
        lambda: Name.Odd,
        lambda: String("odd"),
        Array,
        Dictionary,
        lambda: Array([1, 2, 3]),
    ]


def disturb(made: Made, chance: random.Random) -> None:
    """Put a wrong value, a wrong object or nothing in some places of a file."""
    nodes = [node for node in made.pdf.objects if isinstance(node, Dictionary | pikepdf.Stream)]
    for _ in range(chance.choice([1, 3, 20])):
        node = chance.choice(nodes)
        keys = sorted(key for key in node.keys() if key != "/Length")  # noqa: SIM118 - it is no dict
        if not keys:
            continue
        key = chance.choice(keys)
        match chance.randrange(3):
            case 0:
                del node[key]
            case 1:
                node[key] = chance.choice(nodes)
            case _:
                node[key] = chance.choice(odd_values())()


@pytest.mark.parametrize("seed", range(30))
def test_wrong_objects_are_no_mistake_of_ours(seed: int, tmp_path: Path) -> None:
    made = whole()
    disturb(made, random.Random(seed))  # noqa: S311 - no secret
    check([made.save(tmp_path / "odd.pdf")], (), Engine.OWN)


@pytest.mark.parametrize("seed", range(20, 40))
def test_wrong_bytes_are_no_mistake_of_ours(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    path = whole().save(tmp_path / "odd.pdf")
    text = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 10, 100])):
        text[chance.randrange(len(text))] = chance.randrange(256)
    path.write_bytes(text[: chance.choice([len(text), chance.randrange(1, len(text))])])
    check([path], (), Engine.OWN)


def test_tags_five_thousand_deep(tmp_path: Path) -> None:
    made = whole()
    above: Object = made.document
    for _ in range(5000):
        below = made.pdf.make_indirect(filled(Type=Name.StructElem, S=Name.Span, P=above))
        if isinstance(above.get("/K"), Array):
            above.K.append(below)
        else:
            above.K = below
        above = below
    assert rules(made.save(tmp_path / "deep.pdf")) == {"pdf-empty-tag"}


def test_tags_that_lead_back_to_themselves(tmp_path: Path) -> None:
    made = whole()
    made.tags["P"].K.append(made.document)
    assert rules(made.save(tmp_path / "circle.pdf")) == set()


def test_forms_that_paint_themselves(tmp_path: Path) -> None:
    made = whole()
    forms = [
        made.pdf.make_stream(
            b"/A Do /B Do /A Do /B Do",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            Resources=Dictionary(XObject=Dictionary()),
        )
        for _ in range(30)
    ]
    for form in forms:
        form.Resources.XObject.A, form.Resources.XObject.B = forms[0], forms[-1]
    made.page.Resources.XObject.A = forms[0]
    made.page.Contents.write(made.page.Contents.read_bytes() + b"\n/A Do")
    assert rules(made.save(tmp_path / "forms.pdf")) == set()


def test_names_that_are_not_utf_8(tmp_path: Path) -> None:
    path = whole().save(tmp_path / "names.pdf")
    made = whole()
    made.keeps_streams = True
    made.page.Contents.write(made.page.Contents.read_bytes() + b"\n/X#e9 BMC EMC \xe9\xe8")
    assert rules(made.save(path)) == {"pdf-unknown-operator"}


def long_file(paragraphs: int, path: Path) -> Path:
    made = whole()
    for _ in range(paragraphs):
        made.height = 700
        made.write(made.tag("P"), "Bees fly far.")
    made.finish()
    return made.save(path)


@pytest.mark.slow
def test_the_time_grows_with_the_number_of_tags(tmp_path: Path) -> None:
    paths = {size: long_file(size, tmp_path / f"{size}.pdf") for size in (1000, 4000)}
    assert growth(lambda size: rules(paths[size]), 1000) < 8
