"""Walks the database's catalogue and says where the wall between tenants has a hole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import asyncpg
import msgspec

from vito_contracts.sql import SEARCHER, WALLED
from vito_core.db import catalogue
from vito_core.db.allow_list import CORE_ALLOWS, AllowList
from vito_core.db.migration_set import MigrationSet
from vito_core.db.revisions import VERSION_TABLE, SchemaState, idle_schemas, states
from vito_core.db.roles import APP, DISPATCHER, RESOLVER

WALLED_ROLES = (APP, WALLED)
"""Those behind the wall, with every `plugin_<schema>`."""
KEEPERS = (DISPATCHER, RESOLVER, SEARCHER)
"""Those whose own policies show them more; nobody acts as one of them but their functions and the dispatcher."""
_NO_TENANT = "is unique without tenant_id: it tells one tenant which values another has"
_NO_TENANT_REFERENCE = "refers to another table's row without its tenant_id"
Row = Mapping[str, Any]


class Hole(msgspec.Struct, frozen=True):
    """`what`: the table, policy, function, role or key, by name. `says`: what is wrong and how to mend it."""

    what: str
    says: str
    lacks_wall: bool = False
    """A table whose rows are not held back at all."""
    app_bypasses: bool = False


class Report(msgspec.Struct, frozen=True, kw_only=True):
    tables: int
    tenant_tables: int
    holes: tuple[Hole, ...]
    schemas: tuple[SchemaState, ...]
    idle: tuple[str, ...]
    """Schemas of plugins that are installed or admitted no more. Their data stays; nothing waits for them."""

    @property
    def pending(self) -> list[str]:
        return [revision for state in self.schemas for revision in state.pending]

    @property
    def unknown(self) -> list[SchemaState]:
        return [state for state in self.schemas if state.unknown]

    @property
    def right(self) -> bool:
        return not (self.holes or self.pending or self.unknown)

    def summary(self) -> dict[str, Any]:
        return {
            "tables": self.tables,
            "tenant_tables": self.tenant_tables,
            "without_rls": [hole.what for hole in self.holes if hole.lacks_wall],
            "app_role_bypasses": any(hole.app_bypasses for hole in self.holes),
            "migrations_pending": self.pending,
        }


async def check(
    connection: asyncpg.Connection,
    sets: Sequence[MigrationSet],
    allowed: AllowList = CORE_ALLOWS,
    *,
    trust_searches: bool = True,
) -> Report:
    """Looks at every schema of the database.

    `trust_searches`: outside of `core`, policies and functions of the searcher need not be on the list, for which
    plugins are installed is not known here. The tests over the shipped plugins list each of them.
    """
    relations = await connection.fetch(catalogue.RELATIONS)
    policies = await connection.fetch(catalogue.POLICIES)
    tables = [row for row in relations if row["is_table"]]
    trusted = _trusts if trust_searches else lambda _: False
    holes = [
        *_relations(relations, policies, allowed),
        *_policies(policies, allowed, trusted),
        *_definers(await connection.fetch(catalogue.DEFINERS), allowed, trusted),
        *_roles(await connection.fetch(catalogue.ROLES), {row["owner"] for row in tables}),
        *_keys(await connection.fetch(catalogue.KEYS), allowed.keys, _NO_TENANT),
        *_keys(await connection.fetch(catalogue.REFERENCES), allowed.references, _NO_TENANT_REFERENCE),
    ]
    return Report(
        tables=len(tables),
        tenant_tables=sum(row["is_tenants"] for row in tables),
        holes=tuple(holes),
        schemas=tuple(await states(connection, sets)),
        idle=tuple(await idle_schemas(connection, sets)),
    )


def _trusts(row: Row) -> bool:
    """A search function of a plugin, or the policy that lets it read: for the searcher alone, reading alone."""
    if row["schema"] == "core":
        return False
    if "policy" in row:
        return list(row["roles"]) == [SEARCHER] and row["command"] == "r"
    return bool(row["owner"] == SEARCHER)


def _relations(relations: Sequence[Row], policies: Sequence[Row], allowed: AllowList) -> Iterator[Hole]:
    walled = {row["name"] for row in policies if _is_the_wall(row)}
    for row in relations:
        name = row["name"]
        if row["is_public"]:
            yield Hole(name, "every role may use it: revoke the rights of PUBLIC")
        for role in row["unwalled_rights_of"]:
            yield Hole(name, f"{role} may TRUNCATE it or refer to it, which no policy holds back: revoke that")
        if not row["is_table"]:
            if name not in allowed.tables:
                yield Hole(name, "a view or foreign table does not know the wall: use a table or a function", True)
        elif not row["is_tenants"]:
            if name not in allowed.tables and name.partition(".")[2] != VERSION_TABLE:
                yield Hole(name, "has no tenant_id and is not on the allow-list", True)
        elif not row["enabled"]:
            yield Hole(name, "row level security is off: use vito_contracts.sql.wall", True)
        elif not row["forced"]:
            yield Hole(name, "row level security is not forced: its owner sees all tenants", True)
        elif name not in walled and not row["is_partition"]:  # a partition is read through its table; alone it shows 0
            yield Hole(name, f"has no policy that compares tenant_id for {WALLED}", True)


def _is_the_wall(row: Row) -> bool:
    return bool(
        row["permissive"]
        and row["roles"] in ([WALLED], [APP])
        and row["visible"] == catalogue.TENANT_EXPRESSION
        and row["writable"] in (None, catalogue.TENANT_EXPRESSION)
    )


def _policies(policies: Sequence[Row], allowed: AllowList, trusted: Callable[[Row], bool]) -> Iterator[Hole]:
    for row in policies:
        what = f"{row['name']}: {row['policy']} to {', '.join(row['roles'])}"
        # A restrictive policy only takes away.
        if row["permissive"] and not (_is_the_wall(row) or what in allowed.policies or trusted(row)):
            yield Hole(what, f"shows more than the tenant's own rows: {row['visible'] or row['writable']}")


def _definers(functions: Sequence[Row], allowed: AllowList, trusted: Callable[[Row], bool]) -> Iterator[Hole]:
    for row in functions:
        name = row["name"]
        if name not in allowed.definers and not trusted(row):
            yield Hole(name, "runs with its owner's rights (SECURITY DEFINER) and is not on the allow-list")
        if row["owner"] not in (RESOLVER, SEARCHER):
            yield Hole(name, f"runs with the rights of {row['owner']}: give it to {RESOLVER} or {SEARCHER}")
        if row["search_path"] is None:
            yield Hole(name, "finds tables by the caller's search_path: set it in the function")
        if row["is_public"]:
            yield Hole(name, "every role may call it: revoke execute from PUBLIC")


def _roles(roles: Sequence[Row], owners: set[str]) -> Iterator[Hole]:
    above_the_wall = {row["name"] for row in roles if row["bypasses"]} | owners | set(KEEPERS)
    for row in roles:
        name = row["name"]
        walled = name in WALLED_ROLES or name.startswith("plugin_")
        ours = walled or name in KEEPERS
        if row["bypasses"] and (ours or not row["is_owner"]):
            yield Hole(name, "bypasses row level security: take that from the role", app_bypasses=walled)
        elif ours:  # one that bypasses counts as a member of every role
            for other in sorted(above_the_wall & set(row["member_of"])):
                yield Hole(name, f"may act as {other}: revoke {other} from {name}", app_bypasses=walled)
        if ours and name in owners:
            yield Hole(name, "owns tables, and could switch off their row level security", app_bypasses=walled)


def _keys(keys: Sequence[Row], allowed: Mapping[str, str], says: str) -> Iterator[Hole]:
    for row in keys:
        what = f"{row['name']}: {row['key']}"
        if what not in allowed:
            yield Hole(what, says)
