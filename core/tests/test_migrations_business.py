"""The specification's tables: what they take, what they refuse, and who sees a fact of two parties."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from tests.rows import Filler
from vito_contracts.ids import new_id
from vito_core.db.migrate import ensure_schema, migrate, prepare_database
from vito_core.db.migration_set import CORE
from vito_core.db.pool import wall_sql
from vito_core.db.revisions import upgrade_to
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import LOGINS, admin_dsn, app_dsn

TALENT, BRAND, OTHER = (UUID(int=number) for number in (11, 12, 13))


class House:
    """Rows as the app role within a tenant; `ids`: what the fixture made."""

    def __init__(self, admin: Any, app: Any) -> None:
        self.admin, self.app = admin, app
        self.ids: dict[str, UUID] = {}

    async def run(self, tenant: UUID, statement: str, *values: Any) -> list[Any]:
        async with self.app.transaction():
            await self.app.execute(wall_sql(tenant, None))
            return list(await self.app.fetch(statement, *values))

    async def insert(self, table: str, tenant: UUID, **values: Any) -> UUID:
        row = {"tenant_id": tenant, "id": new_id(), **values}
        places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
        await self.run(tenant, f"insert into core.{table} ({', '.join(row)}) values ({places})", *row.values())
        return row["id"]


@pytest.fixture(scope="module")
async def house(postgres: PostgresAddress) -> AsyncIterator[House]:
    database = f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(postgres, "postgres"), database, LOGINS)
    await migrate(admin_dsn(postgres, database), [])
    made = House(
        await asyncpg.connect(admin_dsn(postgres, database)), await asyncpg.connect(app_dsn(postgres, database))
    )
    for tenant, slug, kind in ((TALENT, "talent", "talent"), (BRAND, "brand", "brand"), (OTHER, "other", "brand")):
        await made.admin.execute(
            "insert into core.tenants (tenant_id, slug, name, kind) values ($1, $2, $2, $3)", tenant, slug, kind
        )
    await made.run(TALENT, "insert into core.talents (tenant_id, name, type) values ($1, 'T', 'ATHLETE')", TALENT)
    made.ids["brand"] = await made.insert("brands", BRAND, name="Lumbra")
    for tenant, name in ((BRAND, "binding"), (OTHER, "other_binding")):
        owner, twin = tenant, new_id()
        made.ids[name] = await made.insert(
            "bindings", tenant, name="b", module="MARKETING", context="{}", twin_owner=owner, twin=twin
        )
    yield made
    await made.app.close()
    await made.admin.close()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("celebrity_type", "SPORTS_COMMENTATOR ATHLETE COACH ENTERTAINER INFLUENCER EXPERT"),
        ("entity_status", "ACTIVE INACTIVE PENDING_SETUP SUSPENDED ARCHIVED SCHEDULED"),
        ("deployment_type", "VIBETHINK_PORTAL EMBEDDED_WIDGET BRAND_CAMPAIGN WHITE_LABEL"),
        ("transaction_type", "SUBSCRIPTION CAMPAIGN_FEE TRANSACTION_FEE SETUP_FEE PLATFORM_FEE CPM CPC"),
    ],
)
async def test_the_specification_s_enums(house, name, values):
    found = await house.admin.fetch(
        "select e.enumlabel from pg_enum e join pg_type t on t.oid = e.enumtypid"
        " where t.typname = $1 order by e.enumsortorder",
        name,
    )
    assert [row[0] for row in found] == values.split()


async def test_a_talent_is_a_tenant_of_that_kind_with_seventy_percent(house):
    (talent,) = await house.run(TALENT, "select revenue_share_percentage::text, status::text from core.talents")
    assert tuple(talent) == ("70.00", "PENDING_SETUP")
    assert await house.run(TALENT, "select status::text from core.tenants") == [("ACTIVE",)]
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await house.run(BRAND, "insert into core.talents (tenant_id, name, type) values ($1, 'B', 'COACH')", BRAND)
    for wrong in ("100.01", "-1"):
        with pytest.raises(asyncpg.CheckViolationError, match="talents_share"):
            await house.run(TALENT, f"update core.talents set revenue_share_percentage = {wrong}")


async def test_a_deployment_is_of_a_binding_of_its_own_tenant(house):
    await house.insert("deployments", BRAND, binding=house.ids["binding"], type="WHITE_LABEL")
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await house.insert("deployments", BRAND, binding=house.ids["other_binding"], type="WHITE_LABEL")
    with pytest.raises(asyncpg.CheckViolationError, match="deployments_scheduled"):
        await house.insert("deployments", BRAND, binding=house.ids["binding"], type="WHITE_LABEL", status="SCHEDULED")


async def campaign(house: House, **values: Any) -> UUID:
    start = await house.admin.fetchval("select now()")
    named = {"brand_tenant": BRAND, "brand": house.ids["brand"], "name": "Launch", "starts_at": start}
    return await house.insert("brand_campaigns", TALENT, **{**named, **values})


async def test_the_brand_reads_its_campaigns_and_changes_none(house):
    made = await campaign(house, fee_minor=1_000_000)
    for tenant, seen in ((TALENT, 1), (BRAND, 1), (OTHER, 0)):
        assert len(await house.run(tenant, "select from core.brand_campaigns where id = $1", made)) == seen
    assert await house.run(BRAND, "update core.brand_campaigns set fee_minor = 0 returning id") == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        await house.run(
            BRAND,
            "insert into core.brand_campaigns (tenant_id, id, brand_tenant, brand, name, starts_at)"
            " values ($1, $2, $3, $4, 'x', now())",
            TALENT,
            new_id(),
            BRAND,
            house.ids["brand"],
        )
    (row,) = await house.run(BRAND, "select is_exclusive, fee_currency from core.brand_campaigns where id = $1", made)
    assert tuple(row) == (False, "USD")
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await campaign(house, brand_tenant=OTHER)
    with pytest.raises(asyncpg.CheckViolationError, match="brand_campaigns_fee"):
        await campaign(house, fee_minor=-1)


SPLIT = {"type": "CPM", "amount_minor": 10_001, "celebrity_share_minor": 7_001, "platform_share_minor": 3_000}


async def test_revenue_is_split_to_the_cent_and_never_changed(house):
    deployment = await house.insert("deployments", BRAND, binding=house.ids["binding"], type="BRAND_CAMPAIGN")
    made = await house.insert("revenue_transactions", TALENT, deployment_tenant=BRAND, deployment=deployment, **SPLIT)
    await house.insert("revenue_transactions", TALENT, **{k: -v if isinstance(v, int) else v for k, v in SPLIT.items()})
    for tenant, seen in ((TALENT, 1), (BRAND, 1), (OTHER, 0)):
        assert len(await house.run(tenant, "select from core.revenue_transactions where id = $1", made)) == seen
    for wrong in (
        {"platform_share_minor": 3_001},
        {"celebrity_share_minor": 10_002, "platform_share_minor": -1},
        {"currency": "usd"},
    ):
        with pytest.raises(asyncpg.CheckViolationError, match="revenue_transactions_"):
            await house.insert("revenue_transactions", TALENT, **{**SPLIT, **wrong})
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await house.insert("revenue_transactions", TALENT, deployment=deployment, **SPLIT)
    for statement in ("update core.revenue_transactions set amount_minor = 0", "delete from core.revenue_transactions"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
            await house.run(TALENT, statement)


async def test_a_conversation_takes_a_thousand_messages_and_an_old_longer_one_can_be_archived(postgres):
    """The limit comes to databases that may hold longer conversations already."""
    database = f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(postgres, "postgres"), database, LOGINS)
    admin = await asyncpg.connect(admin_dsn(postgres, database))
    try:
        await ensure_schema(admin, "core")
        await upgrade_to(admin_dsn(postgres, database), CORE, "core_0001")
        await admin.execute("select core.ensure_message_partitions(1)")
        await Filler(admin, "core").fill()
        await admin.execute("update core.conversations set message_count = 1200 where tenant_id = $1", UUID(int=1))
        await upgrade_to(admin_dsn(postgres, database), CORE, "core_0007")
        count = "update core.conversations set message_count = $2 where tenant_id = $1"
        await admin.execute(count, UUID(int=2), 1000)
        for tenant, number in ((UUID(int=2), 1001), (UUID(int=1), 1201), (UUID(int=2), -1)):
            with pytest.raises(asyncpg.CheckViolationError, match="conversations_message_limit"):
                await admin.execute(count, tenant, number)
        await admin.execute("update core.conversations set archived_at = now() where tenant_id = $1", UUID(int=1))
        found = await admin.fetch("select message_count, is_archived from core.conversations order by tenant_id")
        assert [tuple(row) for row in found] == [(1200, True), (1000, False)]
    finally:
        await admin.close()
