"""An OpenAI-compatible chat server on loopback that answers by a script, misbehaviour included."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ScriptedServer:
    """``reply`` is streamed in small parts; ``fault`` is "", silent, limited, failing, garbage, broken or empty.

    ``asked`` keeps the requests. A request that is not for a stream gets the first of ``whole``, or the fault
    ``second``.
    """

    def __init__(self):
        self.reply, self.fault, self.second, self.asked, self.whole = "", "", "", [], []
        script = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                script.asked.append(json.loads(self.rfile.read(length)))
                script._serve(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, handler):
        if self.fault == "silent" or (self.second == "silent" and not self.asked[-1].get("stream")):
            time.sleep(3)
            return
        if not self.asked[-1].get("stream"):
            self._say_at_once(handler)
            return
        if self.fault == "garbage":
            handler.send_response(200)
            handler.send_header("Content-Length", "9")
            handler.end_headers()
            handler.wfile.write(b"<html>not")
            return
        if self.fault in ("limited", "failing"):
            handler.send_response(429 if self.fault == "limited" else 500)
            handler.send_header("Retry-After", "0")
            handler.send_header("Content-Length", "2")
            handler.end_headers()
            handler.wfile.write(b"{}")
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        text = "" if self.fault == "empty" else self.reply
        parts = [text[i : i + 3] for i in range(0, len(text), 3)]
        for place, part in enumerate(parts):
            if self.fault == "broken" and place == len(parts) // 2:
                handler.wfile.write(b'data: {"choices": [{"delta"')
                return
            self._send(handler, {"delta": {"role": "assistant", "content": part}, "index": 0, "finish_reason": None})
        self._send(handler, {"delta": {}, "index": 0, "finish_reason": "stop"})
        handler.wfile.write(b"data: [DONE]\n\n")

    def _say_at_once(self, handler):
        message = {"role": "assistant", "content": self.whole.pop(0) if self.whole else ""}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        made = {"id": "x", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice]}
        body = json.dumps(made).encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def _send(self, handler, choice):
        chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}
        handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())


@contextmanager
def scripted(monkeypatch, kind=ScriptedServer) -> Iterator[ScriptedServer]:
    """The server that ``openai:scripted`` asks, of ``kind``; ended with the block."""
    running = kind()
    monkeypatch.setenv("OPENAI_BASE_URL", running.address)
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    try:
        yield running
    finally:
        running.close()
