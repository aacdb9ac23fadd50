"""Export and erasure of one contact across the core and every plugin that holds personal data."""

from collections.abc import Sequence
from typing import Any

import msgspec

from vito_contracts.errors import NotFound
from vito_contracts.hooks import DataSubjects
from vito_contracts.ids import ContactId
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools

ERASED = "[erased]"

_CORE_EXPORT = {
    "contact": "select platform, handle, language, created_at from core.contacts where id = $1",
    "messages": "select m.speaker, m.text, m.at from core.messages m join core.conversations c on c.id = m.conversation"
    " where c.contact = $1 order by m.at",
    "replies": "select text, at from core.replies where contact = $1 order by at",
    "enquiries": "select text, at from core.enquiries where contact = $1 order by at",
    "effects": "select kind, payload, state, planned_at from core.effects where subject = $1 order by planned_at",
}
_CORE_ERASE = (
    f"update core.messages set text = '{ERASED}', citations = '[]' where conversation in"
    " (select id from core.conversations where contact = $1)",
    f"update core.replies set text = '{ERASED}' where contact = $1",
    f"update core.enquiries set text = '{ERASED}' where contact = $1",
    "update core.effects set payload = '{}',"
    " state = case when state in ('planned', 'sent') then 'failed' else state end,"
    " error_code = case when state in ('planned', 'sent') then 'erased' else error_code end where subject = $1",
    "update core.turns set interaction = null where contact = $1",
    "update core.interactions set external_id = 'erased:' || id, post_id = '' where contact = $1",
    "update core.contacts set handle = 'erased:' || id, erased_at = now() where id = $1",
)


class DataSubjectDesk:
    """Asks every loaded plugin, whether the tenant has it enabled or not: disabled is not erased."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._holders: tuple[tuple[str, DataSubjects], ...] = ()

    def fill(self, holders: Sequence[tuple[str, DataSubjects]]) -> None:
        self._holders = tuple(holders)

    async def export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        """{"core": …, "<plugin>": …}. Raises `NotFound`."""
        core: dict[str, Any] = {}
        async with self._pools.within(scope.tenant) as connection:
            for name, query in _CORE_EXPORT.items():
                core[name] = [dict(row) for row in await connection.fetch(query, contact)]
        if not core["contact"]:
            raise NotFound(f"no contact {contact}")
        held = {plugin: await each.export(scope, contact) for plugin, each in self._holders}
        return msgspec.to_builtins({"core": core, **held})  # type: ignore[no-any-return]

    async def erase(self, scope: TenantScope, contact: ContactId) -> dict[str, int]:
        """Rows touched by plugin. Pseudonymous ids stay valid; the handle and every text are gone."""
        touched = {plugin: await each.erase(scope, contact) for plugin, each in self._holders}
        async with self._pools.within(scope.tenant) as connection:
            counts = [await connection.execute(statement, contact) for statement in _CORE_ERASE]
        if counts[-1] == "UPDATE 0":
            raise NotFound(f"no contact {contact}")
        return {"core": sum(int(count.split()[-1]) for count in counts), **touched}
