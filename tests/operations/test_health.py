"""Alive, ready, and what takes readiness away; on the API and on a worker's own port."""

import asyncio
import contextlib

import httpx
import msgspec
import pytest

from vito_contracts.errors import InvalidInput
from vito_core.container import build
from vito_core.servers import host_and_port
from vito_core.telemetry import health
from vito_core.telemetry.port import OperationsPort


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch):
    monkeypatch.setattr(health, "BELIEVED_SECONDS", -1.0)


async def test_without_temporal_it_is_degraded_and_takes_work(client):
    answer = await client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"] == {"database": "ok", "migrations": "ok", "keyring": "ok", "temporal": "away"}


async def test_a_schema_that_is_behind_takes_no_work_and_a_newer_one_does(client, admin):
    (head,) = await admin.fetchrow("select version_num from core.alembic_version")
    try:
        await admin.execute("update core.alembic_version set version_num = 'core_0009'")
        answer = await client.get("/health/ready")
        assert (answer.status_code, answer.json()["checks"]["migrations"]) == (503, "behind")
        await admin.execute("update core.alembic_version set version_num = 'core_9999'")
        assert (await client.get("/health/ready")).status_code == 200, "a newer release migrated first"
    finally:
        await admin.execute("update core.alembic_version set version_num = $1", head)


async def test_a_schema_without_what_is_asked_is_behind_and_a_database_that_refuses_is_told(client, admin):
    try:
        await admin.execute("alter function core.platform_counts() rename to platform_counts_of_later")
        answer = await client.get("/health/ready")
        assert (answer.status_code, answer.json()["checks"]["migrations"]) == (503, "behind")
    finally:
        await admin.execute("alter function core.platform_counts_of_later() rename to platform_counts")
    try:
        await admin.execute("revoke execute on function core.platform_counts() from vito_app")
        answer = await client.get("/health/ready")
        assert (answer.status_code, answer.json()["checks"]) == (503, {"database": "refuses"})
    finally:
        await admin.execute("grant execute on function core.platform_counts() to vito_app")
    assert (await client.get("/health/ready")).status_code == 200


async def test_a_process_that_is_ending_is_alive_and_takes_no_work(client, engine):
    engine.draining = True
    try:
        answer = await client.get("/health/ready")
        assert (answer.status_code, answer.json()["status"]) == (503, "draining")
        assert (await client.get("/health/live")).status_code == 200
    finally:
        engine.draining = False


async def test_without_its_database_a_worker_is_alive_and_not_ready(engine, tmp_path):
    """Nobody listens on port 1."""
    away = msgspec.structs.replace(engine.settings, database_url="postgresql://vito_app:x@127.0.0.1:1/none")
    lonely = build(away)
    lonely.pools._raw = _Nowhere()  # opened while the database was there
    async with (
        OperationsPort(lonely.health, lonely.exposition).listening("127.0.0.1:0") as port,
        httpx.AsyncClient() as http,
    ):
        at = f"http://127.0.0.1:{port}"
        assert (await http.get(f"{at}/health/live")).json() == {"status": "ok"}
        answer = await http.get(f"{at}/health/ready")
        assert (answer.status_code, answer.json()["checks"]) == (503, {"database": "away"})
        assert (await http.get(f"{at}/v1/twins")).status_code == 404
        assert "vito_database_up 0.0" in (await http.get(f"{at}/metrics")).text


async def test_a_worker_shows_its_metrics_and_survives_nonsense(engine):
    async with OperationsPort(engine.health, engine.exposition).listening("127.0.0.1:0") as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x16\x03\x01" + b"x" * 20_000 + b"\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            assert b"200" not in await reader.read()
        writer.close()
        async with httpx.AsyncClient() as http:
            answer = await http.get(f"http://127.0.0.1:{port}/metrics")
        assert "vito_database_up 1.0" in answer.text


@pytest.mark.parametrize("address", ["8701", "localhost:", "localhost:x", "127.0.0.1:70000", "http://127.0.0.1:8701"])
def test_an_address_that_is_none_is_refused_in_one_line(address):
    with pytest.raises(InvalidInput, match="worker_address: must be host:port"):
        host_and_port(address, "worker_address")


class _Nowhere:
    def acquire(self):
        raise ConnectionRefusedError

    def get_size(self):
        return 0

    def get_idle_size(self):
        return 0

    async def close(self): ...
