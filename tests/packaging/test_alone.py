"""The contracts and one plugin, installed from their wheels into an empty environment: no core is needed.

There is no network: what the wheels require of others is linked from this environment, each distribution only if the
requirements lead to it. What a plugin uses and does not declare is therefore missing, and its import fails.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path
from zipfile import Path as ZipPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CONTRACTS = "vito-contracts"
NEVER = {"vito_core", "asyncpg", "obstore", "temporalio", "uvicorn"}
"""Packages of the engine: no plugin needs them."""
HEAVY = {"agno": {"vito-plugin-conversation"}}
"""Heavy packages stay with the plugins that need them."""


def test_a_plugin_works_with_the_contracts_alone(plugin, members, wheels, tmp_path):
    required = closure(plugin.name, wheels)
    python = empty_environment(tmp_path / "venv")
    install(python, wheels[CONTRACTS], wheels[plugin.name])
    link(required, purelib(tmp_path / "venv"))
    pip(python, "check")
    absent = not_provided_by({plugin.name, CONTRACTS, *required}) | {
        each.package for each in members if each.name not in {plugin.name, CONTRACTS}
    }
    assert absent >= NEVER | {package for package, users in HEAVY.items() if plugin.name not in users}

    seen = json.loads(run(python, "-I", Path(__file__).with_name("alone.py"), plugin.package, *sorted(absent)))

    assert seen["present_against_the_rules"] == []
    assert seen["vito_core"] == "ModuleNotFoundError: vito_core"
    assert seen["hooks"]
    assert all(seen["hooks"].values()), "a hook that yields nothing"
    assert seen["offered_capabilities"] == seen["manifest_capabilities"]
    assert f"{plugin.package}.plugin" in seen["modules"]


def closure(name: str, wheels: dict[str, Path]) -> dict[str, Distribution]:
    """Third-party distributions that a wheel's metadata leads to, with the extras it asks for."""
    ours = {each: metadata(wheels[each]) for each in (name, CONTRACTS)}
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    todo = [(name, frozenset[str]())]
    while todo:
        current, extras = todo.pop()
        if (current, extras) in seen:
            continue
        seen.add((current, extras))
        distribution = ours.get(current)
        if distribution is None:
            assert not current.startswith("vito"), f"{name} leads to {current}"
            distribution = found[current] = importlib.metadata.distribution(current)
        for text in distribution.requires or ():
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                todo.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    return found


def metadata(wheel: Path) -> Distribution:
    (info,) = (each for each in ZipPath(wheel).iterdir() if each.name.endswith(".dist-info"))
    return PathDistribution(info)


def not_provided_by(distributions: set[str]) -> set[str]:
    """Top-level modules of this environment that come from other distributions only."""
    return {
        package
        for package, owners in importlib.metadata.packages_distributions().items()
        if package.isidentifier()
        and package not in sys.stdlib_module_names
        and distributions.isdisjoint(map(canonicalize_name, owners))
    }


def empty_environment(folder: Path) -> Path:
    venv.create(folder, with_pip=False, symlinks=True)
    return folder / "bin" / "python"


def purelib(environment: Path) -> Path:
    base = str(environment)
    return Path(sysconfig.get_path("purelib", "venv", {"base": base, "platbase": base, "installed_base": base}))


def install(python: Path, *wheels: Path) -> None:
    pip(python, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", *wheels)


def pip(python: Path, *arguments: str | Path) -> None:
    run(Path(sys.executable), "-m", "pip", "--python", python, "--no-input", *arguments)


def link(distributions: dict[str, Distribution], folder: Path) -> None:
    """Their folders, and file by file where several distributions share one; scripts stay away."""
    owners = importlib.metadata.packages_distributions()
    for name, distribution in distributions.items():
        assert distribution.files, f"{name} has no record of its files"
        inside = [file for file in distribution.files if file.parts[0] not in {"..", "__pycache__"}]
        alone = {file.parts[0] for file in inside if len(set(owners.get(file.parts[0], ()))) < 2}
        for entry in alone | {str(file) for file in inside if file.parts[0] not in alone}:
            target = folder / entry
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(Path(str(distribution.locate_file(entry))).absolute())


def run(python: Path, *arguments: str | Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [python, *arguments], env=environment, cwd=python.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{arguments[:3]} …: {done.stdout}{done.stderr}"
    return done.stdout
