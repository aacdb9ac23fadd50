"""What was used: counted, written down in one statement, shown, told of once an hour."""

import asyncio
import datetime as dt
from typing import Any

import asyncpg
import pytest

from tests.limits.ground import house_of
from vito_contracts.capabilities import Conversational, KnowledgeBase
from vito_contracts.conversation import ReplyPart, TokenUsage
from vito_contracts.hooks import CapabilityOffer
from vito_contracts.ids import new_id
from vito_core.limits.usage import NOBODY
from vito_core.testing import EngineOf, add_plugin, furnish, new_tenant

UNITS = ("requests", "turns", "input_tokens", "output_tokens", "stream_minutes", "deliveries")


async def test_requests_of_two_processes_add_up(engine_of: EngineOf):
    async with house_of(engine_of, 2) as house:
        one, two = house.doors
        for door in (one, one, two):
            await door.get()
        await two.engine.usage.flush()
        (row,) = await one.usage()
        assert (row["key"], row["requests"], row["plan"]) == (str(house.key), 4, "pay_per_request")
        assert [row[unit] for unit in UNITS[1:]] == [0] * 5


async def test_a_turn_and_its_stream_are_counted_for_the_key(engine_of: EngineOf):
    async with house_of(engine_of) as house:
        engine = house.engine

        class Twin:
            async def reply(self, scope, turn):
                yield ReplyPart(text="Hello there. ")
                await asyncio.sleep(0.1)
                yield ReplyPart(text="", last=True, known=True, usage=TokenUsage(input_tokens=7, output_tokens=2))

            async def search(self, scope, query):
                return []

            async def ingest(self, scope, source, progress):
                raise NotImplementedError

        add_plugin(engine, "fake", CapabilityOffer(Conversational, Twin()), CapabilityOffer(KnowledgeBase, Twin()))
        tenant = await furnish(engine, "two")
        (door,) = house.doors
        headers = {"authorization": f"Bearer {tenant.key}"}
        binding = next(iter(tenant.bindings.values())).binding
        opened = await door.client.post(
            "/v1/conversations", json={"binding": str(binding), "author": "@ann"}, headers=headers
        )
        path = f"/v1/conversations/{opened.json()['id']}/messages"
        said = await door.client.post(path, json={"text": "Hi"}, headers={**headers, "accept": "text/event-stream"})
        assert "reply.completed" in said.text
        (row,) = (await door.client.get("/v1/usage", headers=headers)).json()["items"]
        assert [row[unit] for unit in UNITS[:4]] == [3, 1, 7, 2]
        assert 0.1 / 60 <= row["stream_minutes"] < 1


async def test_it_is_shown_by_key_and_by_day_in_pages(engine_of: EngineOf):
    async with house_of(engine_of) as house:
        (door,) = house.doors
        keys = sorted(new_id() for _ in range(4))
        async with house.engine.pools.within(house.scope.tenant) as connection:
            await connection.executemany(
                "insert into core.usage (tenant_id, hour, caller, requests, deliveries) values ($1, $2, $3, 1, 2)",
                [
                    (house.scope.tenant, dt.datetime(2026, 1, day, hour, tzinfo=dt.UTC), key)
                    for day in (1, 2, 3)
                    for hour in (0, 23)
                    for key in (*keys, NOBODY)
                ],
            )
        january = {"from": "2026-01-01", "to": "2026-01-03"}
        days = await door.usage(by="day", **january)
        assert [(row["day"], row["requests"], row["deliveries"]) for row in days] == [
            ("2026-01-01", 10, 20),
            ("2026-01-02", 10, 20),
        ]
        seen: list[Any] = []
        after: dict[str, str] = {}
        while True:
            page = (await door.get("/v1/usage", by="key", limit=2, **january, **after)).json()
            seen += [(row["key"], row["requests"]) for row in page["items"]]
            if page["next"] is None:
                break
            after = {"after": page["next"]}
        assert seen == [(None, 4), *((str(key), 4) for key in keys)]
        for bad in ({"from": "2026-01-03", "to": "2026-01-03"}, {"after": "x"}, {"by": "day", "after": "x"}):
            assert (await door.get("/v1/usage", **bad)).status_code == 422
        _, stranger = await new_tenant(house.engine, "two")
        answer = await door.client.get("/v1/usage", params=january, headers={"authorization": f"Bearer {stranger}"})
        assert answer.json()["items"] == []


async def test_an_hour_is_told_of_once_and_what_comes_late_as_well(engine_of: EngineOf):
    async with house_of(engine_of) as house:
        engine, tenant = house.engine, house.scope.tenant
        hour = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0)
        engine.usage.count(tenant, house.key, requests=5, stream_seconds=130.0)
        engine.usage.count(tenant, None, deliveries=3)
        await engine.usage.flush()
        assert await engine.usage_teller.tell(hour + dt.timedelta(minutes=59)) == 0, "it is not over"
        later = hour + dt.timedelta(hours=1, minutes=3)
        told = await asyncio.gather(*(engine.usage_teller.tell(later) for _ in range(3)))
        assert sum(told) == 3
        engine.usage.count(tenant, house.key, requests=2, stream_seconds=55.0)
        await engine.usage.flush()
        assert await engine.usage_teller.tell(later) == 2
        async with engine.pools.within(tenant) as connection:
            rows = await connection.fetch(
                "select subject, payload->>'unit' as unit, payload->>'quantity' as n"
                " from core.events where type = 'usage.metered' order by seq"
            )
        assert sorted((row["subject"], row["unit"], row["n"]) for row in rows) == sorted([
            (house.key, "request", "5"), (house.key, "stream_minute", "2"), (tenant, "delivery", "3"),
            (house.key, "request", "2"), (house.key, "stream_minute", "1"),
        ])  # fmt: skip


async def test_nothing_is_lost_while_the_database_is_away_and_nothing_counted_twice(engine_of: EngineOf, monkeypatch):
    async with house_of(engine_of) as house:
        engine, tenant = house.engine, house.scope.tenant
        engine.usage.count(tenant, house.key, requests=2)
        with monkeypatch.context() as away:

            def gone():
                raise ConnectionRefusedError

            away.setattr(engine.pools, "without_tenant", gone)
            with pytest.raises(ConnectionRefusedError):
                await engine.usage.flush()
        engine.usage.count(tenant, house.key, requests=3)
        await asyncio.gather(engine.usage.flush(), engine.usage.flush())
        async with engine.pools.within(tenant) as connection:
            assert await connection.fetchval("select sum(requests)::int from core.usage") == 5
        with monkeypatch.context() as cut:

            def in_the_middle():
                raise asyncpg.ConnectionDoesNotExistError

            cut.setattr(engine.pools, "without_tenant", in_the_middle)
            engine.usage.count(tenant, house.key, requests=1)
            with pytest.raises(asyncpg.ConnectionDoesNotExistError):
                await engine.usage.flush()
        await engine.usage.flush()
        async with engine.pools.within(tenant) as connection:
            assert await connection.fetchval("select sum(requests)::int from core.usage") == 5
