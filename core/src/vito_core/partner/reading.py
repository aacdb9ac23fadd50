"""Reading a plugin's files; nothing of it is imported."""

import ast
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.manifest import Manifest, ManifestError, read_manifest
from vito_core.partner.model import Facts, Partner, Source

SKIPPED = {"__pycache__", "build", "dist", "node_modules", "site-packages"}
LARGEST = 2_000_000
"""Bytes of a Python file that is looked at."""


class Unreadable(Exception):
    """What is there is no plugin that could be judged. `rule`: which one it breaks."""

    def __init__(self, rule: str, reason: str, where: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason
        self.where = where


def read(folder: Path) -> Partner:
    """Raises `InvalidInput` for a path that is no folder, `Unreadable` for a folder that holds no plugin."""
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "does not exist"
        raise InvalidInput(f"{folder} {what}: name the folder of a plugin, the one with its pyproject.toml")
    folder = folder.resolve()
    project = _project(folder)
    manifest_file = _manifest_file(folder)
    package = manifest_file.parent
    return Partner(
        folder=folder,
        package=package,
        project=project,
        manifest=_manifest(folder, manifest_file),
        sources=_sources(folder, package, inside=lambda path: "migrations" not in path.parts),
        migrations=_sources(folder, package, inside=lambda path: "migrations" in path.parts),
        tests=_sources(folder, folder / "tests"),
        facts=Facts(),
    )


def _project(folder: Path) -> dict[str, Any]:
    path = folder / "pyproject.toml"
    if not path.is_file():
        raise Unreadable("entry-point", "there is no pyproject.toml: name the folder of one plugin", "pyproject.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable("entry-point", f"not valid TOML: {error}", "pyproject.toml") from error


def _manifest_file(folder: Path) -> Path:
    found = sorted(path for path in folder.rglob("plugin.toml") if not _skipped(path.relative_to(folder)))
    found = [path for path in found if path.relative_to(folder).parts[0] != "tests"]
    if len(found) != 1:
        named = ", ".join(path.relative_to(folder).as_posix() for path in found)
        reason = f"several manifests: {named}; a plugin has one" if found else "no plugin.toml in any package of it"
        raise Unreadable("manifest", reason, named or "src")
    return found[0]


def _manifest(folder: Path, path: Path) -> Manifest:
    try:
        return read_manifest(path)
    except ManifestError as error:
        where = path.relative_to(folder).as_posix()
        raise Unreadable("manifest", str(error).replace(str(path), "").lstrip(": "), where) from error


def _sources(folder: Path, below: Path, inside: Any = lambda _: True) -> tuple[Source, ...]:
    paths = [path for path in sorted(below.rglob("*.py")) if not _skipped(path.relative_to(folder))]
    return tuple(_source(folder, path) for path in paths if inside(path.relative_to(below)))


def _source(folder: Path, path: Path) -> Source:
    where = path.relative_to(folder).as_posix()
    if path.stat().st_size > LARGEST:
        raise Unreadable("loads", f"larger than {LARGEST:,} bytes: no source one could read", where)
    try:
        return Source(where, ast.parse(path.read_bytes()))
    except SyntaxError as error:
        raise Unreadable("loads", f"not valid Python: {error.msg}", f"{where}:{error.lineno or 1}") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unreadable("loads", f"not valid Python: {error}", where) from error


def _skipped(path: Path) -> bool:
    return any(part in SKIPPED or part.startswith(".") for part in path.parts[:-1])


def with_facts(partner: Partner, facts: Facts) -> Partner:
    return msgspec.structs.replace(partner, facts=facts)
