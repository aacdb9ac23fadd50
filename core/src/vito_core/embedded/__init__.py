"""Servers that the engine brings along: PostgreSQL and Temporal, on this machine and for nobody else.

They are in `vito_core.embedded.postgres` and `vito_core.embedded.temporal`; here is what they have in common.
"""

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from vito_core.embedded.processes import (
    EmbeddedServerError,
    file_lock,
    holders,
    is_running,
    popen_as,
    process_stamp,
    try_lock,
    wait_until,
    write_private,
)

__all__ = ["DetachedServer", "EmbeddedServerError"]

_LOG_LIMIT = 10 * 1024 * 1024
_LOCK_WAIT = 120.0


class DetachedServer:
    """A server tied to a folder and followed through files, for its starter may be long gone.

    `<name>.json` says which process it is, `<name>.lock` serialises those who start and stop it, and
    `<name>.alive` is an open file that the server's processes inherit locked: as long as any of them lives,
    however it came about, nobody else can take that lock.
    """

    def __init__(self, folder: Path, name: str, commands: Sequence[str], signals: Sequence[signal.Signals]):
        """`signals` end the server's processes (those running one of `commands`), the gentlest first."""
        self.folder, self.log = folder, folder / f"{name}.log"
        self.state_file = folder / f"{name}.json"
        self._lock, self._alive = folder / f"{name}.lock", folder / f"{name}.alive"
        self._commands, self._signals = frozenset(commands), tuple(signals)
        self._log_start = 0

    def lock(self) -> contextlib.AbstractContextManager[None]:
        """Keeps everybody else from starting or stopping this server."""
        return file_lock(self._lock, _LOCK_WAIT)

    def read(self) -> dict[str, Any]:
        """What is known of the server; empty if nothing, or nothing legible."""
        try:
            state = json.loads(self.state_file.read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        except PermissionError as error:
            raise EmbeddedServerError(f"{self.state_file} is another user's: run as that user") from error
        return state if isinstance(state, dict) else {}

    def update(self, **facts: Any) -> dict[str, Any]:
        """Adds to what is known of the server."""
        state = self.read() | facts
        write_private(self.state_file, json.dumps(state, indent=1))
        return state

    def pid(self) -> int | None:
        """The number of the running server's main process."""
        state = self.read()
        pid, stamp = state.get("pid"), state.get("started")
        if type(pid) is int and isinstance(stamp, str) and is_running(pid, stamp):
            return pid
        return None

    @contextlib.contextmanager
    def claim(self) -> Iterator[int]:
        """Ends what is left of an earlier run; gives a locked descriptor to hand to the next."""
        descriptor = os.open(self._alive, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            free = wait_until(lambda: try_lock(descriptor), 1.0)
            for number in self._signals:
                if free:
                    break
                for pid in holders(self._alive, self._commands):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, number)
                free = wait_until(lambda: try_lock(descriptor), 5.0)
            if not free:
                raise EmbeddedServerError(f"processes that cannot be ended still use {self.folder}")
            yield descriptor
        finally:
            os.close(descriptor)

    def _open_log(self) -> int:
        """A descriptor to append to the log; the log of earlier runs is set aside when it is big."""
        with contextlib.suppress(FileNotFoundError):
            if self.log.stat().st_size > _LOG_LIMIT:
                self.log.replace(self.log.with_name(f"{self.log.name}.1"))
        descriptor = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._log_start = os.fstat(descriptor).st_size
        return descriptor

    def log_tail(self, secret: str = "") -> str:
        """The last lines that the run at hand logged, without the secret."""
        with self.log.open("rb") as file:
            file.seek(self._log_start)
            lines = file.read().decode(errors="replace").strip().splitlines()
        text = "\n".join(lines[-12:]) or "(nothing in its log)"
        return text.replace(secret, "***") if secret else text

    def launch(self, command: Sequence[str], alive: int, **how: Any) -> int:
        """Starts the server, which will not hear a Ctrl-C meant for us; its number.

        `alive` is the claimed descriptor, `how` are further arguments of `subprocess.Popen`.
        """
        process = self._popen(command, alive, how)
        process.returncode = 0  # It is let go on purpose: no warning about it, and is_running() reaps it.
        try:
            self.update(pid=process.pid, started=process_stamp(process.pid))
        except BaseException:
            os.kill(process.pid, signal.SIGKILL)  # else it would run on with nobody knowing
            raise
        return process.pid

    def run(self, command: Sequence[str], alive: int, **how: Any) -> int:
        """Runs one of the server's programs to its end; its exit code."""
        with self._popen(command, alive, how) as process:
            try:
                return process.wait()
            finally:
                process.kill()

    def _popen(self, command: Sequence[str], alive: int, how: Mapping[str, Any]) -> subprocess.Popen[bytes]:
        log = self._open_log()
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(alive,),
                start_new_session=True,
                **{"cwd": "/", **popen_as(None), **how},
            )
        finally:
            os.close(log)

    def end(self, timeout: float) -> None:
        """Ends the main process: `timeout` seconds for the gentlest signal, 10 for each harsher one."""
        pid, stamp = self.pid(), str(self.read().get("started"))
        if pid is None:
            return
        for number in self._signals:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            if wait_until(lambda: not is_running(pid, stamp), timeout):
                break
            timeout = 10.0
        else:
            raise EmbeddedServerError(f"process {pid} of {self.folder} does not end")
        self.update(pid=None, started=None)
