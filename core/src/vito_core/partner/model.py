"""What the check knows of a plugin, and what it says about it."""

import ast
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from vito_contracts.manifest import Manifest


class Tier(StrEnum):
    """Of a rule; a plugin has the highest level of which no rule, and none below, fails."""

    BRONZE = "bronze"
    """Safe to install. Nothing of it can be exempted."""
    SILVER = "silver"
    """Fit for tenants."""
    GOLD = "gold"
    """As careful as the shipped ones."""


class Fault(msgspec.Struct, frozen=True):
    """`where`: a path relative to the plugin's folder, with a line where there is one."""

    reason: str
    where: str = ""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    rule: str
    tier: Tier
    reason: str
    where: str


class Exemption(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that does not hold, and why that is right."""

    rule: str
    reason: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`unjudged`: rules that cannot be asked, because the plugin does not load. `warnings` cost no level. `tests_run`:
    whether the plugin's own tests were run, and not only read."""

    plugin: str
    level: str
    failed: tuple[Failure, ...]
    exempt: tuple[Exemption, ...] = ()
    passed: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()
    warnings: tuple[Failure, ...] = ()
    tests_run: bool = False


class TableFacts(msgspec.Struct, frozen=True, kw_only=True):
    """`unwalled`: keys of the table that do not begin with the tenant."""

    name: str
    schema: str
    columns: tuple[str, ...]
    unwalled: tuple[str, ...] = ()


class SettingFacts(msgspec.Struct, frozen=True, kw_only=True):
    """`text`: a default that is text. `required`: it has no default."""

    name: str
    required: bool
    text: str = ""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the plugin said when it was made and its hooks were called. `error`: it did not come to that, and why."""

    error: str = ""
    hooks: tuple[str, ...] = ()
    empty_hooks: tuple[str, ...] = ()
    hook_error: str = ""
    capabilities: tuple[str, ...] = ()
    subscribed: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    unfit_payloads: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    approval_kinds: tuple[str, ...] = ()
    data_subjects: int = 0
    not_async: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    migrations: tuple[str, ...] = ()
    tables: tuple[TableFacts, ...] = ()
    settings: tuple[SettingFacts, ...] = ()
    undescribed_routes: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """A Python file. `where`: relative to the plugin's folder."""

    where: str
    tree: ast.Module


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """A plugin as its files say. `package`: the folder that holds plugin.toml."""

    folder: Path
    package: Path
    project: dict[str, Any]
    manifest: Manifest
    sources: tuple[Source, ...]
    migrations: tuple[Source, ...]
    tests: tuple[Source, ...]
    facts: Facts

    @property
    def name(self) -> str:
        """Of the package, dotted."""
        return ".".join(self.package.relative_to(source_root(self.package)).parts)

    def where(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


def source_root(package: Path) -> Path:
    """The folder from which the package is imported."""
    while (package / "__init__.py").is_file():
        package = package.parent
    return package


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """`says`: what holds where it is kept. `of_facts`: it needs a plugin that loads. `advice`: it costs no level."""

    id: str
    tier: Tier
    says: str
    check: Callable[[Partner], Iterator[Fault]]
    of_facts: bool = False
    advice: bool = False
