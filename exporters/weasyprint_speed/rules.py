"""The rules of a style sheet as bytes that can be kept; see `presswork.kept`."""

from __future__ import annotations

import hashlib
import io
import marshal
import pickle
import sys
from types import FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cssselect2 import Matcher

    Rules = tuple[Matcher, list[object], dict[str, object]]
    """Those for elements, those for pages, and styles of counters."""


class _Pickler(pickle.Pickler):
    """Writes the tests of selectors too, which are functions without a name."""

    def reducer_override(self, it: object) -> object:  # type: ignore[override] # NotImplemented, too
        if isinstance(it, FunctionType) and it.__name__ == "<lambda>":
            return _test, (marshal.dumps(it.__code__),)
        return NotImplemented


def written(rules: Rules) -> bytes:
    """Return the rules of a style sheet as bytes."""
    content = io.BytesIO()
    _Pickler(content, pickle.HIGHEST_PROTOCOL).dump(rules)
    return content.getvalue()


def read(content: bytes | None) -> Rules | None:
    """Return the rules that were written as bytes; None for nothing, and for a broken file."""
    try:
        rules: Rules | None = pickle.loads(content) if content else None  # noqa: S301 - see `presswork.kept`
    except Exception:  # noqa: BLE001 - whatever a broken file does, the sheet is read anew
        return None
    return rules


def _test(code: bytes) -> FunctionType:
    """Return the test of a selector, with what cssselect2 lets it call."""
    from cssselect2 import compiler  # noqa: PLC0415 - as above

    return FunctionType(marshal.loads(code), vars(compiler))  # noqa: S302 - see `presswork.kept`


def digest(*texts: str) -> str:
    """Return what tells texts from others, and what reads them from other versions of it."""
    import cssselect2  # noqa: PLC0415 - as above
    import tinycss2  # noqa: PLC0415 - as above

    alike = (cssselect2.VERSION, tinycss2.VERSION, sys.version, *texts)
    return hashlib.sha256("\0".join(alike).encode()).hexdigest()[:32]
