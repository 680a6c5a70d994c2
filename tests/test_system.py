from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from presswork import system
from presswork.problems import ProblemKind, Problems, Severity
from presswork.system import HARFBUZZ_SUBSET, PANGO, PDF_LIBRARIES, Library, PackageManager

if TYPE_CHECKING:
    from collections.abc import Iterable

NOWHERE = Library("Nothing", ("libpresswork-nothing.so.0",), PANGO.packages)


class Machine:
    """A machine that lacks some libraries, and what was run on it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lacks: set[Library] = set()
        self.refuses: set[str] = set()
        self.manager: PackageManager | None = PackageManager.APT
        self.root = True
        self.commands: list[str] = []
        self.said: list[str] = []
        monkeypatch.setattr(system, "missing_libraries", self.missing)
        monkeypatch.setattr(system, "package_manager", lambda: self.manager)
        monkeypatch.setattr(system, "is_root", lambda: self.root)
        monkeypatch.setattr(subprocess, "run", self.run)

    def missing(self, libraries: Iterable[Library] = PDF_LIBRARIES) -> tuple[Library, ...]:
        return tuple(library for library in libraries if library in self.lacks)

    def run(self, command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        self.commands.append(" ".join(command))
        refused = self.refuses & set(command)
        if command[1] == "install" and not refused:
            packages = set(command)
            self.lacks = {
                library
                for library in self.lacks
                if library.packages[PackageManager.APT] not in packages
            }
        return subprocess.CompletedProcess(command, 100 if refused else 0)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def test_a_library_that_is_nowhere_is_missing() -> None:
    assert system.missing_libraries((NOWHERE,)) == (NOWHERE,)


def test_nothing_is_run_where_nothing_is_missing(machine: Machine) -> None:
    assert system.provide_pdf_libraries(machine.said.append) == ()
    assert (machine.commands, machine.said) == ([], [])


def test_as_root_on_debian_what_is_missing_is_installed(machine: Machine) -> None:
    machine.lacks = {PANGO, HARFBUZZ_SUBSET}
    assert system.provide_pdf_libraries(machine.said.append) == ()
    assert machine.commands == [
        "apt-get update -q",
        "apt-get install -y --no-install-recommends libpango-1.0-0 libharfbuzz-subset0",
    ]
    assert machine.said == ["installing Pango, HarfBuzz subset with apt-get"]


def test_a_debian_without_the_subsetting_library_gets_the_others(machine: Machine) -> None:
    machine.lacks = {PANGO, HARFBUZZ_SUBSET}
    machine.refuses = {"libharfbuzz-subset0"}
    (warning,) = system.provide_pdf_libraries(machine.said.append)
    assert warning.severity is Severity.WARNING
    assert "libharfbuzz-subset0" in (warning.hint or "")


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            PackageManager.APT,
            "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0",
        ),
        (PackageManager.DNF, "sudo dnf install -y pango"),
        (PackageManager.APK, "sudo apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0"),
        (PackageManager.BREW, "brew install pango"),
        (PackageManager.MSYS2, "pacman -S --needed mingw-w64-ucrt-x86_64-pango"),
    ],
)
def test_elsewhere_the_command_is_told(
    machine: Machine, manager: PackageManager, command: str
) -> None:
    machine.lacks = {PANGO, system.PANGOFT2}
    machine.manager = manager
    machine.root = False
    with pytest.raises(Problems) as raised:
        system.provide_pdf_libraries(machine.said.append)
    (problem,) = raised.value.problems
    assert problem.kind is ProblemKind.SYSTEM
    assert command in (problem.hint or "")
    assert machine.commands == []


def test_a_system_without_a_known_package_manager_is_told_the_names(machine: Machine) -> None:
    machine.manager = None
    assert system.install_hint((PANGO,)).startswith("install Pango with")


def test_the_subsetting_library_alone_is_a_warning(machine: Machine) -> None:
    machine.lacks = {HARFBUZZ_SUBSET}
    machine.root = False
    (warning,) = system.provide_pdf_libraries(machine.said.append)
    assert warning.severity is Severity.WARNING


def test_a_package_of_two_libraries_is_named_once() -> None:
    command = system.install_command(PackageManager.BREW, (system.HARFBUZZ, HARFBUZZ_SUBSET))
    assert command == "brew install harfbuzz"


def test_this_checkout_is_known() -> None:
    root = system.checkout()
    assert root is not None
    assert (root / "build.py").is_file()
