"""The whole engine on servers that speak TLS alone, and what it makes of a certificate that it must not trust."""

import asyncio
import io
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import asyncpg
import httpx
import pytest
from rich.console import Console

from tests.log import until
from tests.tls import Certificate, Relay, certificate_for
from vito_contracts.errors import InvalidInput
from vito_core.cli.outside import check_temporal
from vito_core.cli.serve import warn_of_temporal
from vito_core.db.pool import Pools
from vito_core.embedded.postgres import PostgresAddress
from vito_core.home import Home
from vito_core.servers import Outside
from vito_core.settings import TemporalAccess
from vito_core.supervisor import Supervisor, Tuning
from vito_core.testing import LOGINS, admin_dsn, app_dsn


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return certificate_for("localhost", tmp_path / "certificate")


def by_tls(dsn: str, port: int, authority: Path, host: str = "localhost") -> str:
    login, _, place = dsn.rpartition("@")
    options = urlencode({"sslmode": "verify-full", "sslrootcert": str(authority)})
    return f"{login}@{host}:{port}/{place.partition('/')[2]}?{options}"


async def test_the_engine_serves_on_servers_that_speak_tls_alone(
    postgres: PostgresAddress, temporal: str, certificate: Certificate, tmp_path: Path
):
    host, _, port = temporal.rpartition(":")
    plugins = tmp_path / "plugins.toml"
    plugins.write_text("[plugins]\n")
    async with (
        Relay(postgres.host, postgres.port, certificate).postgres() as database,
        Relay(host, int(port), certificate).grpc() as journeys,
    ):
        name = f"test_{uuid4().hex}"
        await create(postgres, name)
        outside = Outside(
            database_url=by_tls(admin_dsn(postgres, name), database.port, certificate.authority),
            logins=LOGINS,
            temporal=f"127.0.0.1:{journeys.port}",
            temporal_access=TemporalAccess(tls=True, ca=certificate.authority, server_name="localhost"),
        )
        home = Home(tmp_path / "home")
        with home.in_use() as state:
            supervisor = Supervisor(home, state, Tuning(plugins_file=plugins, outside=outside, drain_seconds=1.0))
            try:
                address = await asyncio.to_thread(supervisor.start)
                async with httpx.AsyncClient(base_url=address.url) as client:
                    ready = await client.get("/health/ready")
                    key = {"authorization": f"Bearer {address.platform_key}"}
                    answer = await client.get("/v1/tenants/me", headers=key)
                await until(lambda: "worker.ready" in (home.folder / "worker.log").read_text(), 60)
            finally:
                await asyncio.to_thread(supervisor.stop)
    assert (ready.status_code, answer.status_code) == (200, 200)
    assert database.sealed > 0
    assert journeys.sealed > 0


async def create(postgres: PostgresAddress, name: str) -> None:
    connection = await asyncpg.connect(admin_dsn(postgres, "postgres"))
    try:
        await connection.execute(f'create database "{name}"')
    finally:
        await connection.close()


async def test_another_authority_or_another_name_is_never_connected(
    postgres: PostgresAddress, certificate: Certificate, tmp_path: Path
):
    other = certificate_for("localhost", tmp_path / "other")
    async with Relay(postgres.host, postgres.port, certificate).postgres() as relay:
        plain = app_dsn(postgres, "postgres")
        for dsn in (
            by_tls(plain, relay.port, other.authority),
            by_tls(plain, relay.port, certificate.authority, host="127.0.0.1"),
        ):
            pools = Pools(dsn, size=1)
            with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
                await pools.open()
            await pools.close()
        assert relay.sealed == 0


@pytest.mark.parametrize("access", [{"tls": False}, {"tls": True}, {"ca": "other"}, {"ca": "own", "server_name": "x"}])
async def test_temporal_is_refused_in_one_line_where_the_certificate_is_not_its_own(
    temporal: str, certificate: Certificate, tmp_path: Path, access
):
    authorities = {"other": certificate_for("localhost", tmp_path / "other").authority, "own": certificate.authority}
    if "ca" in access:
        access = {**access, "ca": authorities[access["ca"]]}
    host, _, port = temporal.rpartition(":")
    async with Relay(host, int(port), certificate).grpc() as relay:
        outside = Outside(temporal=f"localhost:{relay.port}", temporal_access=TemporalAccess(**access))
        with pytest.raises(InvalidInput, match="VITO_TEMPORAL_TLS and its certificates") as refusal:
            await asyncio.to_thread(check_temporal, outside)
        told = Console(file=io.StringIO(), width=1000)
        await asyncio.to_thread(warn_of_temporal, outside, told)
        [line] = told.file.getvalue().splitlines()
        assert line.startswith("journeys wait: Temporal cannot be used (")
        assert relay.sealed == 0
        trusted = TemporalAccess(tls=True, ca=certificate.authority, server_name="localhost")
        await asyncio.to_thread(check_temporal, Outside(temporal=outside.temporal, temporal_access=trusted))
        assert relay.sealed > 0
    assert "\n" not in str(refusal.value)
