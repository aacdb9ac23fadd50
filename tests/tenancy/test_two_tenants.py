"""Two tenants side by side, through the API: nothing of one shows in the other; a revoked grant stops the next turn."""

import json

import asyncpg
import pytest

from tests.house import PLUGINS, dispatching, settled
from vito_contracts.modules import Module
from vito_core.testing import EngineOf, admin_dsn, api_of, furnish

SECRET = "zanzibar"  # a word that only tenant A's people and pages use


@pytest.fixture
async def house(engine_of: EngineOf, temporal: str):
    engine = await engine_of(*PLUGINS, temporal=temporal)
    a, b = await furnish(engine, "tenant-a"), await furnish(engine, "tenant-b")
    async with api_of(engine) as client:
        yield engine, Caller(client, a), Caller(client, b)


class Caller:
    def __init__(self, client, tenant) -> None:
        self.client, self.tenant = client, tenant
        self.binding = str(tenant.bindings[Module.MARKETING].binding)

    async def call(self, method: str, path: str, body=None, status: int | None = None):
        headers = {"authorization": f"Bearer {self.tenant.key}"}
        answer = await self.client.request(method, path, json=body, headers=headers)
        if status is not None:
            assert answer.status_code == status, answer.text
        return answer

    async def learn(self, text: str) -> None:
        body = {"corpus": "docs", "documents": [{"path": "plan.md", "text": text}]}
        await self.call("POST", "/v1/knowledge", body, 200)

    async def comment(self, number: str, text: str, author: str = "@eve"):
        body = {
            "binding": self.binding,
            "id": number,
            "platform": "TWITTER",
            "post_id": "p",
            "author": author,
            "text": text,
            "lang": "en",
        }
        return (await self.call("POST", "/v1/interactions", body, 200)).json()

    async def settled(self) -> None:
        await settled(self.client, authorization=f"Bearer {self.tenant.key}")


LISTINGS = (
    "/v1/tenants/me",
    "/v1/twins",
    "/v1/grants",
    "/v1/bindings",
    "/v1/interactions",
    "/v1/journeys",
    "/v1/plugins",
    "/v1/x/lead-gen/assessments",
    "/v1/x/sales-host/leads",
    "/v1/x/sales-host/outbox",
    "/v1/x/support-host/tickets",
    "/v1/x/marketing-host/posts",
    "/v1/x/marketing-host/comments",
    "/v1/x/analytics-host/summary",
)


async def test_nothing_of_a_shows_in_any_answer_to_b(house):
    engine, a, b = house
    await a.learn(f"# Plans\n\nThe {SECRET} plan costs 40 USD a month and includes seven seats.\n")
    async with dispatching(engine):
        said = await a.comment("c1", f"How much does the {SECRET} plan cost? Please send me a quote.", f"@{SECRET}")
        await a.settled()
        assert said["reply"]["known"]
        assert SECRET in said["reply"]["text"]
        assert (await a.call("GET", "/v1/x/lead-gen/assessments")).json()["items"][0]["is_lead"]
        # The same question to B's twin: it knows nothing of it.
        asked = await b.comment("c1", f"How much does the {SECRET} plan cost?", "@bob")
        assert not asked["reply"]["known"]
        assert asked["reply"]["citations"] == []
        assert "40 USD" not in asked["reply"]["text"]
        await b.settled()
    for path in LISTINGS:
        seen_by_b = (await b.call("GET", path, status=200)).text
        assert f"@{SECRET}" not in seen_by_b, path
        assert str(a.tenant.scope.tenant) not in seen_by_b, path
        assert said["contact"] not in seen_by_b, path


async def test_ids_of_a_do_not_exist_for_b(house):
    _, a, b = house
    said = await a.comment("c1", "hello")
    a_conversation = await a.call("POST", "/v1/conversations", {"binding": a.binding, "author": "@ana"}, 201)
    conversation = a_conversation.json()["id"]
    twin = str(a.tenant.twin.id)
    for method, path, body in (
        ("GET", f"/v1/conversations/{conversation}/messages", None),
        ("POST", f"/v1/conversations/{conversation}/messages", {"text": "hi"}),
        ("POST", "/v1/conversations", {"binding": a.binding, "author": "@x"}),
        ("PUT", f"/v1/bindings/{a.binding}/context", {"context": {}}),
        ("POST", f"/v1/twins/{twin}/versions/1/approve", None),
        ("POST", "/v1/grants", {"twin": twin, "grantee": str(b.tenant.scope.tenant), "uses": ["MARKETING"]}),
        ("GET", f"/v1/journeys/{said['contact']}", None),
        ("POST", f"/v1/journeys/{said['contact']}/stop", None),
        ("GET", f"/v1/contacts/{said['contact']}/export", None),
        ("DELETE", f"/v1/contacts/{said['contact']}", None),
        ("GET", f"/v1/x/sales-host/leads/{said['contact']}", None),
        ("GET", f"/v1/x/analytics-host/journeys/{said['contact']}", None),
    ):
        answer = await b.call(method, path, body)
        assert answer.status_code == 404, (method, path, answer.status_code, answer.text)
    # And A is as it was.
    exported = (await a.call("GET", f"/v1/contacts/{said['contact']}/export", status=200)).json()
    assert exported["core"]["contact"][0]["handle"] == "@eve"


