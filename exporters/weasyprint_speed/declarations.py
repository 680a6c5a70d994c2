"""What WeasyPrint declares of Pango in C, read once and for all."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presswork.kept import keep, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    import cffi

OURS: Final = """
PangoLayout *pango_layout_copy (PangoLayout *layout);
void pango_layout_line_index_to_x (PangoLayoutLine *line, int index, gboolean trailing, int *x);
void *g_object_ref (void *object);
"""
"""What is called beside what WeasyPrint itself calls."""

MODULE: Final = "_presswork_pango"


class Declarations:
    """Stands for `cffi.FFI` where WeasyPrint makes one (saves 75 ms, and 2% of each page).

    cffi reads C with a parser in Python, and looks its types up by their names there. What it made
    of them can be kept ("Using the FFI in ABI mode, out-of-line" in its documentation), and then
    types are looked up in C.
    """

    def cdef(self, source: str) -> None:
        """Declare what a text in C says, and what we call ourselves."""
        declared = _kept(source + OURS) or _read(source + OURS)
        for name in dir(declared):
            if not name.startswith("_"):
                setattr(self, name, getattr(declared, name))


def declare_ours(ffi: Declarations | cffi.FFI) -> None:
    """Declare what we call, where WeasyPrint was imported by somebody else."""
    if not isinstance(ffi, Declarations):
        ffi.cdef(OURS, override=True)


@contextmanager
def declaring_once() -> Iterator[None]:
    """Have what is imported meanwhile declare C in that way."""
    import cffi  # noqa: PLC0415 - loading it takes time that other formats do without

    original = cffi.FFI
    cffi.FFI = Declarations
    try:
        yield
    finally:
        cffi.FFI = original


def _read(source: str) -> cffi.FFI:
    """Read declarations in C, and keep what came of it for the next time."""
    import cffi.api  # noqa: PLC0415 - as above

    ffi = cffi.api.FFI()
    ffi.cdef(source)
    if sys.dont_write_bytecode:
        return ffi
    with tempfile.TemporaryDirectory(prefix="presswork-") as folder:
        path = Path(folder, f"{MODULE}.py")
        ffi.set_source(MODULE, None)
        ffi.emit_python_code(str(path))
        keep(_name(source), path.read_bytes())
    return ffi


def _kept(source: str) -> object:
    """Return what came of reading declarations another time; None where it was not kept."""
    content = kept(_name(source))
    if content is None:
        return None
    names: dict[str, object] = {"__name__": MODULE}
    try:
        exec(content, names)  # noqa: S102 - see `presswork.kept`
    except Exception:  # noqa: BLE001 - whatever a broken file does, the declarations are read anew
        return None
    return names.get("ffi")


def _name(source: str) -> str:
    import cffi  # noqa: PLC0415 - as above

    alike = f"{cffi.__version__} {sys.version} {source}"
    return f"declarations-{hashlib.sha256(alike.encode()).hexdigest()[:32]}"
