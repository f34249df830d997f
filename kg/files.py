"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import pathlib
import tempfile


def write_text(target: pathlib.Path, text: str, errors: str = "strict") -> None:
    """Write a UTF-8 file, or leave what was there: the text goes to a file beside it, which then takes its place.

    `errors` is what becomes of characters that UTF-8 cannot hold, as in `open`. Raises OSError where the folder cannot be
    written to.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = pathlib.Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors=errors, newline="") as file:
            file.write(text)
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
