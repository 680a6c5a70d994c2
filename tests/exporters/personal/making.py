"""Personal copies of a small document in a look of which only the title block is given."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exporters import pdf
from exporters.personal.copies import Copies
from presswork import looks
from presswork.document import Bibliography
from presswork.recipients import survey
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from exporters.personal.fields import Fields
    from presswork.recipients import Group
    from presswork.settings import Assignment

PAGE: Final = """\
<!DOCTYPE html><html lang="en-US" style="--tightness: {{{{ tightness }}}}">
<head>{{% include "head.html" %}}<style>{{{{ fonts }}}}</style><style>{{{{ style }}}}</style>
<style>h1 {{ string-set: none; bookmark-level: none }} {style}</style></head>
<body><header><h1>{{{{ front.title }}}}</h1>{top}</header><main>{{{{ text }}}}</main></body></html>
"""

PREPARED: Final = '<p class="recipient">For <strong>{{ recipient.name }}</strong>{% if recipient.institution %}, {{ recipient.institution }}{% endif %}.</p>'  # noqa: E501 - a line of HTML


@dataclass(frozen=True, slots=True)
class Made:
    """Copies that were made.

    Args:
        files: those of all recipients, in the order of the list.
        copies: what they are made of.
    """

    files: tuple[Path, ...]
    copies: Copies


def make(  # noqa: PLR0913 - what may differ from test to test
    folder: Path,
    people: str,
    top: str = PREPARED,
    style: str = "",
    *,
    is_shared: bool = True,
    settings: tuple[Assignment, ...] = (),
) -> Made:
    """Make copies for people, given as CSV, with a title block and rules of its own."""
    copies = copies_of(folder, people, top, style, settings)
    files = []
    with closing(copies):
        if is_shared:
            copies.lay_out()
        else:
            copies.lay_out_each()
        for recipient, _, (parts, *_) in copies.files():
            files.append(folder / f"{recipient.number}.pdf")
            files[-1].write_bytes(b"".join(parts))
    return Made(tuple(files), copies)


def copies_of(
    folder: Path,
    people: str,
    top: str = PREPARED,
    style: str = "",
    settings: tuple[Assignment, ...] = (),
) -> Copies:
    """Return copies for people that nothing is made of so far."""
    folder.mkdir(exist_ok=True)
    own = folder / "look"
    own.mkdir()
    (own / "look.yaml").write_text("about: A test.\nextends: plain\n", encoding="utf-8")
    (own / "print.html").write_text(PAGE.format(top=top, style=style), encoding="utf-8")
    (folder / "people.csv").write_text(people, encoding="utf-8")
    document = article(folder, paragraph("What all read. " * 30), Bibliography())
    look = looks.load(str(own), assignments=settings)
    resources = Resources((folder, *look.folders))

    def export(_group: Group, fields: Fields, path: Path) -> Exported:
        return pdf.export(document, replace(look, recipient=fields), path, resources)

    return Copies(survey(folder / "people.csv"), export, folder)
