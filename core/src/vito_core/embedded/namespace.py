"""Running PostgreSQL as somebody it accepts: it refuses root, and users without a name.

Run by its path, `python namespace.py -- command …`, this file enters a user namespace in which we are a named
user and becomes the command: the command sees no root, while on disk it stays root and reads what root owns.
That happens at every start, so the top of this file imports next to nothing.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_UNPRIVILEGED = 65534
_USUAL_USERS = (1000, 1, _UNPRIVILEGED)
_CHECK = "import os, sys; sys.exit(not (os.access(sys.argv[1], os.W_OK) and os.access(sys.argv[2], os.X_OK)))"


def has_name(user: int) -> bool:
    """Whether the system knows the user by more than a number."""
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def enter() -> None:
    """Moves this process into a user namespace, as a user that has a name there if any has.

    Raises:
        OSError: The system forbids it.
    """
    uid, gid = os.geteuid(), os.getegid()
    seen = next(filter(has_name, _USUAL_USERS), _USUAL_USERS[0])
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "no user namespace")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{seen} {uid} 1"), ("gid_map", f"{seen} {gid} 1")):
        descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
        try:
            os.write(descriptor, text.encode())
        finally:
            os.close(descriptor)


def main(arguments: list[str]) -> int:
    """Enters the namespace and becomes the command that follows `--`."""
    try:
        enter()
        os.execv(arguments[1], arguments[1:])  # noqa: S606  (arguments come from our own parent)
    except (AttributeError, OSError) as error:
        sys.stderr.write(f"{arguments[1]}: {error}\n")
    return 126


class Placement(NamedTuple):
    """Where the cluster lives and how its programs are run."""

    base: Path
    """The folder that holds the cluster."""
    programs: Path
    """The folder of initdb and postgres."""
    prefix: tuple[str, ...] = ()
    """What comes before every command."""
    user: int | None = None
    """Whom the programs run as; None is whoever we are."""


def place(folder: Path, programs: Path) -> Placement:
    """Finds a way to run the programs for the cluster of this folder.

    Changes neither owner nor mode of anything that it did not make itself, and makes no user.

    Raises:
        EmbeddedServerError: There is none, or another user made the cluster.
    """
    from vito_core.embedded.processes import EmbeddedServerError

    pointer, user = folder / "postgres.location", os.geteuid()
    if pointer.exists():
        if user != 0:
            raise EmbeddedServerError(f"root made the cluster of {folder}: run as root, or use another --home")
    else:
        if user != 0 and has_name(user):
            return Placement(folder, programs)
        prefix = (sys.executable, "-I", "-S", os.path.realpath(__file__), "--")
        if _namespace_works(prefix, folder, programs):
            return Placement(folder, programs, prefix)
        if user != 0:
            return Placement(folder, programs)  # initdb will say that it misses a name
        if (folder / "postgres-data").exists():
            raise EmbeddedServerError(f"the cluster in {folder} needs a user namespace, now forbidden to root")
    try:
        return _place_outside(folder, programs, pointer)
    except OSError as error:
        raise EmbeddedServerError(
            "PostgreSQL does not run as root, and here root can neither open a user namespace nor become"
            f" another user ({error}): run as a normal user, or give the URL of a database"
        ) from error


def _namespace_works(prefix: tuple[str, ...], folder: Path, programs: Path) -> bool:
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="postgres-init-", dir=folder) as probe:
        check = (sys.executable, "-I", "-S", "-c", _CHECK, probe, str(programs / "postgres"))
        return subprocess.run((*prefix, *check), capture_output=True, check=False, cwd="/").returncode == 0


def _place_outside(folder: Path, programs: Path, pointer: Path) -> Placement:
    """A place that an unprivileged user can reach, whatever lies above the folder."""
    import hashlib
    import shutil
    from pathlib import Path

    from vito_core.embedded.processes import write_private

    reachable = _runs_as(_UNPRIVILEGED, programs)
    if pointer.exists():
        base = Path(pointer.read_text(encoding="utf-8").strip())
    else:
        name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        base = Path("/var/tmp") / f"vito-{name}"  # noqa: S108  (below, its owner is checked)
    base.mkdir(mode=0o711, exist_ok=True)
    found = base.lstat()
    if found.st_uid != 0 or (found.st_mode & 0o170022) != 0o040000:
        raise PermissionError(f"{base} is not a folder that only root can write to")
    base.chmod(0o711)  # the umask may have taken bits away
    if not pointer.exists():
        # The folder was wiped to start afresh: the password of what may still be here is gone with it.
        shutil.rmtree(base / "postgres-data", ignore_errors=True)
        write_private(pointer, f"{base}\n")
    return Placement(base, programs if reachable else _copied(programs, base), user=_UNPRIVILEGED)


def _runs_as(user: int, programs: Path) -> bool:
    import subprocess

    from vito_core.embedded.processes import popen_as

    how = {**popen_as(user), "cwd": "/", "capture_output": True}
    subprocess.run(["/bin/sh", "-c", ":"], check=False, **how)  # raises if we cannot become that user
    try:
        done = subprocess.run([str(programs / "postgres"), "--version"], check=False, **how)
        return done.returncode == 0
    except PermissionError:
        return False


def _copied(programs: Path, base: Path) -> Path:
    """Copies the programs with all they need; a copy of the same version is used again."""
    import shutil

    package = programs.parent.parent
    found = (programs / "postgres").stat()
    copy = base / f"programs-{found.st_size}-{found.st_mtime_ns}"
    if not copy.exists():
        draft = base / "programs-draft"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(programs.parent, draft / package.name / programs.parent.name)
        # Their library path is relative: `<package>.libs` beside the package, as in site-packages.
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        draft.chmod(0o755)
        _open_to_all(draft)
        draft.rename(copy)
    return copy / package.name / programs.parent.name / programs.name


def _open_to_all(folder: Path) -> None:
    """Lets everyone read our copy, however strict the umask and the modes it was copied from."""
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
