"""Permissions, `<resource>:<action>`, and what each role holds. A route names its resource; reading and writing follow
from the method. What no role holds, nobody may."""

from collections.abc import Iterable

from vito_contracts.errors import VitoError
from vito_contracts.tenancy import Role

READ, WRITE = "read", "write"
PLUGIN_ROUTES = "x"
"""Stands for every plugin's routes; `x.<plugin>` for those of one."""

_CONTENT = (
    "bindings",
    "brands",
    "contacts",
    "conversations",
    "deployments",
    "interactions",
    "journeys",
    "knowledge",
    "twins",
    PLUGIN_ROUTES,
)
"""What the tenant's staff works with every day."""
_RULING = ("approvals", "effects", "stops")
"""Decisions about what leaves the house."""
_RUNNING = ("alerts", "contracts", "events", "grants", "plugins", "tenant", "usage")
_SECURITY = ("keys", "users", "webhooks")
_SUBJECTS = ("subjects",)
"""Everything that is held of one person, what plugins hold among it; `contacts` says who somebody is, and no more."""
_PLATFORM = ("platform",)
"""What concerns every tenant at once; a tenant's own rows are never part of it."""


def _all(action: str, *groups: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{resource}:{action}" for group in groups for resource in group)


_VIEWS = _all(READ, _CONTENT, _RULING, _RUNNING, ("openapi",))
_ADMINISTERS = _VIEWS | _all(READ, _SECURITY, _SUBJECTS) | _all(WRITE, _CONTENT, _RULING, _RUNNING, _SECURITY)

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.PLATFORM_ADMIN: _ADMINISTERS | _all(READ, _PLATFORM) | _all(WRITE, _PLATFORM),
    Role.TENANT_ADMIN: _ADMINISTERS,
    Role.EDITOR: _VIEWS | _all(WRITE, _CONTENT) | {"stops:write"},
    Role.APPROVER: _VIEWS | _all(WRITE, _RULING),
    Role.AUDITOR: _VIEWS | _all(READ, _SECURITY, _SUBJECTS),
    Role.VIEWER: _VIEWS,
}


def covers(held: frozenset[str], needed: str) -> bool:
    """`x:read` covers `x.<plugin>:read` of every plugin; everything else is covered by itself alone."""
    resource, _, action = needed.partition(":")
    return needed in held or (resource.startswith(f"{PLUGIN_ROUTES}.") and f"{PLUGIN_ROUTES}:{action}" in held)


class NotPermitted(VitoError):
    """`needed`: the first permission that the caller lacks, or would hand out without holding it."""

    def __init__(self, needed: str) -> None:
        super().__init__(
            f"this needs the permission {needed}, which the caller lacks: nobody hands out more than it holds"
        )
        self.needed = needed


class BeyondOwn(NotPermitted):
    """What is asked for would go further than the calling key does itself. `needed`: a code, for the log."""

    def __init__(self, needed: str, words: str) -> None:
        VitoError.__init__(self, f"{words}: nobody hands out more than it holds")
        self.needed = needed


def require_all(held: frozenset[str], wanted: Iterable[str]) -> None:
    """Raises `NotPermitted` unless all of `wanted` is held."""
    lacking = sorted(each for each in wanted if not covers(held, each))
    if lacking:
        raise NotPermitted(lacking[0])
