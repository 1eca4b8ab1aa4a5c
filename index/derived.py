"""Tables that are slow to build and always come out the same, kept on disk between runs."""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any


def derived(name: str, version: str, build: Callable[[], Any]) -> Any:
    """What ``build`` makes, out of the user's cache folder where it was made before for the same ``version``.

    ``build`` returns plain dicts, lists, tuples, strings and numbers. A cache that cannot be read or written is done
    without.
    """
    key = sha256(f"{version} {sys.version_info[:2]}".encode()).hexdigest()[:16]
    path = _folder() / f"{name}-{key}.marshal"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        return marshal.loads(path.read_bytes())
    made = build()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "wb") as out:
            out.write(marshal.dumps(made))
        Path(fresh).replace(path)
    return made


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("eduplan", appauthor=False)
