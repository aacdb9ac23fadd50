"""Which plugins are installed, which of them this installation admits, and what each contributes."""

import importlib
import importlib.util
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import msgspec

from vito_contracts.approvals import ApprovalKind
from vito_contracts.capabilities import capability_id
from vito_contracts.effects import EffectKind
from vito_contracts.errors import InvalidInput
from vito_contracts.events import EventType
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Lifecycle, Routes, Subscription, Tables
from vito_contracts.journey import JourneyStage, StageActivity
from vito_contracts.manifest import CONTRACT_VERSION, Manifest, ManifestError, read_manifest
from vito_contracts.permissions import READS_EVENTS, allows
from vito_contracts.services import Services
from vito_core.db.migration_set import MigrationSet
from vito_core.hooks import HookDoor, RegistrationRefused
from vito_core.settings import AdmittedPlugin, PluginsFile, read_plugins_file

GROUP = "vito.plugins"


class Installed(msgspec.Struct, frozen=True, kw_only=True):
    """A plugin found on this machine; nothing of it was imported. `error` set: it cannot be loaded, and why."""

    id: str
    version: str
    package: str
    folder: Path | None = None
    manifest: Manifest | None = None
    error: str | None = None


def find_installed() -> dict[str, Installed]:
    """Every installed plugin by id. A broken one is a value with an error, not an exception."""
    return {entry.name: _inspect(entry) for entry in sorted(entry_points(group=GROUP), key=lambda e: e.name)}


def _inspect(entry: EntryPoint) -> Installed:
    version = entry.dist.version if entry.dist is not None else "?"
    base = Installed(id=entry.name, version=version, package=entry.value)
    try:
        spec = importlib.util.find_spec(entry.value)
    except (ImportError, ValueError):  # a dotted name whose parent is missing, or no module name at all
        spec = None
    if spec is None or spec.origin is None:
        return msgspec.structs.replace(base, error=f"package {entry.value!r} of entry point {entry.name!r} is missing")
    folder = Path(spec.origin).parent
    try:
        manifest = read_manifest(folder / "plugin.toml")
    except ManifestError as error:
        return msgspec.structs.replace(base, folder=folder, error=str(error))
    if manifest.id != entry.name:
        fault = f"{folder / 'plugin.toml'}: id {manifest.id!r} is not the entry point's name {entry.name!r}"
        return msgspec.structs.replace(base, folder=folder, error=fault)
    if not manifest.contract_fits():
        ours = ".".join(map(str, CONTRACT_VERSION))
        fault = f"plugin {manifest.id} {version} needs contract {manifest.contract}, this engine has {ours}"
        return msgspec.structs.replace(base, folder=folder, manifest=manifest, error=fault)
    return msgspec.structs.replace(base, folder=folder, manifest=manifest)


class Loaded(msgspec.Struct, kw_only=True):
    """An admitted plugin. `plugin` None: it failed, and `error` says why."""

    id: str
    version: str
    manifest: Manifest
    admitted: AdmittedPlugin
    folder: Path
    plugin: Any = None
    error: str | None = None
    hooks: tuple[str, ...] = ()
    schema: str | None = None
    """Its PostgreSQL schema, if it has tables."""


class Contributions(msgspec.Struct, kw_only=True):
    """What all loaded plugins contribute: (plugin id, value), in the order of `plugins.toml`."""

    capabilities: list[tuple[str, CapabilityOffer]]
    subscriptions: list[tuple[str, Subscription]]
    event_types: list[tuple[str, EventType]]
    routes: list[tuple[str, Routes]]
    activities: list[tuple[str, StageActivity]]
    journey_stages: list[tuple[str, JourneyStage]]
    tables: list[tuple[str, Tables]]
    effects: list[tuple[str, EffectKind]]
    approval_kinds: list[tuple[str, ApprovalKind]]
    data_subjects: list[tuple[str, DataSubjects]]
    lifecycle: list[tuple[str, Lifecycle]]


def admitted(plugins_file: PluginsFile, installed: dict[str, Installed], path: Path) -> list[Loaded]:
    """The plugins to load. Raises `InvalidInput` for a name that is not installed or cannot be used."""
    chosen: list[Loaded] = []
    for plugin_id, entry in plugins_file.plugins.items():
        found = installed.get(plugin_id)
        if found is None:
            known = ", ".join(installed) or "none"
            raise InvalidInput(f"{path}: plugin {plugin_id!r} is not installed; installed: {known}")
        if found.manifest is None or found.folder is None or found.error is not None:
            raise InvalidInput(f"{path}: plugin {plugin_id!r} cannot be admitted: {found.error}")
        chosen.append(
            Loaded(
                id=plugin_id,
                version=found.version,
                manifest=found.manifest,
                admitted=entry,
                folder=found.folder,
            )
        )
    return chosen


