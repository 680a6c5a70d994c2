"""What is known of a picture from its head."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from PIL import ImageFile

from exporters.pictures import examine

from .files import cornered, saved, turned

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def test_a_png_is_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    path = saved(tmp_path / "a.png", cornered(64, 32), "PNG", exif=turned(6))
    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)
    assert examine(path).turned


def test_what_stands_behind_the_pixels_of_a_png_is_heeded(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", cornered(64, 32), "PNG")
    assert not examine(path).turned
    whole = path.read_bytes()
    end = whole.index(b"IEND") - 4
    exif = turned(6).tobytes().removeprefix(b"Exif\0\0")
    path = tmp_path / "b.png"
    path.write_bytes(whole[:end] + chunk(b"eXIf", exif) + whole[end:])
    described = examine(path)
    assert (described.turned, described.across) == (True, 32)
