"""A wheel holds all that its member needs at run time, and nothing else."""

import tomllib
from importlib.metadata import PathDistribution
from pathlib import Path
from zipfile import Path as ZipPath
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def files_of(wheel: Path) -> set[str]:
    with ZipFile(wheel) as opened:
        return set(opened.namelist())


def info_of(wheel: Path) -> str:
    (metadata,) = (name for name in files_of(wheel) if name.endswith(".dist-info/METADATA"))
    return metadata.removesuffix("METADATA")


def metadata_of(wheel: Path) -> PathDistribution:
    return PathDistribution(ZipPath(wheel, info_of(wheel)))


def source_files(member) -> set[str]:
    base = member.source.parent
    found = (path for path in member.source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(base).as_posix() for path in found}


def test_every_file_of_the_package_is_in_the_wheel_and_no_other(member, wheels):
    inside = {name for name in files_of(wheels[member.name]) if ".dist-info/" not in name}
    assert inside == source_files(member)


def test_types_and_licence_are_in_the_wheel(member, wheels):
    wheel = wheels[member.name]
    assert f"{member.package}/py.typed" in files_of(wheel)
    with ZipFile(wheel) as opened:
        licence = opened.read(f"{info_of(wheel)}licenses/LICENSE")
    assert licence == (member.folder / "LICENSE").read_bytes()


def test_manifest_and_migrations_are_in_the_wheel(plugin, wheels):
    inside = files_of(wheels[plugin.name])
    assert f"{plugin.package}/plugin.toml" in inside
    migrations = {f"{plugin.package}/migrations/{path.name}" for path in plugin.source.glob("migrations/*.py")}
    assert migrations <= inside
    # Tables without a migration would be found by nobody before the first deployment.
    assert bool(migrations) == (plugin.source / "tables.py").is_file()


def test_templates_and_migrations_of_the_core_are_in_the_wheel(wheels):
    inside = files_of(wheels["vito-core"])
    assert {"vito_core/db/alembic/env.py", "vito_core/db/alembic/script.py.mako"} <= inside
    assert any(name.startswith("vito_core/db/migrations/0001") for name in inside)
    assert any("/templates/" in name and name.endswith(".html") for name in inside)


def test_the_entry_point_names_the_package_under_the_id_of_its_manifest(plugin, wheels):
    manifest = tomllib.loads((plugin.source / "plugin.toml").read_text())
    (entry,) = metadata_of(wheels[plugin.name]).entry_points
    assert (entry.group, entry.name, entry.value) == ("vito.plugins", manifest["id"], plugin.package)


def test_of_ours_a_plugin_requires_the_contracts_and_nothing_else(plugin, wheels):
    requirements = [Requirement(text) for text in metadata_of(wheels[plugin.name]).requires or []]
    ours = {canonicalize_name(each.name) for each in requirements if each.name.startswith("vito")}
    assert ours == {"vito-contracts"}


def test_the_core_requires_no_plugin(wheels):
    names = [Requirement(text).name for text in metadata_of(wheels["vito-core"]).requires or []]
    assert [name for name in names if name.startswith(("vito-plugin", "vito-host"))] == []
