"""The workspace's members, and a wheel of each."""

import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Member(NamedTuple):
    name: str
    folder: Path

    @property
    def package(self) -> str:
        return self.name.replace("-", "_")

    @property
    def source(self) -> Path:
        return self.folder / "src" / self.package

    @property
    def is_plugin(self) -> bool:
        """A plugin or a host: what an entry point announces."""
        return self.folder.parent != ROOT


def _members() -> list[Member]:
    globs = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["uv"]["workspace"]["members"]
    projects = sorted(project for glob in globs for project in ROOT.glob(f"{glob}/pyproject.toml"))
    return [Member(tomllib.loads(project.read_text())["project"]["name"], project.parent) for project in projects]


MEMBERS = _members()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`member`: each of them; `plugin`: each plugin and host."""
    for name, chosen in (("member", MEMBERS), ("plugin", [each for each in MEMBERS if each.is_plugin])):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, chosen, ids=[each.name for each in chosen])


@pytest.fixture(scope="session")
def members() -> list[Member]:
    return MEMBERS


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Distribution → its wheel, built from the folder as it is, without network."""
    folder = tmp_path_factory.mktemp("wheels")

    def build(member: Member) -> Path:
        into = folder / member.name
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)]
        built = subprocess.run(command, cwd=member.folder, capture_output=True, text=True, check=False)
        assert built.returncode == 0, f"{member.name}: {built.stdout}{built.stderr}"
        (wheel,) = into.glob("*.whl")
        return wheel

    with ThreadPoolExecutor(2) as pool:
        return dict(zip([each.name for each in MEMBERS], pool.map(build, MEMBERS), strict=True))
