"""Write our own Word templates into `templates/`: `python -m exporters.docx.word_templates`."""

from __future__ import annotations

from presswork import looks
from presswork.looks.folders import templates_folder

from . import DESIGNS, made
from .sheet import sheet_of


def main() -> None:
    """Write them."""
    for name in DESIGNS:
        sheet = sheet_of(looks.load(name))
        if sheet is not None:
            (templates_folder() / name / f"{name}.docx").write_bytes(made(name, sheet))


if __name__ == "__main__":
    main()