async def test_every_tenant_table_holds_rows_of_one_tenant_only_for_its_roles(house, postgres):
    """As the app role and as each plugin's role, within B's wall, no row of A is visible in any table."""
    engine, a, b = house
    await a.learn("# Plans\n\nThe big plan costs 40 USD a month.\n")
    async with dispatching(engine):
        await a.comment("c1", "How much does the big plan cost? Please call me.")
        await a.settled()
    database = engine.settings.database_url.rsplit("/", 1)[1]
    connection = await asyncpg.connect(admin_dsn(postgres, database))
    try:
        tables = await connection.fetch(
            "select n.nspname as schema, c.relname as name, c.relrowsecurity, c.relforcerowsecurity from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace join pg_attribute t on t.attrelid = c.oid"
            " where t.attname = 'tenant_id' and c.relkind in ('r', 'p') and n.nspname !~ '^pg_'"
        )
        filled = 0
        for table in tables:
            full = f'"{table["schema"]}"."{table["name"]}"'
            assert table["relrowsecurity"], f"{full} has no row level security"
            assert table["relforcerowsecurity"], f"{full} does not force it on its owner"
            count = "select count(*) from " + full + " where tenant_id = $1"
            filled += bool(await connection.fetchval(count, a.tenant.scope.tenant))
            async with connection.transaction():
                role = "vito_app" if table["schema"] == "core" else f"plugin_{table['schema']}"
                readable = await connection.fetchval("select has_table_privilege($1, $2, 'select')", role, full)
                if not readable:
                    continue
                await connection.execute(f"set local role {role}")
                await connection.execute("select set_config('app.tenant_id', $1, true)", str(b.tenant.scope.tenant))
                assert await connection.fetchval(count, a.tenant.scope.tenant) == 0, full
        assert filled > 15
    finally:
        await connection.close()


async def test_a_plugins_role_cannot_touch_another_plugins_tables(house):
    engine, a, _ = house
    services = engine.registry.plugins["support"].plugin
    import sqlalchemy as sa
    from sqlalchemy.exc import ProgrammingError

    from vito_core.db.database import PluginDatabase

    database = PluginDatabase(engine.pools, engine.registry.plugins["support"], engine.types)
    assert services is not None
    for table in ("sales.leads", "core.contacts", "core.api_keys"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.transaction(a.tenant.scope) as tx:
                await tx.execute(sa.text(f"select * from {table}"))


async def test_revoking_the_grant_stops_the_next_turn(house):
    _, a, b = house
    grant = {"twin": str(a.tenant.twin.id), "grantee": str(b.tenant.scope.tenant), "uses": ["MARKETING"]}
    granted = (await a.call("POST", "/v1/grants", grant, 201)).json()
    binding = {
        "name": "borrowed",
        "module": "MARKETING",
        "twin": str(a.tenant.twin.id),
        "twin_owner": str(a.tenant.scope.tenant),
    }
    b.binding = (await b.call("POST", "/v1/bindings", binding, 201)).json()["id"]
    assert (await b.comment("c1", "hello"))["reply"]["text"]
    await a.call("POST", f"/v1/grants/{granted['id']}/revoke", status=200)
    refused = await b.call(
        "POST",
        "/v1/interactions",
        {"binding": b.binding, "id": "c2", "platform": "TWITTER", "author": "@eve", "text": "hello again"},
        403,
    )
    assert refused.json()["type"] == "urn:vito:problem:grant-missing"
    # The owner does not see what was said to the borrower's contacts.
    assert (await a.call("GET", "/v1/interactions", status=200)).json()["items"] == []


async def test_a_granted_twins_own_knowledge_comes_along_and_goes_with_the_grant(house):
    _, a, b = house
    twin = str(a.tenant.twin.id)
    page = {"path": "me.md", "text": "# About me\n\nMy favourite stadium is the Zanzibar Arena in the south.\n"}
    await a.call("POST", "/v1/knowledge", {"corpus": f"twin:{twin}", "documents": [page]}, 200)
    grant = {"twin": twin, "grantee": str(b.tenant.scope.tenant), "uses": ["MARKETING"], "parts": ["persona"]}
    await a.call("POST", "/v1/grants", grant, 201)
    binding = {"name": "b", "module": "MARKETING", "twin": twin, "twin_owner": str(a.tenant.scope.tenant)}
    b.binding = (await b.call("POST", "/v1/bindings", binding, 201)).json()["id"]
    question = "What is your favourite stadium?"
    assert not (await b.comment("c1", question, "@one"))["reply"]["known"]  # persona was granted, knowledge was not
    await a.call("POST", "/v1/grants", {**grant, "parts": ["persona", "knowledge"]}, 201)
    known = await b.comment("c2", question, "@two")
    assert known["reply"]["known"], json.dumps(known)
    assert known["reply"]["citations"][0]["source"] == "me.md"


async def test_a_plugin_disabled_for_one_tenant_is_untouched_for_the_other(house):
    engine, a, b = house
    text = "How much is it for a team of 12? Please send me a quote and book a demo."
    async with dispatching(engine):
        await a.call("POST", "/v1/plugins/lead-gen/disable", status=200)
        assert (await a.comment("c1", text))["reply"]["text"]
        await b.comment("c1", text)
        await a.settled()
        await b.settled()
        await a.call("GET", "/v1/x/lead-gen/assessments", status=404)
        assert len((await b.call("GET", "/v1/x/sales-host/leads")).json()["items"]) == 1
        assert (await a.call("GET", "/v1/x/sales-host/leads")).json()["items"] == []
        await a.call("POST", "/v1/plugins/lead-gen/enable", status=200)
        await a.comment("c2", text, "@later")
        await a.settled()
        assert len((await a.call("GET", "/v1/x/sales-host/leads")).json()["items"]) == 1
        # What came while it was off can be caught up with, when the tenant asks for it.
        caught_up = await a.call("POST", "/v1/x/lead-gen/catch-up", status=200)
        assert caught_up.json() == {"assessed": 1}
        assert len((await a.call("GET", "/v1/x/sales-host/leads")).json()["items"]) == 2
