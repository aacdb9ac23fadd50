"""A schema's life, told with the specification's own example: `twin_config` 1, then 2 with `emotionalRange`."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_core.db.jsonb.desk import Report, SchemaDesk
from vito_core.db.jsonb.switch import activate, rollback
from vito_core.db.pool import begun, wall_sql

NAME = "celebrity_twin_config"
V1: dict[str, Any] = {
    "type": "object",
    "required": ["voiceCloneId", "visualAvatarId", "personalityProfile"],
    "properties": {
        "voiceCloneId": {"type": "string", "minLength": 1},
        "visualAvatarId": {"type": "string", "minLength": 1},
        "personalityProfile": {
            "type": "object",
            "required": ["tone", "language"],
            "properties": {
                "tone": {"type": "string"},
                "language": {"type": "string"},
                "expertise": {"type": "array", "items": {"type": "string"}},
            },
        },
        "knowledgeBase": {
            "type": "object",
            "properties": {"sources": {"type": "array"}, "lastUpdated": {"type": "string", "format": "date-time"}},
        },
        "guardrails": {
            "type": "object",
            "properties": {
                "maxResponseLength": {"type": "integer", "minimum": 100},
                "bannedTopics": {"type": "array", "items": {"type": "string"}},
                "contentRating": {"type": "string", "enum": ["G", "PG", "PG-13", "R"]},
            },
        },
    },
}
V2: dict[str, Any] = {
    "type": "object",
    "required": ["voiceCloneId", "visualAvatarId", "personalityProfile"],
    "properties": {
        "voiceCloneId": {"type": "string"},
        "visualAvatarId": {"type": "string"},
        "personalityProfile": {"type": "object"},
        "emotionalRange": {
            "type": "object",
            "properties": {
                "min": {"type": "integer", "minimum": 0, "maximum": 10},
                "max": {"type": "integer", "minimum": 0, "maximum": 10},
            },
        },
    },
}
"""Both word for word as in the specification. Version 2 wants no emotionalRange; it only says how one looks."""
PATCH = {"emotionalRange": {"min": 3, "max": 8}}
GOOD: dict[str, Any] = {
    "voiceCloneId": "v",
    "visualAvatarId": "a",
    "personalityProfile": {"tone": "warm", "language": "en", "expertise": ["football"]},
    "knowledgeBase": {"sources": [1], "lastUpdated": "2026-05-01T10:00:00Z"},
    "guardrails": {"maxResponseLength": 100, "bannedTopics": [], "contentRating": "PG-13"},
}
ONLY_V1 = GOOD | {"emotionalRange": {"min": 0, "max": 11}}
TENANTS = [UUID(int=1), UUID(int=2)]


@pytest.fixture
async def administrator(core_database: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(core_database)
    yield connection
    await connection.close()


@pytest.fixture
async def celebrities(administrator: asyncpg.Connection) -> AsyncIterator[asyncpg.Connection]:
    """The specification's table behind our wall, its column enforced; schema version 1 active; two tenants."""
    await administrator.execute("""
        create table core.celebrities (tenant_id uuid not null, id uuid not null, twin_config jsonb not null,
          primary key (tenant_id, id));
        alter table core.celebrities enable row level security;
        alter table core.celebrities force row level security;
        create policy tenant on core.celebrities to vito_walled
          using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
        grant select, insert, update on core.celebrities to vito_app;
        select core.watch_jsonb('core.celebrities', 'twin_config', 'celebrity_twin_config')""")
    for i, tenant in enumerate(TENANTS):
        await administrator.execute(
            "insert into core.tenants (tenant_id, slug, name, kind) values ($1, $2, $2, 'talent')"
            " on conflict do nothing",
            tenant,
            f"talent-{i}",
        )
    await SchemaDesk(administrator).add(NAME, 1, V1)
    await activate(administrator, NAME, 1)
    yield administrator
    await administrator.execute("drop table core.celebrities")
    await administrator.execute("delete from core.jsonb_schemas where schema_name = $1", NAME)


