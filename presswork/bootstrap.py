"""A fresh machine: provide a Python environment that has what Presswork needs.

Only the standard library is used here. `build.py` calls `enter` before anything else.

What was installed is known by a copy of the lock file in `.venv/presswork/`, written last: where
it differs from the lock file of the checkout, or `unfinished` lies beside it, something is to do.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from presswork.problems import Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_VENV: Final = "PRESSWORK_NO_VENV"
"""The environment variable that, set to anything but 0, forbids making a `.venv`."""

ENTERED: Final = "PRESSWORK_ENTERED"
"""Set for the Python of `.venv`, so that a broken one is not entered again and again."""

_OFFLINE_SIGNS: Final = (
    "NewConnectionError",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "ConnectTimeoutError",
    "ProxyError",
    "Connection refused",
)


class Lock(Enum):
    """A file that names all packages to install, with their hashes."""

    RUN = "requirements.lock"
    TEST = "requirements-test.lock"
    """All of the first, and what the tests need."""


def enter(root: str | Path) -> None:
    """Return in a Python that has what Presswork needs; start this program again if need be.

    Args:
        root: the checkout, the folder of `build.py`.
    """
    try:
        python = suitable_python(Path(root), Lock.RUN)
    except Problems as problems:
        _tell_and_exit(problems)
    except KeyboardInterrupt:
        sys.exit(130)
    if python is not None:
        restart(python, sys.argv)
    os.environ.pop(ENTERED, None)


def suitable_python(root: Path, lock: Lock) -> Path | None:
    """Return the Python to run with, or None where the running one has everything.

    Raises:
        Problems: there is none, and none could be made.
    """
    venv = root / ".venv"
    here = _is_running_in(venv)
    if here and _is_current(root, lock, this_python=True):
        return None
    if sys.prefix != sys.base_prefix and not _is_ours(venv, here) and not lacking(root, lock):
        return None
    if os.environ.get(NO_VENV, "0") not in ("", "0"):
        _demand_everything(root, lock)
        return None
    if not here and _is_current(root, lock):
        return _python_of(venv)
    if not here and not lacking(root, lock):
        return None
    if here and os.environ.get(ENTERED):
        raise _broken(".venv does not have what it was made for", "delete the folder .venv")
    _provide(root, lock)
    return _python_of(venv)


def restart(python: Path, arguments: list[str]) -> NoReturn:
    """Run a Python with these arguments in place of this one."""
    environment = {**os.environ, ENTERED: "1"}
    command = [str(python), *arguments]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":  # where exec gives the prompt back before the program ends
        import subprocess  # noqa: PLC0415 - not needed on other systems

        sys.exit(subprocess.run(command, env=environment, check=False).returncode)  # noqa: S603 - our own command line
    os.execve(python, command, environment)  # noqa: S606 - our own command line


def lacking(root: Path, lock: Lock) -> tuple[str, ...]:
    """Return what the running Python lacks of what `pyproject.toml` asks for."""
    import tomllib  # noqa: PLC0415 - the quick way through does not need it

    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted: list[str] = list(settings["project"]["dependencies"])
    if lock is Lock.TEST:
        wanted += settings["dependency-groups"]["test"]
    installed = _installed()
    return tuple(requirement for requirement in wanted if not _is_met(requirement, installed))


def _installed() -> dict[str, str]:
    """Return the versions of installed packages, by their names in lower case with underscores.

    Names and versions are those of the folders of metadata ("Recording installed projects" of the
    Python packaging specifications): `importlib.metadata` would read every file, which takes longer
    than all the rest of `--help`.
    """
    found: dict[str, str] = {}
    for place in sys.path:
        with contextlib.suppress(OSError):
            for name in os.listdir(place or "."):  # noqa: PTH208 - quicker, for a thousand names
                stem, _, kind = name.rpartition(".")
                if kind in ("dist-info", "egg-info"):
                    package, version, *_ = [*stem.split("-"), ""]
                    found.setdefault(_folder_name(package), version)
    return found


def _folder_name(package: str) -> str:
    return package.strip().lower().replace("-", "_").replace(".", "_")


def _is_met(requirement: str, installed: dict[str, str]) -> bool:
    name, _, lowest = requirement.partition(">=")
    version = installed.get(_folder_name(name.partition("[")[0]))
    return version is not None and release(version) >= release(lowest)


def release(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, of which `4.004` and `4.4` have the same."""
    numbers = []
    for part in version.strip().split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
    return tuple(numbers)


def _demand_everything(root: Path, lock: Lock) -> None:
    absent = lacking(root, lock)
    if absent:
        raise _broken(
            f"this Python lacks {', '.join(absent)}, and {NO_VENV} forbids making a .venv",
            f"{sys.executable} -m pip install --require-hashes -r {root / lock.value}",
        )


def _is_running_in(venv: Path) -> bool:
    return Path(sys.prefix).resolve() == venv.resolve()


def _is_ours(venv: Path, here: bool) -> bool:  # noqa: FBT001 - a fact, not a switch
    """Return whether the running Python is that of a `.venv` which we made and keep up."""
    return here and any(_stamp(venv, lock).exists() for lock in Lock)


def _python_of(venv: Path) -> Path:
    if sys.platform == "win32":
        return venv / "Scripts" / "python.exe"
    return venv / "bin" / "python"


