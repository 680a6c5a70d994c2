from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from presswork import bootstrap
from presswork.bootstrap import Lock, suitable_python
from presswork.problems import ProblemKind, Problems
from tests.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKED = "typer==1.0 --hash=sha256:00\n"
SETTINGS = """\
[project]
dependencies = ["typer>=0.1", "fonttools[woff]>=4"]

[dependency-groups]
test = ["pytest>=1"]
"""
LACKING_SETTINGS = SETTINGS.replace("typer>=0.1", "presswork-nothing>=1")


class Checkout:
    """A folder with lock files, and the programs that were run in it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.commands: list[list[str]] = []
        self.pip = bootstrap.Done(0, "")
        (root / "pyproject.toml").write_text(LACKING_SETTINGS, encoding="utf-8")
        for lock in Lock:
            (root / lock.value).write_text(LOCKED, encoding="utf-8")
        monkeypatch.setattr(bootstrap, "_run", self.run)

    def run(self, command: list[str]) -> bootstrap.Done:
        self.commands.append(command)
        if "venv" in command:
            self.python.parent.mkdir()
            self.python.touch()
        elif "pip" in command:
            return self.pip
        return bootstrap.Done(0, "{} {}".format(*sys.version_info))

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    def steps(self) -> list[str]:
        """Return the modules that were run, and forget them."""
        steps = [command[2] for command in self.commands if command[1] == "-m"]
        self.commands.clear()
        return steps


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    monkeypatch.delenv(bootstrap.NO_VENV, raising=False)
    monkeypatch.delenv(bootstrap.ENTERED, raising=False)
    return Checkout(tmp_path, monkeypatch)


@pytest.fixture
def inside(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """Return a checkout whose `.venv` is made, and whose Python is the running one."""
    suitable_python(checkout.root, Lock.RUN)
    checkout.commands.clear()
    monkeypatch.setattr(sys, "prefix", str(checkout.venv))
    return checkout


@pytest.fixture(autouse=True)
def _silent(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    capsys.readouterr()


def test_an_environment_is_made_where_something_is_lacking(checkout: Checkout) -> None:
    assert suitable_python(checkout.root, Lock.RUN) == checkout.python
    assert checkout.steps() == ["venv", "pip"]


def test_packages_are_installed_by_their_hashes(checkout: Checkout) -> None:
    suitable_python(checkout.root, Lock.RUN)
    pip = checkout.commands[-1]
    assert "--require-hashes" in pip
    assert pip[-1] == str(checkout.root / "requirements.lock")


def test_one_line_says_what_is_going_on(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    suitable_python(checkout.root, Lock.RUN)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


def test_an_environment_is_made_once(checkout: Checkout) -> None:
    suitable_python(checkout.root, Lock.RUN)
    checkout.commands.clear()
    assert suitable_python(checkout.root, Lock.RUN) == checkout.python
    assert checkout.steps() == []


def test_a_python_that_has_everything_is_used_as_it_is(checkout: Checkout) -> None:
    (checkout.root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    assert suitable_python(checkout.root, Lock.RUN) is None
    assert not checkout.venv.exists()


def test_a_changed_lock_file_is_installed_again(checkout: Checkout) -> None:
    suitable_python(checkout.root, Lock.RUN)
    checkout.commands.clear()
    (checkout.root / "requirements.lock").write_text(LOCKED + "# newer", encoding="utf-8")
    suitable_python(checkout.root, Lock.RUN)
    assert checkout.steps() == ["pip"]


def test_a_changed_lock_file_is_noticed_from_inside(inside: Checkout) -> None:
    (inside.root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (inside.root / "requirements.lock").write_text(LOCKED + "# newer", encoding="utf-8")
    assert suitable_python(inside.root, Lock.RUN) == inside.python
    assert inside.steps() == ["pip"]


def test_inside_an_environment_that_is_current_nothing_is_done(inside: Checkout) -> None:
    assert suitable_python(inside.root, Lock.RUN) is None
    assert inside.steps() == []


def test_an_environment_that_does_not_help_is_not_entered_for_ever(
    inside: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(bootstrap.ENTERED, "1")
    (inside.root / "requirements.lock").write_text(LOCKED + "# newer", encoding="utf-8")
    with pytest.raises(Problems, match="delete the folder"):
        suitable_python(inside.root, Lock.RUN)


def test_a_half_made_environment_is_made_again(checkout: Checkout) -> None:
    checkout.pip = bootstrap.Done(1, "killed")
    with pytest.raises(Problems):
        suitable_python(checkout.root, Lock.RUN)
    (checkout.venv / "lib").mkdir()
    checkout.pip = bootstrap.Done(0, "")
    checkout.python.unlink()
    checkout.python.parent.rmdir()
    checkout.commands.clear()
    suitable_python(checkout.root, Lock.RUN)
    assert checkout.steps() == ["venv", "pip"]
    assert not (checkout.venv / "lib").exists()


def test_an_empty_environment_is_made(checkout: Checkout) -> None:
    checkout.venv.mkdir()
    suitable_python(checkout.root, Lock.RUN)
    assert checkout.steps() == ["venv", "pip"]


def test_an_environment_that_another_tool_made_is_filled(checkout: Checkout) -> None:
    checkout.python.parent.mkdir(parents=True)
    checkout.python.touch()
    suitable_python(checkout.root, Lock.RUN)
    assert checkout.steps() == ["pip"]


def test_what_the_tests_need_is_added(checkout: Checkout) -> None:
    suitable_python(checkout.root, Lock.RUN)
    checkout.commands.clear()
    suitable_python(checkout.root, Lock.TEST)
    assert checkout.commands[-1][-1] == str(checkout.root / "requirements-test.lock")


def test_what_the_tests_need_holds_what_runs(checkout: Checkout) -> None:
    suitable_python(checkout.root, Lock.TEST)
    checkout.commands.clear()
    suitable_python(checkout.root, Lock.RUN)
    assert checkout.steps() == []


def test_a_variable_forbids_it(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(bootstrap.NO_VENV, "1")
    with pytest.raises(Problems) as raised:
        suitable_python(checkout.root, Lock.RUN)
    (problem,) = raised.value.problems
    assert "presswork-nothing>=1" in problem.what
    assert "pip install --require-hashes -r" in (problem.hint or "")
    assert not checkout.venv.exists()


def test_a_python_without_venv_says_what_to_install(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(Problems) as raised:
        suitable_python(checkout.root, Lock.RUN)
    (problem,) = raised.value.problems
    version = "{}.{}".format(*sys.version_info)
    assert f"apt-get install python{version}-venv" in (problem.hint or "")
    assert problem.kind is ProblemKind.SYSTEM


def test_a_machine_without_network_says_what_to_do(checkout: Checkout) -> None:
    checkout.pip = bootstrap.Done(1, "Retrying … NewConnectionError: Name or service not known")
    with pytest.raises(Problems, match="pip download -r"):
        suitable_python(checkout.root, Lock.RUN)


def test_another_failure_of_pip_is_shown(checkout: Checkout) -> None:
    checkout.pip = bootstrap.Done(1, "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")
    with pytest.raises(Problems, match="DO NOT MATCH THE HASHES"):
        suitable_python(checkout.root, Lock.RUN)


def test_a_missing_lock_file_is_told(checkout: Checkout) -> None:
    (checkout.root / "requirements.lock").unlink()
    with pytest.raises(Problems, match="git checkout"):
        suitable_python(checkout.root, Lock.RUN)


def test_a_folder_that_cannot_hold_it_is_told(checkout: Checkout) -> None:
    checkout.venv.write_text("in the way", encoding="utf-8")
    with pytest.raises(Problems, match="cannot be made"):
        suitable_python(checkout.root, Lock.RUN)


def test_versions_are_compared_by_their_numbers() -> None:
    assert bootstrap.release("4.10.0rc1") > bootstrap.release("4.9")
    assert bootstrap.release("4.004") == bootstrap.release("4.4")


def test_this_checkout_s_lock_files_name_no_registry() -> None:
    for lock in Lock:
        assert "://" not in (ROOT / lock.value).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", list(Lock), ids=lambda lock: lock.value)
def test_every_dependency_is_locked(lock: Lock) -> None:
    import tomllib  # noqa: PLC0415 - here alone

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(settings["project"]["dependencies"])
    if lock is Lock.TEST:
        wanted += settings["dependency-groups"]["test"]
    lines = (ROOT / lock.value).read_text(encoding="utf-8").splitlines()
    locked = {line.partition("==")[0] for line in lines if "==" in line}
    names = {name.partition(">=")[0].partition("[")[0] for name in wanted}
    assert {name.lower().replace("_", "-") for name in names} <= locked


OLD_PYTHONS = ["2.7", "3.6", "3.8", "3.10"]


def old_python(version: str) -> str:
    """Return an old Python that runs; pyenv puts scripts on the path even for those that do not."""
    managed = Path.home().glob(f".pyenv/versions/{version}.*/bin/python")
    for python in (*map(str, managed), shutil.which(f"python{version}")):
        command = [python or "false", "-V"]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:  # noqa: S603 - our own command
            return command[0]
    pytest.skip(f"there is no Python {version} here")


@pytest.mark.parametrize("version", OLD_PYTHONS)
def test_an_old_python_is_told_which_one_is_needed(version: str) -> None:
    result = subprocess.run(  # noqa: S603 - our own command
        [old_python(version), str(ROOT / "build.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == ProblemKind.SYSTEM.value
    assert "needs Python 3.11 or later" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.slow
def test_a_fresh_clone_makes_every_format(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git here")
    files = subprocess.run(  # noqa: S603 - our own command
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in files.stdout.decode().split("\0")[:-1]:
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    result = subprocess.run(  # noqa: S603 - our own command
        [Path(sys.base_prefix) / "bin" / "python3", "build.py", "--format", "all"],
        cwd=clone,
        env={"PATH": os.defpath, "HOME": str(tmp_path), **pip_settings()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    made = {path.name: path.stat().st_size for path in (clone / "dist").iterdir()}
    assert sorted(made) == [
        "stem-cell-immunotherapy.ama.docx",
        "stem-cell-immunotherapy.ama.html",
        "stem-cell-immunotherapy.ama.pdf",
        "stem-cell-immunotherapy.handout.ama.pdf",
    ]
    assert min(made.values()) > 10_000


def pip_settings() -> dict[str, str]:
    """Return how pip reaches its index on this machine."""
    wanted = ("PIP_", "SSL_", "REQUESTS_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    return {name: value for name, value in os.environ.items() if name.upper().startswith(wanted)}
