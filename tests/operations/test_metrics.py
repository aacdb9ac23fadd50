"""`/metrics`: who may read it, what it counts, and that nobody from outside can make it grow."""

import asyncio
import os
import subprocess
import sys

import msgspec
from prometheus_client.parser import text_string_to_metric_families

from tests.house import dispatching
from tests.operations.talk import opened, said
from vito_contracts.hooks import Subscription
from vito_core.testing import add_plugin


def read(text: str) -> dict[tuple[str, ...], float]:
    """(name, label values …) → value."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_only_the_platform_and_the_scraper_read_them(client, engine, key, platform, monkeypatch):
    assert (await client.get("/metrics")).status_code == 401
    assert (await client.get("/metrics", headers=key)).status_code == 403
    assert (await client.get("/metrics", headers=platform)).status_code == 200
    scraper = {"authorization": "Bearer scrape-me"}
    assert (await client.get("/metrics", headers=scraper)).status_code == 401
    scraped = msgspec.structs.replace(engine.settings, metrics_token="scrape-me")
    monkeypatch.setattr(engine, "settings", scraped)
    assert (await client.get("/metrics", headers=scraper)).status_code == 200
    assert (await client.get("/v1/platform/monitoring", headers=scraper)).status_code == 401, "and nothing else"


async def test_a_turn_is_counted_with_its_route_and_its_model_time(client, tenant, platform):
    before = read((await client.get("/metrics", headers=platform)).text)
    answer = await said(client, tenant, await opened(client, tenant))
    assert answer.is_success, answer.text
    after = read((await client.get("/metrics", headers=platform)).text)
    route = ("POST", "/v1/conversations/{conversation}/messages")
    counted = ("vito_http_request_seconds_count", *route, str(answer.status_code))
    assert after[counted] - before.get(counted, 0) == 1
    for name in (
        ("vito_turns_total", "completed"),
        ("vito_turn_own_seconds_count",),
        ("vito_turn_model_seconds_count",),
    ):
        assert after[name] - before.get(name, 0) == 1, name
    assert after[("vito_database_up",)] == 1
    assert after[("vito_db_connections", "core", "open")] >= 1
    assert after[("vito_table_bytes", "core.messages")] > 0


async def test_what_callers_make_up_becomes_no_label(client, platform, tenant):
    for number in range(20):
        await client.get(f"/made/up/{number}", headers=platform)
        await client.request(f"MADE{number}", "/v1/twins", headers=platform)
    await client.get("/v1/twins", headers={"authorization": f"Bearer {tenant.key}"})
    text = (await client.get("/metrics", headers=platform)).text
    assert "made/up" not in text
    assert "MADE" not in text
    assert 'method="GET",route="unmatched",status="404"' in text
    assert str(tenant.scope.tenant) not in text, "no tenants among the labels"
    assert len(text.splitlines()) < 2_000


COUNT = """
import asyncio, os, sys
from vito_core.telemetry import Telemetry
Telemetry().metrics.turn(0.1, {})
if sys.argv[1] == "show":
    from vito_core.telemetry.exposition import Exposition
    print(Exposition(None)._counted().decode())
"""


def test_processes_that_share_a_folder_count_together(tmp_path):
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for what in ("count", "count", "show"):
        done = subprocess.run(
            [sys.executable, "-c", COUNT, what], env=environment, capture_output=True, text=True, check=True
        )
    assert read(done.stdout)[("vito_turns_total", "completed")] == 3


async def test_a_failing_subscriber_is_counted_by_its_plugin(engine, tenant, platform, client):
    async def fails(scope, event):
        raise RuntimeError

    add_plugin(engine, "clumsy", subscriptions=(Subscription(("turn.completed",), fails, name="main"),))
    async with dispatching(engine):
        await said(client, tenant, await opened(client, tenant))
        for _ in range(100):
            text = (await client.get("/metrics", headers=platform)).text
            if read(text).get(("vito_plugin_failures_total", "clumsy", "subscription"), 0) >= 1:
                break
            await asyncio.sleep(0.05)
    assert 'vito_plugin_failures_total{door="subscription",plugin="clumsy"}' in text
