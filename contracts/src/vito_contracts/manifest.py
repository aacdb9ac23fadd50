"""The manifest: what a plugin is, as data, known before any of its code is imported."""

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from vito_contracts.modules import CAPABILITIES, Module
from vito_contracts.permissions import PLAIN, READS_EVENTS, WRITES_EVENTS, is_permission
from vito_contracts.scope import Level

CONTRACT_VERSION = (1, 0)
"""Of this contract. A plugin that needs a newer one is refused with a message that names it."""

_REQUIREMENT = re.compile(r"^>=(\d+)\.(\d+),<(\d+)$")


class ComplianceTier(StrEnum):
    """The tenant's subscription tier (not the end user's: see `FanTier`)."""

    FREE = "FREE"
    PROFESSIONAL = "PROFESSIONAL"
    ENTERPRISE = "ENTERPRISE"

    def covers(self, other: "ComplianceTier") -> bool:
        order = list(ComplianceTier)
        return order.index(self) >= order.index(other)


class ManifestError(ValueError):
    """A manifest cannot be used; the text names the file, the key and the remedy."""


Identifier = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$(?!\n)",
        max_length=40,
        description="Small letters and digits, with single hyphens between them, such as lead-gen",
    ),
]


class CliCommand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A command the plugin adds to `vito`. Only the group "eval" takes any: "eval <name>".

    `run`: import string of `(arguments: list[str]) -> int`, the exit code. It is imported when the command runs.
    """

    name: Annotated[str, msgspec.Meta(pattern=r"^eval [a-z][a-z-]*$(?!\n)")]
    help: str
    run: Annotated[str, msgspec.Meta(pattern=r"^[\w.]+:\w+$(?!\n)")]


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`plugin.toml`, beside the package's `__init__.py`. The version is the distribution's, not the manifest's."""

    id: Identifier
    contract: Annotated[str, msgspec.Meta(pattern=r"^>=\d+\.\d+,<\d+$(?!\n)")]
    """Contract versions it works with, e.g. ">=1.0,<2"."""
    level: Level
    summary: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    plugin: Annotated[str, msgspec.Meta(pattern=r"^[\w.]+:\w+$(?!\n)")]
    """Import string of the class, "package.module:Class"."""
    settings: Annotated[str, msgspec.Meta(pattern=r"^[\w.]+:\w+$(?!\n)")] | None = None
    """Import string of the settings struct."""
    installation_settings: tuple[str, ...] = ()
    """Names of settings that only `plugins.toml` may give: a tenant neither sets nor sees them. Whatever names code,
    an address or a secret belongs here."""
    capabilities: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    """Capabilities that must be active for the tenant, or this plugin is not."""
    modules: tuple[Module, ...] = ()
    """Modules it makes sense in; empty = all."""
    permissions: tuple[str, ...] = ()
    """Of `vito_contracts.permissions`: "events:write:lead.*", "events:read:interaction.*", "conversations:read", … Its
    services refuse what is not named here."""
    personal_data: bool = False
    restricted: bool = False
    """True: enabled for a tenant by the platform only."""
    tier: ComplianceTier = ComplianceTier.FREE
    """The least tenant tier that is entitled to it."""
    commands: tuple[CliCommand, ...] = ()

    def check(self, where: str) -> None:
        """Raises `ManifestError` for what types cannot say."""
        for name in (*self.capabilities, *self.requires):
            if name not in CAPABILITIES:
                known = ", ".join(sorted(CAPABILITIES))
                raise ManifestError(f"{where}: unknown capability {name!r}; known: {known}")
        for permission in self.permissions:
            if not is_permission(permission):
                known = ", ".join((f"{READS_EVENTS}<type>", f"{WRITES_EVENTS}<type>", *PLAIN))
                raise ManifestError(f"{where}: unknown permission {permission!r}; known: {known}")

    def contract_fits(self) -> bool:
        match = _REQUIREMENT.match(self.contract)
        assert match is not None
        low_major, low_minor, below = (int(part) for part in match.groups())
        return (low_major, low_minor) <= CONTRACT_VERSION and CONTRACT_VERSION[0] < below


def read_manifest(path: Path) -> Manifest:
    """Reads and checks a `plugin.toml`. Raises `ManifestError`; imports nothing of the plugin."""
    try:
        manifest = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Manifest, strict=True)
    except FileNotFoundError as error:
        raise ManifestError(f"{path}: no manifest there; a plugin keeps plugin.toml in its package folder") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path}: not valid TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise ManifestError(f"{path}: {error}") from error
    manifest.check(str(path))
    return manifest
