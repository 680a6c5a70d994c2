"""A bibliography alone, as a small web page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from exporters.markup import Setting, Shown, reference_list

if TYPE_CHECKING:
    from presswork.document import Bibliography
    from presswork.looks import Words

PAGE: Final = Markup(
    """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 Georgia, serif; margin: 2rem auto; max-width: 44rem; padding: 0 1rem; }}
.references {{ list-style: none; padding: 0; }}
.references > li {{ margin-bottom: 0.5em; overflow-wrap: break-word; }}
.hanging > li {{ padding-left: 1.5em; text-indent: -1.5em; }}
.labelled > li {{ padding-left: calc(var(--label-length) * 0.6em + 0.5em); }}
.labelled .label {{ display: inline-block; margin-left: calc(var(--label-length) * -0.6em - 0.5em);
  min-width: calc(var(--label-length) * 0.6em + 0.25em); }}
.small-caps {{ font-variant-caps: small-caps; }}
.underline {{ text-decoration: underline; }}
.without-emphasis {{ font-style: normal; }}
.without-strong {{ font-weight: normal; }}
.without-small-caps {{ font-variant-caps: normal; }}
.display-block, .display-indent {{ display: block; }}
.display-indent {{ margin-left: 1.5em; }}
</style>
</head>
<body>
<h1>{title}</h1>
{entries}
</body>
</html>
"""
)
"""The web page; its style sheet is small, so that it can be put into another page."""


def page(bibliography: Bibliography, words: Words, language: str) -> str:
    """Return a web page whose addresses are links.

    Args:
        bibliography: the entries.
        words: the fixed words, for the heading.
        language: a BCP 47 tag, that of the page.
    """
    setting = Setting(
        words, notes={}, targets=frozenset(), image=lambda image: Shown(image.source.name)
    )
    return PAGE.format(
        language=language,
        title=words["references"],
        entries=reference_list(bibliography, setting),
    )
