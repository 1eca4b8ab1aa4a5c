"""The address the server listens on: busy ports, what a browser finds it under."""

import socket
import subprocess
import sys

import pytest

from ui.listen import ListenError, address, listen


def test_a_busy_port_is_one_clear_line():
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ListenError, match=rf"^Port {port} on 127.0.0.1 is taken: .* --port\.$"):
            listen("127.0.0.1", port)
    with pytest.raises(ListenError, match="Port 70000 does not exist"):
        listen("127.0.0.1", 70000)
    with pytest.raises(ListenError, match=r"Cannot listen on 192\.0\.2\.1"):
        listen("192.0.2.1", 0)


def test_the_address_is_one_a_browser_finds():
    with listen("0.0.0.0", 0) as anywhere:
        assert address(anywhere) == f"http://127.0.0.1:{anywhere.getsockname()[1]}"
    if socket.has_ipv6:
        with socket.socket(socket.AF_INET6) as six:
            six.bind(("::1", 0))
            assert address(six).startswith("http://[::1]:")


def test_a_command_does_not_load_the_page():
    told = "import sys, ui.commands; print(sorted({'ui.page', 'ui.chat', 'ui.web'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
