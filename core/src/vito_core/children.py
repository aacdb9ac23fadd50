"""The supervisor's child processes: started with the settings, noted in the home, ended in order."""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from vito_core.embedded.processes import is_running, process_stamp, write_private

READY_SECONDS = 60.0
STALE_SECONDS = 15.0
MOST_LOG_BYTES = 20 * 1024 * 1024


class ChildFailed(Exception):
    """A child ended before it was ready; the text is its last words."""


class Children:
    """By name. `note`: a file that tells the next supervisor what one that was killed left running.

    `to_stderr`: their lines go where ours go, and not into files of the folder.
    """

    def __init__(self, folder: Path, *, to_stderr: bool = False) -> None:
        self._folder = folder
        self._to_stderr = to_stderr
        self._note = folder / "children.json"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._hurried = False

    def start(self, name: str, command: Sequence[str], environment: dict[str, str], *inherited: int) -> None:
        self._running[name] = self._popen(name, command, environment, inherited)
        self._write_note()

    def replace(
        self,
        name: str,
        command_of: Callable[[int], Sequence[str]],
        environment: dict[str, str],
        *inherited: int,
        stop_seconds: float,
    ) -> None:
        """Starts another of the same name beside it, and ends the old one once the new one is ready.

        `command_of`: given the descriptor by which the child says so. Raises `ChildFailed`; the old one goes on then.
        """
        old = self._running[name]
        ready, told = os.pipe()
        try:
            new = self._popen(name, command_of(told), environment, (*inherited, told))
            os.close(told)
            if not select.select([ready], [], [], READY_SECONDS)[0] or not os.read(ready, 1):
                new.kill()
                new.wait()
                raise ChildFailed(f"the new {name} process did not start: {self.last_words(name)}")
        finally:
            os.close(ready)
        self._running[name] = new
        self._write_note()
        old.terminate()
        self._await([old], stop_seconds)

    def pid(self, name: str) -> int:
        return self._running[name].pid

    def dead(self) -> list[str]:
        return [name for name, child in self._running.items() if child.poll() is not None]

    @property
    def logs(self) -> str:
        """For people: where to read on."""
        return "standard error" if self._to_stderr else f"{self._folder}/*.log"

    def last_words(self, name: str) -> str:
        if self._to_stderr:
            return f"{self.logs} says why"
        return last_line(self.log(name).read_bytes())

    def log(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def rotate_logs(self) -> None:
        """What has grown long becomes `<name>.log.1`, in place of the one before. A child goes on writing at the file
        it has open, so that is copied and emptied; where there is no room for a copy it is emptied all the same."""
        if self._to_stderr:
            return
        for name in self._running:
            log = self.log(name)
            with contextlib.suppress(FileNotFoundError):  # an operator may have removed it
                if log.stat().st_size > MOST_LOG_BYTES:
                    with contextlib.suppress(OSError):
                        shutil.copyfile(log, log.with_name(f"{log.name}.1"))
                    os.truncate(log, 0)

    def stop(self, seconds: float) -> None:
        """All at once. What has not ended after `seconds` is killed: others take up its work."""
        for child in self._running.values():
            if child.poll() is None:
                child.terminate()
        self._await(list(self._running.values()), seconds)

    def hurry(self) -> None:
        """Called from a signal handler: those that are ending are told a second time."""
        self._hurried = True

    def end_stale(self) -> None:
        """Those of a supervisor that was killed: they would answer on old settings."""
        if not self._note.exists():
            return
        with contextlib.suppress(msgspec.DecodeError):
            noted = msgspec.json.decode(self._note.read_bytes(), type=dict[str, tuple[int, str]])
            for pid, stamp in noted.values():
                deadline = time.monotonic() + STALE_SECONDS
                while is_running(pid, stamp):
                    os.kill(pid, signal.SIGKILL if time.monotonic() > deadline else signal.SIGTERM)
                    time.sleep(0.05)

    def _popen(
        self, name: str, command: Sequence[str], environment: dict[str, str], inherited: Sequence[int]
    ) -> subprocess.Popen[bytes]:
        with contextlib.ExitStack() as stack:
            output = None if self._to_stderr else stack.enter_context(self.log(name).open("ab"))
            return subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output if output is not None else sys.stderr,
                stderr=output,
                pass_fds=inherited,
                start_new_session=True,  # Ctrl-C is the CLI's: it stops its children in order
            )

    def _await(self, children: list[subprocess.Popen[bytes]], seconds: float) -> None:
        deadline, told = time.monotonic() + seconds, False
        while alive := [child for child in children if child.poll() is None]:
            if self._hurried and not told:
                told = True
                for child in alive:
                    # Not SIGTERM: the system makes one of two that come before the child looks at the first.
                    child.send_signal(signal.SIGINT)
            if time.monotonic() > deadline:
                for child in alive:
                    child.kill()
                    child.wait()
            time.sleep(0.02)

    def _write_note(self) -> None:
        pids = {name: [each.pid, process_stamp(each.pid)] for name, each in self._running.items()}
        write_private(self._note, msgspec.json.encode(pids).decode())


def last_line(output: bytes) -> str:
    lines = [line for line in output.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else ""
