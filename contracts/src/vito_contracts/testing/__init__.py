"""The author's test kit: a plugin's surroundings in memory, two tenants, no network (extra `[testing]`).

`pytest` finds its fixtures by itself: `kit`, `load`, `tenant_a`, `tenant_b`, `no_network`. Nothing here needs the
engine, and nothing here has tables: a plugin's own SQL is tested on the real PostgreSQL, with `vito-core[testing]`.
"""

from vito_contracts.testing.effects import Fault
from vito_contracts.testing.kit import Kit
from vito_contracts.testing.network import NetworkBlocked, network_blocked
from vito_contracts.testing.registration import ClosedManager, NotAPlugin, hook_values
from vito_contracts.testing.tenants import KitTenant, new_tenant
from vito_contracts.testing.turns import checked, turn

__all__ = (
    "ClosedManager",
    "Fault",
    "Kit",
    "KitTenant",
    "NetworkBlocked",
    "NotAPlugin",
    "checked",
    "hook_values",
    "network_blocked",
    "new_tenant",
    "turn",
)