async def write(connection: asyncpg.Connection, config: Any, tenant: UUID = TENANTS[0]) -> UUID:
    row = uuid4()
    async with begun(connection, wall_sql(tenant, "vito_app")):
        await connection.execute(
            "insert into core.celebrities (tenant_id, id, twin_config) values ($1, $2, $3::text::jsonb)",
            tenant,
            row,
            msgspec.json.encode(config).decode(),
        )
    return row


async def states(connection: asyncpg.Connection) -> dict[int, str]:
    rows = await connection.fetch("select version, state from core.jsonb_schemas where schema_name = $1", NAME)
    return {row["version"]: row["state"] for row in rows}


def without(config: dict[str, Any], *path: str) -> dict[str, Any]:
    changed: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(config))
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return changed


@pytest.mark.parametrize(
    ("config", "violation"),
    [
        (without(GOOD, "voiceCloneId"), '# required: "voiceCloneId"'),
        (without(GOOD, "visualAvatarId"), '# required: "visualAvatarId"'),
        (without(GOOD, "personalityProfile"), '# required: "personalityProfile"'),
        (without(GOOD, "personalityProfile", "tone"), '#/personalityProfile required: "tone"'),
        (without(GOOD, "personalityProfile", "language"), '#/personalityProfile required: "language"'),
        (GOOD | {"voiceCloneId": ""}, "#/voiceCloneId minLength: 1 characters or more"),
        (GOOD | {"guardrails": {"maxResponseLength": 99}}, "#/guardrails/maxResponseLength minimum: 100"),
        (GOOD | {"guardrails": {"contentRating": "X"}}, "#/guardrails/contentRating enum: one of"),
        (GOOD | {"knowledgeBase": {"lastUpdated": "in May"}}, "#/knowledgeBase/lastUpdated format: date-time"),
        (None, "# type: object"),
    ],
)
async def test_version_1_of_the_specification_refuses(
    celebrities: asyncpg.Connection, config: Any, violation: str
) -> None:
    with pytest.raises(asyncpg.CheckViolationError) as caught:
        await write(celebrities, config)
    assert caught.value.constraint_name == f"jsonb_schema:{NAME}:1"
    assert caught.value.detail.startswith(violation)


async def test_version_1_of_the_specification_accepts_its_documents(celebrities: asyncpg.Connection) -> None:
    row = await write(celebrities, GOOD)
    with pytest.raises(asyncpg.CheckViolationError):
        await celebrities.execute("update core.celebrities set twin_config = '{}' where id = $1", row)
    await celebrities.execute("update core.celebrities set twin_config = twin_config || '{\"more\": 1}'")


