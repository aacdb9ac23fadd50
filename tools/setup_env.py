"""Make .venv: the pinned packages, then this checkout's members. Needs nothing but Python.

`.venv/.installed` says what is there. It is written after each finished step, so an interrupted step is done
again, and a finished .venv is left alone until pins or members change.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 — an older Python is what this is for, and it stumbles further down
    sys.exit(
        f"ViTo needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.\n"
        "Name another one, for example: make PYTHON=python3.12 test"
    )

import argparse
import fcntl
import hashlib
import json
import os
import subprocess
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".installed"
PYTHON = VENV / "bin" / "python"
QUIET = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}


class Installed(NamedTuple):
    """What a .venv holds: hash of the pins, version of Python, hash of the members' metadata, their names."""

    pins: str
    python: str
    members: str
    names: list[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--this-python", action="store_true", help="rebuild the .venv of another Python")
    wanted = describe()
    any_python = not parser.parse_args().this_python
    if ready(wanted, any_python=any_python):
        return 0
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two terminals: the second one waits, and then finds it done
        try:
            if not ready(wanted, any_python=any_python):
                install(wanted, any_python=any_python)
        except KeyboardInterrupt:
            say("\nInterrupted. The next make goes on from the last finished step.")
            return 130
        except subprocess.CalledProcessError as failed:
            say(f"Set-up failed (exit {failed.returncode}): {' '.join(map(str, failed.cmd))}")
            return 1
    return 0


def describe() -> Installed:
    """What should be there. The place counts, because scripts and editable installs name it in full."""
    projects = members()
    return Installed(
        pins=digest(str(ROOT).encode(), (ROOT / "requirements.txt").read_bytes()),
        python=sys.version.split()[0],
        members=digest(*(part for p in projects for part in (str(p).encode(), p.read_bytes()))),
        names=[load(p)["project"]["name"] for p in projects],
    )


def members() -> list[Path]:
    """The pyproject.toml of every workspace member."""
    workspace = load(ROOT / "pyproject.toml")["tool"]["uv"]["workspace"]
    return sorted(p for glob in workspace["members"] for p in ROOT.glob(f"{glob}/pyproject.toml"))


def load(project: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(project.read_text())
    except tomllib.TOMLDecodeError as error:
        sys.exit(f"{project.relative_to(ROOT)}: {error}")


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def found() -> Installed:
    try:
        return Installed(**json.loads(STAMP.read_text()))
    except (OSError, ValueError, TypeError):
        return Installed("", "", "", [])


def has_pins(wanted: Installed, *, any_python: bool) -> bool:
    there = found()
    return PYTHON.exists() and there.pins == wanted.pins and (any_python or there.python == wanted.python)


def ready(wanted: Installed, *, any_python: bool) -> bool:
    return has_pins(wanted, any_python=any_python) and found().members == wanted.members


def install(wanted: Installed, *, any_python: bool) -> None:
    if not has_pins(wanted, any_python=any_python):
        say("ViTo: installing the pinned packages into .venv (once, about a minute) …")
        make_venv()
        pip("install", "-qq", "--require-hashes", "--no-deps", "-r", ROOT / "requirements.txt")
        record(wanted._replace(members="", names=[]))
    there = found()
    say("ViTo: installing this checkout into .venv …")
    record(there._replace(members=""))
    if there.names:  # also those that are no longer members
        pip("uninstall", "-qq", "--yes", *there.names)
    folders = [argument for project in members() for argument in ("--editable", project.parent)]
    pip("install", "-qq", "--no-deps", "--no-build-isolation", *folders)
    check()
    record(wanted._replace(python=there.python))


def make_venv() -> None:
    """From zero: no former package stays. We may run on .venv's own Python, so take the one behind it."""
    base = getattr(sys, "_base_executable", sys.executable)
    try:
        subprocess.run([base, "-m", "venv", "--clear", VENV], check=True)
    except subprocess.CalledProcessError:
        say("This Python cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv")
        raise


def pip(*arguments: str | Path) -> None:
    subprocess.run([PYTHON, "-m", "pip", *arguments], check=True, env=os.environ | QUIET)


def check() -> None:
    command = [str(PYTHON), "-m", "pip", "check"]
    result = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | QUIET)
    if result.returncode:
        say(f"{result.stdout}{result.stderr}If a member asks for something new: make pins, then again.")
    result.check_returncode()


def record(installed: Installed) -> None:
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(installed._asdict()))
    fresh.replace(STAMP)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