def check_installation(path: Path) -> None:
    """What can be known before anything starts: names, manifests, settings. Raises `InvalidInput`."""
    for each in admitted(read_plugins_file(path), find_installed(), path):
        read_settings(each)


class Registry:
    """Loads admitted plugins and gathers their contributions, once."""

    def __init__(self, plugins: list[Loaded], door: HookDoor) -> None:
        self.door = door
        self.plugins: dict[str, Loaded] = {each.id: each for each in plugins}

    def load(self, services_of: Any) -> Contributions:
        """`services_of(Loaded) -> Services`. A plugin that fails is marked, not raised, unless it is required."""
        for each in self.plugins.values():
            self._load_one(each, services_of)
        contributions = self.gather()
        for failure in self.door.failures:
            self.plugins[failure.plugin].error = f"hook {failure.hook}: {failure.reason}"
        for each in self.plugins.values():
            if each.error is not None and each.admitted.required:
                raise InvalidInput(f"required plugin {each.id} {each.version} failed: {each.error}")
        return contributions

    def _load_one(self, each: Loaded, services_of: Any) -> None:
        try:
            settings = read_settings(each)
            services: Services = services_of(each)
            each.plugin = resolve(each.manifest.plugin)(services, settings)
            self.door.register(each.id, each.plugin)
            each.hooks = self.door.hooks_of(each.id)
        except RegistrationRefused as error:
            each.plugin, each.error = None, str(error)
        except InvalidInput:
            raise
        except Exception as error:
            each.plugin, each.error = None, f"{type(error).__name__}: {error}"

    def gather(self) -> Contributions:
        collect = self.door.collect
        found = Contributions(
            capabilities=collect("capabilities", CapabilityOffer),
            subscriptions=collect("subscriptions", Subscription),
            event_types=collect("event_types", EventType),
            routes=collect("routes", Routes),
            activities=collect("activities", StageActivity),
            journey_stages=collect("journey_stages", JourneyStage),
            tables=collect("tables", Tables),
            effects=collect("effects", EffectKind),
            approval_kinds=collect("approval_kinds", ApprovalKind),
            data_subjects=collect("data_subjects", DataSubjects),
            lifecycle=collect("lifecycle", Lifecycle),
        )
        for plugin, tables in found.tables:
            self.plugins[plugin].schema = tables.schema
        self._check(found)
        return found

    def _check(self, found: Contributions) -> None:
        for plugin, offer in found.capabilities:
            name = capability_id(offer.protocol)
            if name not in self.plugins[plugin].manifest.capabilities:
                self.plugins[plugin].error = f"offers capability {name!r}, which its manifest does not name"
        for plugin, subscription in found.subscriptions:
            for name in subscription.types:
                if not allows(self.plugins[plugin].manifest.permissions, READS_EVENTS + name):
                    self.plugins[
                        plugin
                    ].error = f"subscribes to {name!r} without the permission {READS_EVENTS + name!r}"
        for plugin, kind in found.effects:
            if not kind.name.startswith(f"{plugin}."):
                self.plugins[plugin].error = f"effect {kind.name!r} must be named {plugin}.<name>"
        for plugin, asked in found.approval_kinds:
            if not asked.name.startswith(f"{plugin}."):
                self.plugins[plugin].error = f"approval kind {asked.name!r} must be named {plugin}.<name>"
        for plugin, loaded in self.plugins.items():
            holds = any(owner == plugin for owner, _ in found.data_subjects)
            if loaded.plugin is not None and loaded.manifest.personal_data and not holds:
                loaded.error = "personal_data = true, but it gives no data_subjects to export and erase"

    def migration_sets(self, found: Contributions) -> list[MigrationSet]:
        return [
            MigrationSet(tables.schema, self.plugins[plugin].folder / tables.migrations, tables.metadata)
            for plugin, tables in found.tables
        ]


def read_settings(each: Loaded) -> msgspec.Struct | None:
    """The plugin's own settings struct from plugins.toml. Raises `InvalidInput` naming plugin and key."""
    if each.manifest.settings is None:
        if each.admitted.settings:
            raise InvalidInput(f"plugins.toml: plugin {each.id!r} takes no settings")
        return None
    return convert_settings(each, each.admitted.settings)


def convert_settings(each: Loaded, values: dict[str, Any]) -> msgspec.Struct:
    assert each.manifest.settings is not None
    try:
        struct = resolve(each.manifest.settings)
    except Exception as error:
        raise InvalidInput(f"plugin {each.id} {each.version}: its settings cannot be imported: {error}") from error
    unknown = set(values) - {field.encode_name for field in msgspec.structs.fields(struct)}
    if unknown:
        raise InvalidInput(f"settings of plugin {each.id!r}: unknown key {min(unknown)!r}")
    try:
        return msgspec.convert(values, struct)  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        raise InvalidInput(f"settings of plugin {each.id!r}: {error}") from error


def resolve(import_string: str) -> Any:
    module, _, name = import_string.partition(":")
    return getattr(importlib.import_module(module), name)