async def test_from_version_1_to_2_and_back(celebrities: asyncpg.Connection) -> None:
    """Draft, gradual backfill with writes in between, activation, refusal of what only 1 allowed, rollback."""
    desk = SchemaDesk(celebrities)
    for i in range(25):
        await write(celebrities, GOOD, TENANTS[i % 2])
    own = await write(celebrities, GOOD | {"emotionalRange": {"min": 1, "max": 2}})
    await desk.add(NAME, 2, V2)
    assert await states(celebrities) == {1: "active", 2: "draft"}

    seen: list[int] = []

    class Stopped(Exception):
        pass

    def stop_in_the_middle(report: Report) -> None:
        seen.append(report.changed)
        if len(seen) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        await desk.backfill(NAME, 2, PATCH, batch=5, progress=stop_in_the_middle)
    assert seen == sorted(seen)
    done = await celebrities.fetchval("select count(*) from core.celebrities where twin_config ? 'emotionalRange'")
    assert 1 < done < 26
    assert await states(celebrities) == {1: "active", 2: "accepted"}
    await write(celebrities, GOOD)  # either shape may be written meanwhile
    slipped = await write(celebrities, ONLY_V1)

    report = await desk.backfill(NAME, 2, PATCH, batch=5)
    assert (report.rows, report.changed) == (28, 28 - done - 1)
    assert [each.key["id"] for each in report.first] == [str(slipped)]
    kept = await celebrities.fetchval("select twin_config -> 'emotionalRange' from core.celebrities where id = $1", own)
    assert msgspec.json.decode(kept) == {"min": 1, "max": 2}
    filled = "select count(*) from core.celebrities where twin_config -> 'emotionalRange' = '{\"min\": 3, \"max\": 8}'"
    assert await celebrities.fetchval(filled) == 26

    with pytest.raises(Conflict, match=f"1 of 28 documents do not fit.*{slipped}.*/emotionalRange/max maximum: 10"):
        await activate(celebrities, NAME, 2)
    assert await states(celebrities) == {1: "active", 2: "accepted"}
    await celebrities.execute("update core.celebrities set twin_config = $2 where id = $1", slipped, dumps(GOOD))

    assert (await activate(celebrities, NAME, 2)).invalid == 0
    assert await states(celebrities) == {1: "retired", 2: "active"}
    with pytest.raises(asyncpg.CheckViolationError) as caught:
        await write(celebrities, ONLY_V1)
    assert caught.value.detail == "#/emotionalRange/max maximum: 10"

    loose = await write(celebrities, GOOD | {"voiceCloneId": ""})  # version 2 allows it, version 1 does not
    assert await rollback(celebrities, NAME) == 1
    assert await states(celebrities) == {1: "active", 2: "accepted"}
    await write(celebrities, ONLY_V1)
    await celebrities.execute("update core.celebrities set twin_config = twin_config where id = $1", loose)
    with pytest.raises(Conflict, match=f"1 of 30.*{loose}.*/voiceCloneId minLength"):
        await activate(celebrities, NAME, 1)  # to close version 2 again, every document has to fit version 1


def dumps(config: dict[str, Any]) -> str:
    return msgspec.json.encode(config).decode()


async def test_a_transaction_from_before_the_switch_cannot_smuggle_in_the_old_shape(
    celebrities: asyncpg.Connection, core_database: str
) -> None:
    await SchemaDesk(celebrities).add(NAME, 2, V2)
    other = await asyncpg.connect(core_database)
    try:
        transaction = other.transaction()
        await transaction.start()
        await other.execute(
            "insert into core.celebrities (tenant_id, id, twin_config) values ($1, $2, $3)",
            TENANTS[0],
            uuid4(),
            dumps(ONLY_V1),
        )
        with pytest.raises(Conflict, match="a transaction that began before the switch still runs after 0 s"):
            await activate(celebrities, NAME, 2, patience=0.2)
        assert await states(celebrities) == {1: "active", 2: "accepted"}

        activation = asyncio.create_task(activate(celebrities, NAME, 2))
        while await other.fetchval(
            "select state from core.jsonb_schemas where schema_name = $1 and version = 2", NAME
        ) != ("active"):
            await asyncio.sleep(0.01)
        await transaction.commit()
        with pytest.raises(Conflict, match="1 of 1 documents do not fit"):
            await activation
        assert await states(celebrities) == {1: "active", 2: "accepted"}
    finally:
        await other.close()


async def test_one_version_is_active_and_none_in_force_ever_changes(celebrities: asyncpg.Connection) -> None:
    desk = SchemaDesk(celebrities)
    with pytest.raises(Conflict, match="a version never changes, add the next"):
        await desk.add(NAME, 1, V2)
    with pytest.raises(asyncpg.CheckViolationError, match="never changes"):
        await celebrities.execute("update core.jsonb_schemas set schema = 'true' where schema_name = $1", NAME)
    await desk.add(NAME, 2, V2)
    with pytest.raises(asyncpg.UniqueViolationError, match="jsonb_schemas_one_active"):
        await celebrities.execute("update core.jsonb_schemas set state = 'active' where schema_name = $1", NAME)
    with pytest.raises(InvalidInput, match="#/unevaluatedProperties: this keyword is not enforced"):
        await desk.add(NAME, 3, V2 | {"unevaluatedProperties": False})
    with pytest.raises(NotFound, match="version 9"):
        await activate(celebrities, NAME, 9)


