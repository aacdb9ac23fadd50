"""What was refused, told in the log of its tenant; equal ones once a minute, over all processes."""

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any
from uuid import UUID

from vito_contracts.events import NewEvent, as_code
from vito_contracts.identity_events import AccessDenied
from vito_contracts.ids import EventId, TenantId, derived_id
from vito_contracts.scope import ActorKind, TenantScope
from vito_core.db.pool import Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.identity.aside import Aside
from vito_core.identity.callers import Dead

MINUTE = 60
MOST_A_MINUTE = 10_000
NO_PERMISSION, PLUGIN_PERMISSION, THROTTLED, UNKNOWN = "no_permission", "plugin_permission", "throttled", "unknown"


class Denials:
    """Reasons and needs are codes of this engine; what a caller sent is never among them."""

    def __init__(self, pools: Pools, types: EventTypes, aside: Aside, log: Any) -> None:
        self._pools = pools
        self._types = types
        self._aside = aside
        self._log = log
        self._minute = 0
        self._told: set[Hashable] = set()
        self._unknown = Counter[str]()
        self._unknown_logged: dict[str, float] = {}

    def dead(self, credential: Dead) -> None:
        self._note(credential.tenant, credential.kind, credential.id, credential.reason)

    def lacking(self, scope: TenantScope, needed: str) -> None:
        self.refused(scope, NO_PERMISSION, needed)

    def refused(self, scope: TenantScope, reason: str, needed: str = "") -> None:
        """To whoever acts in `scope`."""
        self._note(scope.tenant, scope.actor.kind, scope.actor.id, reason, needed)

    def plugin_lacking(self, tenant: TenantId, plugin: str, needed: str) -> None:
        """To a plugin of the tenant: its manifest does not name what it used."""
        self._note(tenant, ActorKind.PLUGIN, derived_id(tenant, "plugin", plugin), PLUGIN_PERMISSION, needed)

    def nobody(self, tenant: TenantId, kind: ActorKind, reason: str) -> None:
        """To somebody whom nothing names, at the door of one tenant."""
        self._note(tenant, kind, None, reason)

    def throttled(self, account: Sequence[str], find: Callable[[], Awaitable[tuple[TenantId, UUID] | None]]) -> None:
        """`find`: tenant and user of the account. It is asked once a minute and beside the answer: whoever floods an
        account neither makes work by it nor learns whether it exists."""
        if not self._first((THROTTLED, *account)):
            return

        async def note() -> None:
            found = await find()
            if found is None:
                self.unknown(THROTTLED)
            else:
                self._note(found[0], ActorKind.USER, found[1], THROTTLED)

        self._aside.do(note())

    def unknown(self, reason: str = UNKNOWN) -> None:
        """A credential of nobody's: there is no tenant to tell, so the process's log counts them, for each reason a
        line a minute."""
        self._unknown[reason] += 1
        now = time.monotonic()
        logged = self._unknown_logged.get(reason)
        if logged is None or now - logged >= MINUTE:
            self._log.warning("access.unknown_credential", reason=reason, count=self._unknown.pop(reason))
            self._unknown_logged[reason] = now

    def _note(self, tenant: TenantId, kind: ActorKind, caller: UUID | None, reason: str, needed: str = "") -> None:
        # The same id in every process: the log takes it once.
        minute = int(time.time()) // MINUTE
        subject = caller or tenant
        event = derived_id(tenant, "access.denied", kind, subject, reason, needed, minute)
        if not self._first(event):
            return
        who = str(caller) if caller is not None else None
        self._log.warning("access.denied", tenant=str(tenant), kind=kind, caller=who, reason=reason, needed=needed)
        denied = AccessDenied(kind=kind, caller=caller, reason=as_code(reason), needed=as_code(needed))
        self._aside.do(
            self._write(tenant, NewEvent(type="access.denied", subject=subject, payload=denied, id=EventId(event)))
        )

    def _first(self, what: Hashable) -> bool:
        """Whether it was not told of yet in this minute."""
        minute = int(time.time()) // MINUTE
        if minute != self._minute:
            self._minute = minute
            self._told.clear()
        if what in self._told or len(self._told) >= MOST_A_MINUTE:
            return False
        self._told.add(what)
        return True

    async def _write(self, tenant: TenantId, event: NewEvent) -> None:
        async with self._pools.within(tenant) as connection:
            await append(connection, tenant, "core", self._types, [event])
