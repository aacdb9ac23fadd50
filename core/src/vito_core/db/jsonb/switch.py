"""Puts a version of a schema in force, and takes it back."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from vito_contracts.errors import Conflict
from vito_core.db.jsonb.desk import Report, SchemaDesk
from vito_core.db.jsonb.rows import BATCH
from vito_core.db.pool import Connection

_LOCK = 4_242_008
_BUSY = "somebody else is activating or rolling back a schema just now; repeat when they are done"


async def activate(
    connection: Connection, name: str, version: int, batch: int = BATCH, patience: float = 30.0
) -> Report:
    """From now on documents fit this version and no other. Raises `Conflict` if one that is there does not.

    Transactions that began before the switch may still write the old shape: they are waited for (`patience` seconds),
    and what is there is checked once more; what slipped in undoes the switch.
    """
    desk = SchemaDesk(connection)
    async with _alone(connection):
        await desk.state(name, version)
        _must_fit(await desk.check(name, version, batch))
        before, switched = await _switch(connection, name, version)
        try:
            await _older_done(connection, switched, patience)
            report = await desk.check(name, version, batch)
            _must_fit(report)
        except BaseException:
            await _restore(connection, name, before)
            raise
        return report


async def rollback(connection: Connection, name: str) -> int:
    """The version active before is active again. The other stays accepted: its documents are there."""
    async with _alone(connection), connection.transaction():
        previous = await connection.fetchval(
            "select version from core.jsonb_schemas where schema_name = $1 and activated_at is not null"
            " and state <> 'active' order by activated_at desc limit 1 for update",
            name,
        )
        if previous is None:
            raise Conflict(f"schema {name} has no version that was active before")
        await _set(connection, name, "accepted", "state = 'active'")
        await _set(connection, name, "active", f"version = {previous:d}")
        return int(previous)


def _must_fit(report: Report) -> None:
    if report.invalid:
        first = "; ".join(
            f"{each.relation} {'/'.join(each.key.values())}: {each.violation}" for each in report.first[:5]
        )
        raise Conflict(
            f"{report.invalid} of {report.rows} documents do not fit {report.schema_name} version {report.version};"
            f" backfill or mend them first, `vito db schemas check` lists them. {first}"
        )


async def _switch(connection: Connection, name: str, version: int) -> tuple[dict[int, str], str]:
    """The states before, and the transaction that changed them."""
    async with connection.transaction():
        rows = await connection.fetch(
            "select version, state from core.jsonb_schemas where schema_name = $1 for update", name
        )
        await _set(connection, name, "retired", f"state in ('active', 'accepted') and version <> {version:d}")
        await _set(connection, name, "active", f"version = {version:d} and state <> 'active'")
        switched = await connection.fetchval("select pg_current_xact_id()::text")
    return {row["version"]: row["state"] for row in rows}, str(switched)


async def _restore(connection: Connection, name: str, before: dict[int, str]) -> None:
    """The one that is active steps back first: there is never a second."""
    async with connection.transaction():
        for version, state in sorted(before.items(), key=lambda each: each[1] == "active"):
            # Documents of the new shape may have been written meanwhile.
            await _set(connection, name, "accepted" if state == "draft" else state, f"version = {version:d}")


async def _set(connection: Connection, name: str, state: str, which: str) -> None:
    stamp = ", activated_at = clock_timestamp()" if state == "active" else ""
    await connection.execute(
        f"update core.jsonb_schemas set state = $2{stamp} where schema_name = $1 and {which}", name, state
    )


async def _older_done(connection: Connection, switched: str, patience: float) -> None:
    sql = "select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8"
    waited = 0.0
    while not await connection.fetchval(sql, switched):
        if waited >= patience:
            raise Conflict(
                f"a transaction that began before the switch still runs after {patience:.0f} s; the version before it"
                " stays active; repeat when that is done"
            )
        await asyncio.sleep(0.05)  # polling: PostgreSQL tells nobody when a snapshot's horizon moves on
        waited += 0.05


@contextlib.asynccontextmanager
async def _alone(connection: Connection) -> AsyncIterator[None]:
    if not await connection.fetchval("select pg_try_advisory_lock($1::bigint)", _LOCK):
        raise Conflict(_BUSY)
    try:
        yield
    finally:
        if not connection.is_closed():
            await connection.execute("select pg_advisory_unlock($1::bigint)", _LOCK)
