"""What the machine has: the libraries that set a PDF, and how more of them are installed.

Only the standard library is used, so that it can be asked before anything else is imported.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presswork.problems import Problem, ProblemKind, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class PackageManager(Enum):
    """A program that installs libraries; the value is how it is called to do so."""

    APT = "apt-get install -y --no-install-recommends"
    DNF = "dnf install -y"
    APK = "apk add"
    BREW = "brew install"
    MSYS2 = "pacman -S --needed"


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library that WeasyPrint opens.

    Args:
        name: what people call it.
        files: the names it goes by on Linux, macOS and Windows.
        packages: what each package manager calls the package that holds it.
        required: whether there is no PDF without it.
    """

    name: str
    files: tuple[str, ...]
    packages: Mapping[PackageManager, str] = field(hash=False)
    required: bool = True


def _packages(apt: str, dnf: str, apk: str, brew: str, msys2: str) -> dict[PackageManager, str]:
    return dict(zip(PackageManager, (apt, dnf, apk, brew, msys2), strict=True))


_MSYS2_PANGO: Final = "mingw-w64-ucrt-x86_64-pango"
_MSYS2_HARFBUZZ: Final = "mingw-w64-ucrt-x86_64-harfbuzz"

PANGO: Final = Library(
    "Pango",
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0"),
    _packages("libpango-1.0-0", "pango", "so:libpango-1.0.so.0", "pango", _MSYS2_PANGO),
)
PANGOFT2: Final = Library(
    "PangoFT2",
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll", "libpangoft2-1.0-0"),
    _packages("libpangoft2-1.0-0", "pango", "so:libpangoft2-1.0.so.0", "pango", _MSYS2_PANGO),
)
HARFBUZZ: Final = Library(
    "HarfBuzz",
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "libharfbuzz-0"),
    _packages("libharfbuzz0b", "harfbuzz", "so:libharfbuzz.so.0", "harfbuzz", _MSYS2_HARFBUZZ),
)
HARFBUZZ_SUBSET: Final = Library(
    "HarfBuzz subset",
    (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
        "libharfbuzz-subset-0",
    ),
    _packages(
        "libharfbuzz-subset0",
        "harfbuzz",
        "so:libharfbuzz-subset.so.0",
        "harfbuzz",
        _MSYS2_HARFBUZZ,
    ),
    required=False,
)
FONTCONFIG: Final = Library(
    "Fontconfig",
    ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "libfontconfig-1"),
    _packages(
        "libfontconfig1",
        "fontconfig",
        "so:libfontconfig.so.1",
        "fontconfig",
        "mingw-w64-ucrt-x86_64-fontconfig",
    ),
)
PDF_LIBRARIES: Final = (PANGO, PANGOFT2, HARFBUZZ, HARFBUZZ_SUBSET, FONTCONFIG)
"""What WeasyPrint opens (its `text/ffi.py`); GLib comes with Pango."""

_WINDOWS_FOLDERS: Final = (
    r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
)
_LOAD_LIBRARY_SEARCH_DEFAULT_DIRS: Final = 0x1000


def is_present(library: Library) -> bool:
    """Return whether the library can be opened, by the names that WeasyPrint tries."""
    import ctypes  # noqa: PLC0415 - costs every start of the command a few milliseconds

    mode = _LOAD_LIBRARY_SEARCH_DEFAULT_DIRS if sys.platform == "win32" else ctypes.DEFAULT_MODE
    for name in library.files:
        with suppress(OSError):
            ctypes.CDLL(name, mode=mode)
            return True
    return False


def missing_libraries(libraries: Iterable[Library] = PDF_LIBRARIES) -> tuple[Library, ...]:
    """Return those that cannot be opened."""
    if sys.platform == "win32":
        folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _WINDOWS_FOLDERS)
        for folder in folders.split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)
    return tuple(library for library in libraries if not is_present(library))


