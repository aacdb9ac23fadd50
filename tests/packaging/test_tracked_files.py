"""Nothing that is tracked says on which machine, or from where, it was made.

Git need not be installed: what is or would be tracked is every file that .gitignore does not name.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

ROOT = Path(__file__).parents[2]
IGNORED = GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text().splitlines())

# Put together so that this file is not a match of its own.
REGISTRIES = re.compile(
    "|".join(
        [
            r"\b" + "py" + r"pi\.(?:org|io)\b",
            r"\bpython" + r"hosted\.org\b",
            r"\bregistry\.(?:npm" + r"js|yarn" + r"pkg)\b",
            r"(?:^|\s)--(?:extra-)?index" + r"-url\b",
            r"(?:^|\s)--find" + r"-links\b(?!`)",
            r"\b(?:arti" + r"factory|ne" + r"xus|dev" + r"pi)\.[a-z]",
            r"/simple" + r"/(?:\s|$|[\"'])",
        ]
    ),
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"(?<![\w./:\-{}<>])/(?:" + "|".join(["ho" + "me/\\w", "Us" + "ers/\\w", "ro" + "ot/", "wo" + "rk/\\w"]) + r")"
    r"|\b[A-Z]:\\\\?Us" + r"ers\\"
)
ADDRESS = re.compile(r"https?://(?:[^@/\s]*@)?([\w.-]+)")
"""Its host; the name and password before it are left alone."""

# The pins are worked out anew with an option that keeps addresses out: it may be named.
ALLOWED = re.compile(r"--no-emit-(?:index" + r"-url|find" + r"-links)")


def tracked_files() -> Iterator[Path]:
    for folder, subfolders, files in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        subfolders[:] = [name for name in subfolders if is_tracked(here / name, "/")]
        yield from (here / name for name in files if is_tracked(here / name))


def is_tracked(path: Path, end: str = "") -> bool:
    return path.name != ".git" and not IGNORED.match_file(path.as_posix() + end)


def lines() -> Iterator[tuple[str, str]]:
    """("file:number", line) of every tracked text file."""
    for path in sorted(tracked_files()):
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            yield f"{path.as_posix()}:{number}", ALLOWED.sub("", line)


def own_addresses() -> re.Pattern[str]:
    """Hosts that this machine installs packages from, as pip and the environment know them, and this checkout."""
    told = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True)
    known = [told.stdout, *(value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_")))]
    hosts = {host for text in known for host in ADDRESS.findall(text)} - {"localhost", "127.0.0.1"}
    # A host without a dot may be an everyday word, a checkout right below the root a path of another kind.
    names = [re.escape(host if "." in host else f"//{host}") for host in hosts]
    checkout = [rf"(?<![\w./-]){re.escape(str(ROOT))}(?![\w-])"] if len(ROOT.parts) > 2 else []
    return re.compile("|".join([*names, *checkout]) or r"(?!)")


WHAT = ["a registry", "a machine", "this machine"]


def test_the_walk_finds_what_is_tracked_and_not_what_is_ignored():
    found = {path.as_posix() for path in tracked_files()}
    assert {"pyproject.toml", "requirements.txt", "tests/packaging/test_tracked_files.py", ".gitignore"} <= found
    assert not [path for path in found if path.startswith((".venv", ".git/")) or "__pycache__" in path]


@pytest.mark.parametrize("pattern", [lambda: REGISTRIES, lambda: MACHINE, own_addresses], ids=WHAT)
def test_no_tracked_file_names_a_registry_or_a_place_on_a_machine(pattern):
    found = pattern()
    assert [f"{where}: {line.strip()[:120]}" for where, line in lines() if found.search(line)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRIES, "https://files.python" + "hosted.org/packages/x"),
        (REGISTRIES, "--extra-index" + "-url https://x"),
        (REGISTRIES, "url = 'https://py" + "pi.org/simple'"),
        (MACHINE, "see /ho" + "me/anna/project"),
        (MACHINE, '"/wo' + 'rk/main/core"'),
        (MACHINE, "C:\\Us" + "ers\\anna"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern, text):
    assert pattern.search(text)


def test_the_lock_file_with_its_download_hosts_is_not_tracked():
    assert IGNORED.match_file("uv.lock")
    assert IGNORED.match_file("plugins/knowledge/uv.lock")
    index = ROOT / ".git" / "index"
    assert not index.is_file() or b"uv.lock\0" not in index.read_bytes()
