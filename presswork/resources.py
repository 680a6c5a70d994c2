"""Which files and addresses a document may reach: its own folder, the look's, and no others.

The user may allow others, by naming a folder of documents or with `--root`; a document may not.

Everything that is read because a document, a template, a style sheet or an SVG names it goes
through `Resources.locate`; nothing else opens what content points at.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

DOWNLOAD_LIMIT: Final = 50 * 1024 * 1024
"""The largest file, in bytes, that is fetched from the network."""

DOWNLOAD_SECONDS: Final = 30


class RefusedError(Exception):
    """What content points at may not be read, or is not there.

    Args:
        what: the fact, as a `Problem` tells it.
        hint: what to do about it.
    """

    def __init__(self, what: str, hint: str) -> None:
        """Keep both for the problem that the caller makes of them."""
        super().__init__(what)
        self.what = what
        self.hint = hint


def _download_folder() -> Path:
    return Path(tempfile.gettempdir()) / "presswork-downloads"


@dataclass(frozen=True, slots=True)
class Resources:
    """What may be read.

    Args:
        roots: folders; files inside them may be read, wherever their links lead only if that is
            inside a root too.
        allow_network: whether `http` and `https` addresses may be fetched.
        downloads: where fetched files are kept.
    """

    roots: tuple[Path, ...]
    allow_network: bool = False
    downloads: Path = field(default_factory=_download_folder)

    def locate(self, reference: str, base: Path) -> Path:
        """Return the absolute path of an existing file that may be read.

        Args:
            reference: a path or URL, as content gives it.
            base: the folder that a relative path starts from.

        Raises:
            RefusedError: it lies outside the roots, is no file, or needs the network.
        """
        parts = urlsplit(reference)
        match parts.scheme.lower():
            case "http" | "https":
                return self._fetch(reference)
            case "file":
                return self._within(Path(unquote(parts.path)), reference)
            case "":
                return self._within(base / unquote(reference), reference)
            case scheme if len(scheme) == 1:
                return self._within(Path(reference), reference)
            case scheme:
                raise RefusedError(
                    f"'{reference}' has the scheme '{scheme}:', which is not read",
                    "put the file into the document's folder and name it by its path there",
                )

    def keep(self, content: bytes, suffix: str) -> Path:
        """Store a file that a document carries inside itself, and return where it is.

        Args:
            content: the file.
            suffix: how its name ends, for example `.png`.

        Raises:
            OSError: it cannot be written.
        """
        ending = suffix if suffix[1:].isalnum() else ""
        target = self.downloads / (hashlib.sha256(content).hexdigest() + ending.lower())
        if not target.is_file():
            self.downloads.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.downloads, delete=False) as aside:
                aside.write(content)
            Path(aside.name).replace(target)
        return target

    def _within(self, path: Path, reference: str) -> Path:
        try:
            resolved = path.resolve()
            inside = any(resolved.is_relative_to(root.resolve()) for root in self.roots)
            exists = inside and resolved.is_file()
        except (OSError, ValueError):
            inside, exists = True, False
        if not inside:
            raise RefusedError(
                f"'{reference}' lies outside the document's folder and is not read",
                "copy the file there, or allow the folder that it is in with --root FOLDER",
            )
        if not exists:
            raise RefusedError(
                f"file '{reference}' not found",
                f"it was looked for as {path}",
            )
        return resolved

    def _fetch(self, url: str) -> Path:
        if not self.allow_network:
            raise RefusedError(
                f"'{url}' is on the network, which is not read",
                "save the file in the document's folder, or allow it with --allow-network",
            )
        suffix = Path(urlsplit(url).path).suffix
        target = self.downloads / (hashlib.sha256(url.encode()).hexdigest() + suffix)
        if target.is_file():
            return target
        from urllib.request import urlopen  # noqa: PLC0415 - slow to import, and rarely needed

        try:
            with urlopen(url, timeout=DOWNLOAD_SECONDS) as answer:  # noqa: S310 - the scheme is http(s) here
                content: bytes = answer.read(DOWNLOAD_LIMIT + 1)
        except (OSError, ValueError) as error:
            raise RefusedError(
                f"'{url}' could not be fetched: {error}", "check the address and the connection"
            ) from error
        if len(content) > DOWNLOAD_LIMIT:
            raise RefusedError(
                f"'{url}' is larger than {DOWNLOAD_LIMIT // 2**20} MiB", "use a smaller file"
            )
        self.downloads.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return target
