"""The programs of others that check what Presswork makes.

A check whose tool is missing is skipped and says what to install; in CI (the environment variable
`CI` is set) it fails instead, so that nothing goes unchecked unseen.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT: Final = Path(__file__).parent.parent
NODE_MODULES: Final = ROOT / "tests" / "validation" / "node_modules"
PATIENCE_SECONDS: Final = 300
"""The longest that one run of a tool may take."""


def missing(what: str, remedy: str) -> NoReturn:
    """Skip the test that asks for something that is not there; in CI, fail it."""
    message = f"{what} is missing: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def shared(*parts: str) -> Path:
    """Return a file or folder of the shared test data, which lies outside the repository."""
    folder = Path(os.environ.get("PRESSWORK_SHARED", ROOT.parent / "shared"))
    path = folder.joinpath(*parts)
    if not path.exists():
        missing(str(path), "set PRESSWORK_SHARED to the folder with the shared test data")
    return path


def program(name: str, package: str) -> str:
    """Return the path of a program.

    Args:
        name: what it is called.
        package: the Debian package that has it.
    """
    path = shutil.which(name)
    if path is None:
        missing(name, f"apt-get install {package}")
    return path


def node_file(*parts: str) -> Path:
    """Return a file below `tests/validation/node_modules`."""
    path = NODE_MODULES.joinpath(*parts)
    if not path.is_file():
        missing("/".join(parts), "npm ci --ignore-scripts --prefix tests/validation")
    return path


def package_file(package: str, *parts: str) -> Path:
    """Return a file inside an installed Python package, without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        missing(f"the Python package {package}", "pip install --group test")
    path = Path(spec.origin).parent.joinpath(*parts)
    if not path.is_file():
        missing(str(path), f"reinstall the Python package {package}")
    return path


def run(
    *command: str | Path,
    environment: Mapping[str, str] | None = None,
    good: Sequence[int] = (0,),
    seconds: int = PATIENCE_SECONDS,
    given: str = "",
    folder: Path | None = None,
) -> str:
    """Run a tool and return what it printed on standard output.

    Args:
        command: the program and its arguments.
        environment: variables beside those of this process.
        good: the exit codes that are no failure.
        seconds: how long it may take.
        given: what it reads on standard input.
        folder: where it runs; None for the working directory.
    """
    result = subprocess.run(  # noqa: S603 - the commands are the tests' own
        [str(part) for part in command],
        env={**os.environ, **(environment or {})},
        input=given,
        capture_output=True,
        text=True,
        timeout=seconds,
        cwd=folder,
        check=False,
    )
    if result.returncode not in good:
        pytest.fail(
            f"{command[0]} exited with {result.returncode}\n{result.stdout}\n{result.stderr}"
        )
    return result.stdout
