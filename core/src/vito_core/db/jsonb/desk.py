"""What an operator does with schemas: look, add a version, check, backfill. `switch` puts a version in force.

A version is a *draft*, then *accepted* beside the active one while documents change over, then *active*, then
*retired*. A document may be written if it fits the active version or an accepted one.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_core.db.jsonb.generate import unreadable
from vito_core.db.jsonb.rows import BATCH, Key, RowFault, Watched, as_app, between, faults, pages, tenants, watched
from vito_core.db.pool import Connection

SHOWN = 20


class SchemaVersion(msgspec.Struct, frozen=True, kw_only=True):
    """`columns`: where it is enforced, e.g. "core.twin_versions.config"."""

    schema_name: str
    version: int
    state: str
    created_at: str
    activated_at: str | None
    columns: list[str]


class Report(msgspec.Struct, kw_only=True):
    """`changed`: rows a backfill wrote; `invalid`: rows that do not fit, the first 20 of them in `first`."""

    schema_name: str
    version: int
    rows: int = 0
    changed: int = 0
    invalid: int = 0
    first: list[RowFault] = []

    def note(self, found: Sequence[RowFault]) -> None:
        self.invalid += len(found)
        self.first += found[: SHOWN - len(self.first)]


Progress = Callable[[Report], None]


class SchemaDesk:
    """On a connection that may write `core.jsonb_schemas` and act as the app role (the administrator's)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self) -> list[SchemaVersion]:
        columns = await watched(self._connection)
        rows = await self._connection.fetch("select * from core.jsonb_schemas order by schema_name, version")
        return [
            SchemaVersion(
                schema_name=row["schema_name"],
                version=row["version"],
                state=row["state"],
                created_at=row["created_at"].isoformat(),
                activated_at=row["activated_at"] and row["activated_at"].isoformat(),
                columns=[f"{each.relation}.{each.column}" for each in columns if each.holds(row["schema_name"])],
            )
            for row in rows
        ]

    async def show(self, name: str, version: int | None = None) -> dict[str, Any]:
        """The schema itself; without `version`, the active one's. Raises `NotFound`."""
        row = await self._connection.fetchrow(
            "select version, state, schema::text from core.jsonb_schemas where schema_name = $1"
            " and version = coalesce($2, version) and (is_active or $2 is not null)",
            name,
            version,
        )
        if row is None:
            raise NotFound(f"no schema {name}{f' version {version}' if version else ', or none active'}")
        schema: Any = msgspec.json.decode(row["schema"])
        return {"schema_name": name, "version": row["version"], "state": row["state"], "schema": schema}

    async def add(self, name: str, version: int, schema: Any) -> None:
        """A draft. Raises `Conflict`, and `InvalidInput` for a schema with something that is not enforced, or that
        allows documents which this release cannot read."""
        key = unreadable(name, schema)
        if key is not None:
            raise InvalidInput(
                f"schema {name} version {version}: this release cannot read documents with {key}; install the release"
                " that knows the key first, then add its schema"
            )
        try:
            await self._connection.execute(
                "insert into core.jsonb_schemas (schema_name, version, schema) values ($1, $2, $3::text::jsonb)",
                name,
                version,
                msgspec.json.encode(schema).decode(),
            )
        except asyncpg.UniqueViolationError as error:
            raise Conflict(f"schema {name} version {version} exists; a version never changes, add the next") from error
        except asyncpg.CheckViolationError as error:
            said = error.detail if error.constraint_name == "jsonb_schemas_enforceable" else error.constraint_name
            raise InvalidInput(f"schema {name} version {version}: {said}") from error

    async def check(self, name: str, version: int | None = None, batch: int = BATCH) -> Report:
        """Which rows do not fit a version; without one, which fit nothing that is in force."""
        versions = [version] if version is not None else await self._in_force(name)
        if version is not None:
            await self.state(name, version)
        report = Report(schema_name=name, version=versions[0] if versions else 0)
        await self._walk(report, versions, batch)
        return report

    async def backfill(
        self,
        name: str,
        version: int,
        patch: dict[str, Any],
        batch: int = BATCH,
        progress: Progress = lambda _: None,
    ) -> Report:
        """Gives every document the top-level keys of `patch` that it lacks, where it then fits `version`.

        A draft becomes accepted first, so that what is written meanwhile may have either shape. Each batch is a
        transaction of its own; `progress` is told after each. Breaking off loses nothing: a second run finds what is
        left. Rows that still do not fit are counted, never touched.
        """
        if await self.state(name, version) == "retired":
            raise Conflict(f"schema {name} version {version} is retired; `rollback` brings it back")
        await self._connection.execute(
            "update core.jsonb_schemas set state = 'accepted'"
            " where schema_name = $1 and version = $2 and state = 'draft'",
            name,
            version,
        )
        report = Report(schema_name=name, version=version)
        await self._walk(report, [version], batch, patch, progress)
        return report

    async def _walk(
        self,
        report: Report,
        versions: Sequence[int],
        batch: int,
        patch: dict[str, Any] | None = None,
        progress: Progress = lambda _: None,
    ) -> None:
        name = report.schema_name
        everybody = await tenants(self._connection)
        for column in await watched(self._connection, name):
            for tenant in everybody:
                async for first, last, count in pages(self._connection, column, tenant, name, batch):
                    if patch:
                        report.changed += await self._fill(column, tenant, (first, last), report, patch)
                    found = await faults(self._connection, column, tenant, (first, last), name, versions)
                    report.note(found)
                    report.rows += count
                    progress(report)

    async def _fill(
        self, column: Watched, tenant: UUID, span: tuple[Key, Key], report: Report, patch: dict[str, Any]
    ) -> int:
        # The row's own keys win, and PostgreSQL looks at the newest version of a row that somebody just changed.
        async with as_app(self._connection, tenant):
            done = await self._connection.execute(
                f"update {column.relation} set {column.column} = $4::text::jsonb || {column.column}"
                f" where {between(column, report.schema_name)} and jsonb_typeof({column.column}) = 'object'"
                f" and not {column.column} ?& $7::text[]"
                " and core.jsonb_matches((select s.schema from core.jsonb_schemas s where s.schema_name = $5"
                f" and s.version = $6), $4::text::jsonb || {column.column})",
                tenant,
                *span,
                msgspec.json.encode(patch).decode(),
                report.schema_name,
                report.version,
                list(patch),
            )
        return int(done.split()[-1])

    async def _in_force(self, name: str) -> list[int]:
        rows = await self._connection.fetch(
            "select version from core.jsonb_schemas where schema_name = $1 and state in ('active', 'accepted')"
            " order by is_active desc, version desc",
            name,
        )
        return [row["version"] for row in rows]

    async def state(self, name: str, version: int) -> str:
        state = await self._connection.fetchval(
            "select state from core.jsonb_schemas where schema_name = $1 and version = $2", name, version
        )
        if state is None:
            raise NotFound(f"no schema {name} version {version}; `vito db schemas list` shows what there is")
        return str(state)
