"""An OpenAI-compatible chat endpoint on loopback that takes its time and quotes what it was given."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class SlowModel:
    """`requests`: how many came; `answering`: how many are being answered just now."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.requests = 0
        self.answering = 0
        self.bodies: list[dict[str, Any]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> "SlowModel":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        model = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                model.requests += 1
                model.answering += 1
                model.bodies.append(body)
                try:
                    time.sleep(model.seconds)
                    self._answer(body)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the asker was killed in mid-turn: that is what this is for
                finally:
                    model.answering -= 1

            def _answer(self, body: dict[str, Any]) -> None:
                text = "Here is what our pages say about that."
                if not body.get("stream"):
                    self._send("application/json", json.dumps(completion(text)).encode())
                    return
                chunks = [chunk({"role": "assistant", "content": ""})]
                chunks += [chunk({"content": word + " "}) for word in text.split()]
                chunks += [chunk({}, "stop"), {**chunk({}), "choices": [], "usage": USAGE}]
                stream = "".join(f"data: {json.dumps(each)}\n\n" for each in chunks) + "data: [DONE]\n\n"
                self._send("text/event-stream", stream.encode())

            def _send(self, kind: str, payload: bytes) -> None:
                self.send_response(200)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


USAGE = {"prompt_tokens": 20, "completion_tokens": 8, "total_tokens": 28}


def completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": USAGE}


def chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
