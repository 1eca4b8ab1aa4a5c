"""doc, wps, rtf and odt files, by way of LibreOffice where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from index.formats.extract import Extract, UnreadableError

_SECONDS = 120


def read_office(data: bytes) -> Extract:
    """The text of a file that LibreOffice can save as docx. Nothing but ``soffice`` on the path is asked for."""
    from index.formats.read_docx import read_docx

    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableError("doc, wps, rtf and odt files need LibreOffice (soffice); install it or save as docx")
    with tempfile.TemporaryDirectory(prefix="eduplan-") as folder:
        source = Path(folder) / "source"
        source.write_bytes(data)
        # Its own profile: a running LibreOffice of the user would otherwise swallow the request.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(source)]
        converted = source.with_suffix(".docx")
        if not _converts(command) or not converted.exists():
            raise UnreadableError("LibreOffice cannot convert it; save it as docx yourself")
        return read_docx(converted.read_bytes())


def _converts(command: list[str]) -> bool:
    """Runs LibreOffice. ``soffice`` starts the program proper as a child of its own: on time out both must go."""
    try:
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError:
        return False
    try:
        return running.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired as error:
        with contextlib.suppress(ProcessLookupError, AttributeError):  # no such call on Windows
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        raise UnreadableError(f"LibreOffice took over {_SECONDS} s; save it as docx yourself") from error