async def test_the_app_reads_schemas_and_writes_none(celebrities: asyncpg.Connection) -> None:
    async with begun(celebrities, wall_sql(TENANTS[0], "vito_app")):
        assert await celebrities.fetchval("select is_active from core.jsonb_schemas where schema_name = $1", NAME)
    for statement in (
        "insert into core.jsonb_schemas (schema_name, version, schema) values ('other', 1, 'true')",
        "update core.jsonb_schemas set state = 'retired'",
        "delete from core.jsonb_schemas",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with begun(celebrities, wall_sql(TENANTS[0], "vito_app")):
                await celebrities.execute(statement)


async def test_an_administrator_behind_the_wall_sees_every_row_or_is_told_why_not(
    celebrities: asyncpg.Connection, core_database: str
) -> None:
    """Row level security is forced on owners, too: a check that sees nothing would let everything through."""
    await write(celebrities, GOOD, TENANTS[0])
    await write(celebrities, GOOD, TENANTS[1])
    await celebrities.execute("""
        create role jsonb_keeper login nosuperuser password 'keeper'; grant usage on schema core to jsonb_keeper;
        grant select, insert, update on core.jsonb_schemas to jsonb_keeper""")
    keeper = await asyncpg.connect(core_database, user="jsonb_keeper", password="keeper")
    try:
        with pytest.raises(InvalidInput, match="grant vito_app to it"):
            await SchemaDesk(keeper).check(NAME)
        await celebrities.execute("grant vito_app to jsonb_keeper")
        assert await keeper.fetchval("select count(*) from core.jsonb_schemas") > 0
        assert (await SchemaDesk(keeper).check(NAME)).rows == 2
        await SchemaDesk(keeper).add(NAME, 2, V2)
        assert (await SchemaDesk(keeper).backfill(NAME, 2, PATCH)).changed == 2
        assert (await activate(keeper, NAME, 2)).rows == 2
    finally:
        await keeper.close()
        await celebrities.execute("drop owned by jsonb_keeper; drop role jsonb_keeper")


async def test_without_a_schema_nothing_is_written(celebrities: asyncpg.Connection) -> None:
    await celebrities.execute("delete from core.jsonb_schemas where schema_name = $1", NAME)
    with pytest.raises(asyncpg.CheckViolationError) as caught:
        await write(celebrities, GOOD)
    assert caught.value.detail == "# no version of this schema is active"


async def test_a_turn_that_touches_other_columns_never_asks(celebrities: asyncpg.Connection) -> None:
    """Documents from before the schema stay readable, and their rows usable; only writing the document asks."""
    await celebrities.execute("alter table core.celebrities add column turns integer not null default 0")
    await celebrities.execute("alter table core.celebrities disable trigger user")
    old = await write(celebrities, {"from": "before"})
    await celebrities.execute("alter table core.celebrities enable trigger user")
    await celebrities.execute("update core.celebrities set turns = 1")
    await celebrities.execute(
        "insert into core.celebrities (tenant_id, id, twin_config) values ($1, $2, '{}') on conflict do nothing",
        TENANTS[0],
        old,
    )
    report = await SchemaDesk(celebrities).check(NAME)
    assert (report.rows, report.invalid) == (1, 1)
    assert msgspec.to_builtins(report.first[0]) == {
        "relation": "core.celebrities",
        "key": {"tenant_id": str(TENANTS[0]), "id": str(old)},
        "violation": '# required: "voiceCloneId"',
    }
