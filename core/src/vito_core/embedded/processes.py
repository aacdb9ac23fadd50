"""Tools for supervising servers that outlive the process which started them."""

import contextlib
import fcntl
import functools
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_PROC = Path("/proc")


class EmbeddedServerError(RuntimeError):
    """An embedded server cannot be started, reached or stopped; the text says why and what to do."""


# ------------------------------------------------------------------------------------------------- processes


@functools.cache
def _boot_id() -> str:
    with contextlib.suppress(OSError):
        return (_PROC / "sys/kernel/random/boot_id").read_text().strip()
    return ""


def _state_and_stamp(pid: int) -> tuple[str, str] | None:
    if not (_PROC / "self/stat").exists():  # macOS
        command = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
        shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split(None, 1)
        return (shown[0][0], shown[1].strip()) if len(shown) == 2 else None
    try:
        line = (_PROC / str(pid) / "stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = line.rpartition(")")[2].split()  # the command's name, in parentheses, may hold spaces
    return fields[0], f"{_boot_id()}/{fields[19]}"


def process_stamp(pid: int) -> str | None:
    """When the process started, as a text to compare with; None if it is gone or a zombie.

    The stamp names the boot as well: it tells a process from a later one that got the same number.
    """
    found = _state_and_stamp(pid)
    return found[1] if found and found[0] not in "ZX" else None


def is_running(pid: int, stamp: str) -> bool:
    """Whether the very process that had this number and stamp still runs; a zombie of ours is reaped."""
    found = _state_and_stamp(pid)
    if found is None or found[1] != stamp:
        return False
    if found[0] in "ZX":
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        return False
    return True


def holders(path: Path, commands: frozenset[str]) -> list[int]:
    """Processes running one of the commands that have the file open; on other systems than Linux none."""
    target, found = path.stat(), []
    for process in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "comm").read_text().strip() not in commands:
                continue
            for opened in (process / "fd").iterdir():
                with contextlib.suppress(OSError):
                    if os.path.samestat(opened.stat(), target):
                        found.append(int(process.name))
                        break
    return found


def popen_as(user: int | None) -> dict[str, Any]:
    """The arguments of `subprocess` to run a program as this user (None: us), its files kept private."""
    other = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    return {"umask": 0o077, **other}


def wait_until(condition: Callable[[], bool], timeout: float) -> bool:
    """Polls the condition for `timeout` seconds; whether it came true."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


# ----------------------------------------------------------------------------------------------------- ports


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def keep_port(known: object) -> int:
    """The known port, unless somebody else uses it; then, or if none is known, a free one."""
    # Half a second, for the sockets of a killed server may close a moment after it is gone.
    if isinstance(known, int) and wait_until(lambda: port_is_free(known), 0.5):
        return known
    return free_port()


# ----------------------------------------------------------------------------------------------------- files


def write_private(path: Path, text: str) -> None:
    """Replaces the file in one step and durably; only its owner may read it. One writer at a time."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes renames inside the folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def try_lock(descriptor: int) -> bool:
    """Takes the exclusive lock of the open file, unless somebody else has it; whether it did."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def file_lock(path: Path, timeout: float) -> Iterator[None]:
    """Holds an exclusive lock on the file, made if missing; waits `timeout` seconds for other holders."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def lock() -> bool:
        nonlocal descriptor
        if not try_lock(descriptor):
            return False
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return True
        unseen = descriptor  # the folder was wiped while we waited: this lock is on a file nobody sees
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.close(unseen)
        return False

    try:
        if not wait_until(lock, timeout):
            raise EmbeddedServerError(f"another process has been holding {path} for {timeout:.0f} s")
        yield
    finally:
        os.close(descriptor)
