"""Articles in JATS for the tests: put together from parts, and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.numbering import number
from presswork.readers.jats import read
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

REFERENCES = """
<ref id="b1"><label>1</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Smith</surname><given-names>JA</given-names></name><name>
<surname>Roe</surname><given-names>B</given-names></name><name><surname>Poe</surname></name>
</person-group><year>2003</year><article-title>One</article-title><source>J Moss</source>
</element-citation></ref>
<ref id="b2"><label>2</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Jones</surname><given-names>C</given-names></name>
</person-group><year>2004</year><article-title>Two</article-title><source>J Moss</source>
</element-citation></ref>
<ref id="b3"><label>3</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Jones</surname><given-names>C</given-names></name>
</person-group><year>2005</year><article-title>Three</article-title><source>J Moss</source>
</element-citation></ref>
<ref id="b4"><label>4</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>van Berg</surname><given-names>D</given-names></name>
</person-group><year>2006</year><article-title>Four</article-title><source>J Moss</source>
</element-citation></ref>
<ref id="b5"><label>5</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Müller</surname><given-names>E</given-names></name>
</person-group><year>2007</year><article-title>Five</article-title><source>J Moss</source>
</element-citation></ref>
"""
"""Five works: Smith, Roe and Poe 2003, Jones 2004, Jones 2005, van Berg 2006, Müller 2007."""

META = "<title-group><article-title>T</article-title></title-group>"


def article(body: str = "", *, meta: str = META, back: str = "", refs: str = REFERENCES) -> str:
    """Return an article's XML."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<article xmlns:mml="http://www.w3.org/1998/Math/MathML"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article">'
        f"<front><article-meta>{meta}</article-meta></front>"
        f"<body>{body}</body><back>{back}<ref-list>{refs}</ref-list></back></article>"
    )


def read_text(xml: str | bytes, folder: Path, name: str = "sample.xml") -> Document:
    """Return the document that is read from a file with some text, not yet numbered."""
    path = folder / name
    path.write_bytes(xml if isinstance(xml, bytes) else xml.encode())
    return read(path, "sample", Resources((folder,)))


def read_body(body: str, folder: Path) -> Document:
    """Return the numbered document of an article with a body."""
    return number(read_text(article(body), folder))