def package_manager() -> PackageManager | None:
    """Return what installs libraries here, or None where it is none that we know."""
    if sys.platform == "win32":
        return PackageManager.MSYS2
    if sys.platform == "darwin":
        return PackageManager.BREW
    for program, manager in (
        ("apt-get", PackageManager.APT),
        ("dnf", PackageManager.DNF),
        ("apk", PackageManager.APK),
        ("brew", PackageManager.BREW),
    ):
        if shutil.which(program):
            return manager
    return None


def install_command(manager: PackageManager, libraries: Iterable[Library]) -> str:
    """Return the command line that installs the libraries, without `sudo`."""
    packages = dict.fromkeys(library.packages[manager] for library in libraries)
    return f"{manager.value} {' '.join(packages)}"


def is_root() -> bool:
    """Return whether we may install packages for the whole machine."""
    return sys.platform != "win32" and os.geteuid() == 0


def install_hint(libraries: Iterable[Library]) -> str:
    """Return what to do on this machine about missing libraries."""
    libraries = tuple(libraries)
    match package_manager():
        case PackageManager.APT | PackageManager.DNF | PackageManager.APK as manager:
            sudo = "" if is_root() else "sudo "
            return f"install with: {sudo}{install_command(manager, libraries)}"
        case PackageManager.BREW as manager:
            return (
                f"install with: {install_command(manager, libraries)} (if they stay unfound: "
                'export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib")'
            )
        case PackageManager.MSYS2 as manager:
            return (
                f"in MSYS2 (https://www.msys2.org): {install_command(manager, libraries)}; if it "
                r"is not in C:\msys64, set WEASYPRINT_DLL_DIRECTORIES to its ucrt64\bin"
            )
        case None:
            names = ", ".join(library.name for library in libraries)
            return f"install {names} with this system's package manager"


def provide_pdf_libraries(say: Callable[[str], None]) -> tuple[Problem, ...]:
    """See to it that PDFs can be set here, before WeasyPrint is imported.

    On Debian and Ubuntu what is missing is installed, if we are root.

    Args:
        say: is told in one line what is being installed.

    Returns:
        A warning where a library is missing that only makes it faster.

    Raises:
        Problems: a library is missing, with the command that installs it.
    """
    missing = missing_libraries()
    if missing and package_manager() is PackageManager.APT and is_root():
        say(f"installing {', '.join(library.name for library in missing)} with apt-get")
        _install_with_apt(missing)
        missing = missing_libraries()
    if any(library.required for library in missing):
        names = ", ".join(library.name for library in missing)
        raise Problems(
            [
                Problem(
                    f"PDF needs libraries that this machine lacks: {names}",
                    hint=f"{install_hint(missing)}; --format docx and html work without them",
                    kind=ProblemKind.SYSTEM,
                )
            ]
        )
    return tuple(
        Problem(
            f"{library.name} is missing, without which a PDF takes twice as long",
            hint=install_hint((library,)),
            severity=Severity.WARNING,
            kind=ProblemKind.SYSTEM,
        )
        for library in missing
    )


def _install_with_apt(libraries: tuple[Library, ...]) -> None:
    """Install what is there to be installed; who calls looks again at what is still missing.

    Older releases have no package for the subsetting library, and apt-get then installs nothing:
    so what is required is tried once more alone.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def run(command: str) -> bool:
        done = subprocess.run(  # noqa: S603 - the words are ours
            command.split(), env=environment, capture_output=True, check=False
        )
        return done.returncode == 0

    run("apt-get update -q")
    if not run(install_command(PackageManager.APT, libraries)):
        required = tuple(library for library in libraries if library.required)
        if required and required != libraries:
            run(install_command(PackageManager.APT, required))


def checkout() -> Path | None:
    """Return the folder of the checkout that this runs from, or None for an installed package."""
    root = Path(__file__).resolve().parent.parent
    return root if (root / "build.py").is_file() and (root / "pyproject.toml").is_file() else None
