"""A house in which somebody leaves traces everywhere, and the search for them in every column and object."""

import asyncio
import contextlib
from pathlib import Path

import asyncpg

from tests.house import settled
from vito_contracts.modules import Module
from vito_core.journeys.running import running
from vito_core.worker import workers

HANDLE = "quetzal_9f3"


COMMENT = "How much is it for our team of 12 zebrafish? Please send me a quote and book a demo with quetzal_9f3."


REPLY = "Budget is 200 USD, I decide, we need to schedule flamingo posts, and we start next month. 10 seats. Marmoset."


ENQUIRY = "My axolotl dashboard cannot be exported any more, what should I do?"


SAID = (HANDLE, COMMENT, REPLY, ENQUIRY, "zebrafish", "marmoset", "flamingo", "axolotl")


class House:
    def __init__(self, engine, tenant, client) -> None:
        self.engine, self.tenant, self.client = engine, tenant, client
        client.headers["authorization"] = f"Bearer {tenant.key}"

    async def call(self, method: str, path: str, body=None, status: int = 200):
        answer = await self.client.request(method, path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def comment(self, number: str, text: str = COMMENT, author: str = HANDLE, status: int = 200):
        binding = str(self.tenant.bindings[Module.MARKETING].binding)
        body = {"binding": binding, "id": number, "platform": "TWITTER", "post_id": "post-of-the-narwhal"}
        return await self.call("POST", "/v1/interactions", {**body, "author": author, "text": text}, status)

    async def live_through(self, author: str = HANDLE) -> str:
        """A comment, a lead, outreach, a reply, an enquiry: all that the house can know about somebody."""
        contact = (await self.comment(f"c-{author}", author=author))["contact"]
        await self.until(f"/v1/journeys/{contact}", lambda row: has(row, "outreach_sent"))
        await self.call("POST", "/v1/replies", {"id": "r1", "author": author, "text": REPLY}, 202)
        await self.until(f"/v1/journeys/{contact}", lambda row: has(row, "bant_answered"))
        await self.call("POST", "/v1/enquiries", {"id": "e1", "author": author, "text": ENQUIRY}, 202)
        await settled(self.client)
        return contact

    async def until(self, path: str, true):
        async with asyncio.timeout(20):
            while True:
                answer = await self.client.get(path)
                if answer.status_code == 200 and true(answer.json()):
                    return answer.json()
                await asyncio.sleep(0.05)

    async def finished(self, contact: str, request: str):
        path = f"/v1/contacts/{contact}/requests/{request}"
        return await self.until(path, lambda row: row["state"] in ("completed", "failed"))

    async def erased(self, contact: str):
        asked = await self.call("DELETE", f"/v1/contacts/{contact}", status=202)
        return await self.finished(contact, asked["request"])


def has(journey, milestone: str) -> bool:
    return any(stage["name"] == milestone for stage in journey["stages"])


@contextlib.asynccontextmanager
async def working(engine):
    async with running(workers(engine, await engine.journeys.client())):
        yield


async def walked(dsn: str, objects: Path, *strings: str) -> set[str]:
    """Every column that is no id, number or time, of every table of core and plugins, as superuser; every object."""
    found = set()
    connection = await asyncpg.connect(dsn)
    try:
        columns = await connection.fetch(
            "select table_schema as s, table_name as t, column_name as c from information_schema.columns"
            " join information_schema.tables using (table_schema, table_name)"
            " where table_schema !~ '^(pg_|information_schema)' and table_type = 'BASE TABLE'"
            " and data_type not in ('uuid', 'boolean', 'integer', 'bigint', 'timestamp with time zone')"
        )
        assert len(columns) > 80
        for s, t, c in columns:
            rows = await connection.fetch(f'select "{c}"::text as v from "{s}"."{t}" where "{c}" is not null')
            found |= {f"{s}.{t}.{c}: {x}" for row in rows for x in strings if x.lower() in row["v"].lower()}
    finally:
        await connection.close()
    for name, text in await asyncio.to_thread(texts_of, objects):
        found |= {f"{name}: {x}" for x in strings if x.lower() in text.lower()}
    return found


def texts_of(folder: Path) -> list[tuple[str, str]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(path.name, path.read_bytes().decode("utf-8", "replace")) for path in files]


async def until(api, path: str, true, pause: float = 0.05, **query: str):
    """`pause`: seconds. A key has 50 requests a second."""
    async with asyncio.timeout(60):
        while not true(answer := await api.get(path, **query)):
            await asyncio.sleep(pause)
        return answer
