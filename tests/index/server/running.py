"""A Chroma server on loopback, and what is done to it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from index.build import index_files
from index.embed import load_embedder
from tests.conftest import PLAN

EMBEDDER = load_embedder()


@contextmanager
def chroma(port, folder):
    """A Chroma server of its own on ``port``, which keeps its data in ``folder``."""
    command = [Path(sys.executable).with_name("chroma"), "run", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen([*command, "--path", str(folder)], stdout=log, stderr=log)
        try:
            _await(port)
            yield
        finally:
            server.terminate()
            server.wait(10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(port):
    for _ in range(200):
        try:
            urlopen(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the Chroma server did not start")


def index(where, tmp_path, text=PLAN, name="plan.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return index_files(where, [path], EMBEDDER, lambda *_: None)


def collections(place):
    return {one.name for one in place.client.list_collections() if one.name.startswith(place.prefix)}
