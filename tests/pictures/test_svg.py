"""Which drawings are refused, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.pictures.svg import complaint

if TYPE_CHECKING:
    from pathlib import Path

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

SAFE = {
    "nothing in it": f"{OPEN}/>",
    "a reference into itself": f'{OPEN}><use href="#a"/><path fill="url(#b)"/></svg>',
    "a picture inside": f'{OPEN}><image xlink:href="data:image/png;base64,AAAA"/></svg>',
    "a font inside": f"{OPEN}><style>p {{src: url('data:font/woff2;base64,AA')}}</style></svg>",
    "a link that is followed by hand": f'{OPEN}><a href="https://example.org"><path/></a></svg>',
    "words that look like code": f"{OPEN}><text>url(x.png) @import 'y' script</text></svg>",
    "colours in brackets": f'{OPEN}><path fill="rgb(1, 2, 3)" style="opacity: calc(1 / 2)"/></svg>',
    "entities of its own": f'<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>{OPEN}/>',
}

REFUSED = {
    "script": (f"{OPEN}><script>x()</script></svg>", "holds a script"),
    "event": (f'{OPEN} onload="x()"/>', "holds a script"),
    "script as a link": (
        f'{OPEN}><a href="java\nscript:x()"><path/></a></svg>',
        "points outside itself",
    ),
    "animated link": (
        f'{OPEN}><a><set attributeName="href" to="javascript:x()"/></a></svg>',
        "holds a script",
    ),
    "picture from a file": (f'{OPEN}><image href="photo.png"/></svg>', "at 'photo.png'"),
    "picture from the web": (
        f'{OPEN}><image xlink:href="https://example.org/x.png"/></svg>',
        "at 'https://example.org/x.png'",
    ),
    "drawing inside, which may point anywhere": (
        f'{OPEN}><image href="data:image/svg+xml;base64,AAAA"/></svg>',
        "points outside itself",
    ),
    "part of another file": (f'{OPEN}><use href="other.svg#a"/></svg>', "at 'other.svg#a'"),
    "url in an attribute": (f'{OPEN}><path fill="url(x.svg#a)"/></svg>', "at 'x.svg#a'"),
    "url in a style": (f'{OPEN}><path style="fill: url(&quot;x.svg&quot;)"/></svg>', "at 'x.svg'"),
    "url in escapes": (f"{OPEN}><style>p {{fill: \\75rl(x.png)}}</style></svg>", "at 'x.png'"),
    "import": (f"{OPEN}><style>@import 'x.css';</style></svg>", "at 'x.css'"),
    "style sheet": (
        f'<?xml-stylesheet href="x.css"?>{OPEN}/>',
        "points outside itself",
    ),
    "base": (f'{OPEN} xml:base="https://example.org/"/>', "points outside itself"),
    "page in it": (
        (
            f'{OPEN}><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>'
            "</foreignObject></svg>"
        ),
        "at 'x'",
    ),
    "external entity": (
        f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>{OPEN}><text>&e;</text></svg>',
        "declares external entities",
    ),
    "no SVG": ("<html/>", "is XML, but no SVG"),
    "no XML": ("words", "is no readable SVG"),
    "nothing": ("", "is no readable SVG"),
}


def write(content: str, folder: Path) -> Path:
    path = folder / "x.svg"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("content", SAFE.values(), ids=SAFE)
def test_safe(content: str, tmp_path: Path) -> None:
    assert complaint(write(content, tmp_path)) is None


@pytest.mark.parametrize(("content", "what"), REFUSED.values(), ids=REFUSED)
def test_refused(content: str, what: str, tmp_path: Path) -> None:
    found = complaint(write(content, tmp_path))
    assert found is not None
    assert what in found.what


def test_entities_within_entities(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    bomb = f'<!DOCTYPE svg [{entities}]>{OPEN}><text id="&a11;">&a11;</text></svg>'
    found = complaint(write(bomb, tmp_path))
    assert found is not None
