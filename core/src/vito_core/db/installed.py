"""The schemas of what is installed here, for `vito db`: what cannot be loaded is a note, and stops nothing."""

from pathlib import Path

import msgspec

from vito_contracts.errors import InvalidInput
from vito_core.container import Container
from vito_core.db.migration_set import CORE, MigrationSet
from vito_core.registry import admitted, find_installed
from vito_core.settings import PluginsFile, Settings, read_plugins_file


class InstalledSets(msgspec.Struct, frozen=True, kw_only=True):
    """`plugins`: plugin id → its schema, in the order of plugins.toml. `faults`: what could not be loaded, and why."""

    plugins: dict[str, MigrationSet]
    faults: tuple[str, ...] = ()

    @property
    def sets(self) -> list[MigrationSet]:
        return list(self.plugins.values())

    def named(self, name: str) -> MigrationSet:
        """`core`, or a plugin's by its id or schema. Raises `InvalidInput`."""
        known = {CORE.schema: CORE} | {each.schema: each for each in self.sets} | self.plugins
        if name not in known:
            raise InvalidInput(f"no schema {name!r} that can be migrated; known: {', '.join(known)}")
        return known[name]


def installed_sets(plugins_file: Path) -> InstalledSets:
    """Of the plugins that `plugins.toml` admits and that are installed. Raises `InvalidInput` for the file itself."""
    installed, faults, usable = find_installed(), [], {}
    for plugin, entry in read_plugins_file(plugins_file).plugins.items():
        found = installed.get(plugin)
        if found is None:
            faults.append(f"plugin {plugin}: not installed")
        elif found.error is not None:
            faults.append(f"plugin {plugin}: {found.error}")
        else:
            usable[plugin] = msgspec.structs.replace(entry, required=False)
    loaded = admitted(PluginsFile(plugins=usable), installed, plugins_file)
    # Loading connects to nothing; only the tables that the plugins name are asked for.
    nowhere = Settings(
        database_url="postgresql://nowhere.invalid/none",
        dispatcher_url="postgresql://nowhere.invalid/none",
        temporal="nowhere.invalid:1",
        objects=plugins_file.parent,
        plugins_file=plugins_file,
    )
    engine = Container(settings=nowhere, plugins=loaded).engine()
    contributions = engine.load()
    faults += [f"plugin {each.id}: {each.error}" for each in loaded if each.error is not None]
    owners = [plugin for plugin, _ in contributions.tables]
    sets = engine.registry.migration_sets(contributions)
    return InstalledSets(plugins=dict(zip(owners, sets, strict=True)), faults=tuple(faults))
