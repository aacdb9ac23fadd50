"""What the service account of a plugin may do: what its manifest asks for, while the gate lets the plugin act."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

import msgspec

from vito_contracts.ids import TenantId
from vito_contracts.manifest import Manifest
from vito_contracts.permissions import ANSWERS
from vito_contracts.tenancy import Role
from vito_core.gate import Gate
from vito_core.identity.permissions import PERMISSIONS
from vito_core.registry import Loaded

_SAME = {ANSWERS: "conversations:write"}
"""What of a manifest is a permission of the API by another name. To ask for an approval is not to decide on it, and to
perform an effect not to settle it: these stay with the plugin's own services."""
_EVENTS = "events"


class AccountRights(msgspec.Struct, frozen=True):
    """`event_types`: patterns of the types it may read."""

    permissions: frozenset[str]
    event_types: tuple[str, ...]


class ServiceAccounts:
    def __init__(self, gate: Gate, plugins: Mapping[str, Loaded]) -> None:
        self._gate = gate
        self._plugins = plugins

    def rights(self, plugin: str) -> AccountRights | None:
        """Of a plugin that is admitted here; None for any other."""
        loaded = self._plugins.get(plugin)
        return rights_of(loaded.manifest) if loaded is not None else None

    async def acting(self, tenant: TenantId, plugin: str) -> AccountRights | None:
        """None while the gate refuses the plugin for the tenant."""
        return self.rights(plugin) if plugin in await self._gate.effective(tenant) else None


def rights_of(manifest: Manifest) -> AccountRights:
    """Never more than an editor or approver holds: no manifest reaches keys, users or the platform. Writing events is
    not among them: a plugin emits in its own transactions, and the API takes facts from outside only."""
    grantable = PERMISSIONS[Role.EDITOR] | PERMISSIONS[Role.APPROVER]
    found, patterns = set(), []
    for each in manifest.permissions:
        resource, _, rest = each.partition(":")
        verb, _, reach = rest.partition(":")
        named = f"{resource}:{verb}"
        permission = _SAME.get(named, named)
        if permission not in grantable or permission == f"{_EVENTS}:write":
            continue
        found.add(permission)
        if resource == _EVENTS:
            patterns.append(reach or "*")
    return AccountRights(frozenset(found), tuple(patterns))


def may_read_type(patterns: tuple[str, ...], event_type: str) -> bool:
    return any(fnmatchcase(event_type, pattern) for pattern in patterns)