def _stamp(venv: Path, lock: Lock) -> Path:
    return venv / "presswork" / lock.value


def _unfinished(venv: Path) -> Path:
    return venv / "presswork" / "unfinished"


def _stamped_version() -> bytes:
    return f"# for Python {sys.version_info.major}.{sys.version_info.minor}\n".encode()


def _is_current(root: Path, lock: Lock, *, this_python: bool = False) -> bool:
    """Return whether `.venv` holds what the lock file names.

    Args:
        root: the checkout.
        lock: what is needed.
        this_python: whether the running Python is its Python, so that their versions must agree.
    """
    venv = root / ".venv"
    try:
        installed = _stamp(venv, lock).read_bytes()
        wanted = (root / lock.value).read_bytes()
    except OSError:
        return False
    whole = installed == _stamped_version() + wanted if this_python else installed.endswith(wanted)
    return whole and not _unfinished(venv).exists() and _python_of(venv).exists()


def _provide(root: Path, lock: Lock) -> None:
    """Make `.venv`, or bring it up to the lock file."""
    venv = root / ".venv"
    if not (root / lock.value).is_file():
        raise _broken(f"{root / lock.value} is missing", f"run: git checkout {lock.value}")
    try:
        with _alone(venv):
            if _is_current(root, lock):  # another process made it while we waited
                return
            name = venv.relative_to(Path.cwd()) if venv.is_relative_to(Path.cwd()) else venv
            _say(f"presswork: installing what it needs into {name} (once; about a minute)")
            if not _is_usable(venv):
                _create(venv)
            _install(root, venv, lock)
    except OSError as error:
        raise _broken(
            f"{venv} cannot be made: {error.strerror or error}",
            "make the folder writable, or activate a virtual environment of your own with "
            f"python -m pip install --require-hashes -r {lock.value}",
        ) from error


@contextlib.contextmanager
def _alone(venv: Path) -> Iterator[None]:
    """Keep other processes from working on `.venv`; the lock ends with the process."""
    folder = venv / "presswork"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "busy").open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_usable(venv: Path) -> bool:
    """Return whether packages can be installed into it as it is."""
    if _unfinished(venv).exists() or not _python_of(venv).exists():
        return False
    version = "import sys, pip; print(*sys.version_info[:2])"
    done = _run([str(_python_of(venv)), "-c", version])
    return done.code == 0 and done.output.split() == [str(part) for part in sys.version_info[:2]]


def _create(venv: Path) -> None:
    import shutil  # noqa: PLC0415 - the quick way through does not need it
    from importlib.util import find_spec  # noqa: PLC0415 - as above

    if find_spec("venv") is None or find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
        raise _broken(
            f"this Python ({sys.executable}) cannot make virtual environments: it has no venv",
            f"on Debian and Ubuntu: {sudo}apt-get install {package}; or activate a virtual "
            "environment that another tool made",
        )
    _unfinished(venv).touch()
    for entry in venv.iterdir():
        if entry.name == "presswork":
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    for lock in Lock:
        _stamp(venv, lock).unlink(missing_ok=True)
    done = _run([sys.executable, "-m", "venv", str(venv)])
    if done.code != 0:
        raise _broken("python -m venv failed", done.output)


def _compile(root: Path) -> None:
    """Compile our own modules, as pip does what it installs.

    Python does so when it runs them, but on some machines (`PYTHONDONTWRITEBYTECODE`) every time.
    """
    from compileall import compile_dir  # noqa: PLC0415 - the quick way through does not need it

    for package in ("presswork", "exporters"):
        compile_dir(root / package, quiet=2)


def _install(root: Path, venv: Path, lock: Lock) -> None:
    _unfinished(venv).touch()
    for other in Lock:
        _stamp(venv, other).unlink(missing_ok=True)
    command = [str(_python_of(venv)), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--require-hashes", "-r", str(root / lock.value)]
    done = _run(command)
    if done.code != 0:
        raise _pip_failed(done.output, lock)
    _compile(root)
    written = [Lock.RUN, Lock.TEST] if lock is Lock.TEST else [Lock.RUN]
    for stamped in written:
        content = _stamped_version() + (root / stamped.value).read_bytes()
        _stamp(venv, stamped).write_bytes(content)
    _unfinished(venv).unlink()


def _pip_failed(output: str, lock: Lock) -> Problems:
    if any(sign in output for sign in _OFFLINE_SIGNS):
        return _broken(
            "what Presswork needs could not be downloaded: there is no way to the package index",
            "connect to the network and run this again; for a machine without one, run "
            f"`pip download -r {lock.value} -d wheels` on another of its kind, and here "
            "`PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels` before the same command",
        )
    return _broken("pip could not install what Presswork needs", output)


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended.

    Args:
        code: its exit code.
        output: all it wrote, to both streams.
    """

    code: int
    output: str


def _run(command: list[str]) -> Done:
    import subprocess  # noqa: PLC0415 - the quick way through does not need it

    done = subprocess.run(  # noqa: S603 - our own command line
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return Done(done.returncode, done.stdout.strip())


def _broken(what: str, hint: str) -> Problems:
    return Problems([Problem(what, hint=hint, kind=ProblemKind.SYSTEM)])


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _tell_and_exit(problems: Problems) -> NoReturn:
    _say(str(problems))
    sys.exit(ProblemKind.SYSTEM.value)
