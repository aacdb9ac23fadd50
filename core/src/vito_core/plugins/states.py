"""Rows of `core.plugin_states`: what a plugin was told of a tenant, and what it still has to be told."""

import datetime as dt
from typing import Any

import msgspec

from vito_contracts.ids import TenantId
from vito_core.db.pool import Connection

MOST_ATTEMPTS = 8
FIRST_SECONDS, LONGEST_SECONDS = 2.0, 300.0

_SAVE = """
insert into core.plugin_states as s (tenant_id, plugin, active, version, call, attempts, next_at, error_code, refused)
values ($1, $2, $3, $4, $5, $6, clock_timestamp() + $7::interval, $8, $9)
on conflict (tenant_id, plugin) do update set active = $3, version = $4, call = $5, attempts = $6,
  next_at = clock_timestamp() + $7::interval, error_code = $8, refused = $9,
  changed_at = case when s.active = $3 and s.version = $4 then s.changed_at else clock_timestamp() end
"""


class PluginState(msgspec.Struct, frozen=True, kw_only=True):
    """`active`, `version`: what the plugin was told last. `call`: the lifecycle function that is still to be called,
    in `next_in` seconds; None: never again by itself. `refused`: it would not be enabled; `error_code` says why."""

    active: bool
    version: str
    call: str | None = None
    attempts: int = 0
    next_in: float | None = None
    error_code: str | None = None
    refused: bool = False

    @property
    def due(self) -> bool:
        return self.next_in is not None and self.next_in <= 0

    def after_failure(self, error: BaseException, **changes: Any) -> "PluginState":
        """The next attempt later than the last; none after `MOST_ATTEMPTS`, unless it is to be enabled: what is needed
        for that may be there at any time."""
        attempts = self.attempts + 1
        last = attempts >= MOST_ATTEMPTS and not changes.get("refused")
        pause = min(FIRST_SECONDS * 2.0 ** (min(attempts, 20) - 1), LONGEST_SECONDS)
        return msgspec.structs.replace(
            self, attempts=attempts, next_in=None if last else pause, error_code=type(error).__name__, **changes
        )


async def read_states(connection: Connection) -> dict[str, PluginState]:
    rows = await connection.fetch(
        "select plugin, active, version, call, attempts, error_code, refused,"
        " extract(epoch from next_at - clock_timestamp())::float8 as next_in from core.plugin_states"
    )
    return {
        row["plugin"]: msgspec.convert({k: v for k, v in row.items() if k != "plugin"}, PluginState) for row in rows
    }


async def save_state(connection: Connection, tenant: TenantId, plugin: str, state: PluginState) -> None:
    await connection.execute(
        _SAVE,
        tenant,
        plugin,
        state.active,
        state.version,
        state.call,
        state.attempts,
        dt.timedelta(seconds=state.next_in) if state.next_in is not None else None,
        state.error_code,
        state.refused,
    )
