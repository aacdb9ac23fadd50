"""Behind a proxy: its word of a client's address and of https is believed, and nobody else's. Over real sockets."""

import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.api.serving import served
from tests.identity.house import PASSWORD, House, Tenant, house_of
from vito_core.servers import PROXIES

PROXY, STRANGER = "127.0.0.2", "127.0.0.1"
"""Both are of this machine. The stranger is the one who is believed where nothing is set."""
FAILURES = 3
BY_HTTPS = {"x-forwarded-proto": "https"}


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("proxy"), failures_per_minute=FAILURES) as made:
        yield made


@contextlib.asynccontextmanager
async def asking(house: House, peer: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that connects from the address `peer`."""
    async with served(house.engine) as port:
        transport = httpx.AsyncHTTPTransport(local_address=peer)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{port}") as client:
            yield client


@pytest.fixture
async def tenant(house: House) -> Tenant:
    made = await house.tenant()
    await made.user()
    return made


@pytest.mark.parametrize(("peer", "believed"), [(PROXY, True), (STRANGER, False)])
async def test_https_is_what_a_proxy_says_it_is(house, tenant, monkeypatch, peer, believed):
    monkeypatch.setenv(PROXIES, PROXY)
    login = {"tenant": tenant.slug, "email": "ana@lumbra.example", "password": PASSWORD, "cookie": True}
    async with asking(house, peer) as client:
        answer = await client.post("/v1/sessions", json=login, headers=BY_HTTPS)
    assert answer.status_code == 201, answer.text
    assert ("secure" in answer.headers["set-cookie"].lower()) is believed
    assert ("strict-transport-security" in answer.headers) is believed


@pytest.mark.parametrize(("peer", "believed"), [(PROXY, True), (STRANGER, False)])
async def test_clients_behind_a_proxy_are_told_apart_and_nobody_chooses_an_address(house, monkeypatch, peer, believed):
    monkeypatch.setenv(PROXIES, PROXY)
    statuses = []
    async with asking(house, peer) as client:
        for number in range(2 * FAILURES):
            headers = {"authorization": "Bearer vito_none", "x-forwarded-for": f"203.0.113.{number}"}
            statuses.append((await client.get("/v1/twins", headers=headers)).status_code)
        last = {**headers, "x-forwarded-for": "198.51.100.7, 203.0.113.0"}
        for _ in range(FAILURES):
            faked = await client.get("/v1/twins", headers=last)
    assert (429 not in statuses) is believed
    assert faked.status_code == 429, "what a client wrote before the proxy's word counts for nothing"
