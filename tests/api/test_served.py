"""Against a real uvicorn: slow clients, bodies without a length, conversations over a WebSocket."""

import asyncio
import contextlib
import json
import time

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.api.conftest import READ_SECONDS
from tests.api.serving import served
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_contracts.tenancy import Role
from vito_core.limits.quota import QuotaUnknown
from vito_core.logs import RequestLines
from vito_core.testing import furnish
from vito_core.web.slow import MOST_HEAD


@pytest.fixture(scope="module")
async def port(engine):
    async with served(engine) as found:
        yield found


@pytest.fixture
async def conversation(client, tenant) -> str:
    binding = str(tenant.bindings[Module.MARKETING].binding)
    return (await client.post("/v1/conversations", json={"binding": binding, "author": "@ana"})).json()["id"]


async def exchange(port: int, *parts: bytes, pause: float = 0.0) -> tuple[bytes, float]:
    """What comes back before the server closes, and the seconds until then."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.monotonic()
    try:
        # What is sent after the answer would reset the connection, and the answer with it.
        reading = asyncio.create_task(reader.read(1))
        for part in parts:
            if reading.done():
                break
            writer.write(part)
            await asyncio.sleep(pause)
        async with asyncio.timeout(10):
            return await reading + await reader.read(), time.monotonic() - began
    finally:
        writer.close()


async def test_a_head_that_dribbles_in_is_cut_off(port):
    head = b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: " + b"y" * 100
    answer, seconds = await exchange(port, *(head[at : at + 1] for at in range(len(head))), pause=0.05)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"urn:vito:problem:too-slow" in answer
    assert seconds < READ_SECONDS + 2


@pytest.mark.parametrize(
    "sent",
    [
        b"FOO / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01",
        b"CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n",
        b"CONNECT a:80/ HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET http://a HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_a_problem_too(port, sent):
    answer, _ = await exchange(port, sent)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer
    assert b"urn:vito:problem:bad-request" in answer


async def test_a_connection_that_says_nothing_is_cut_off(port):
    answer, seconds = await exchange(port)
    assert answer.startswith(b"HTTP/1.1 408")
    assert seconds < READ_SECONDS + 2


async def test_a_body_that_dribbles_in_is_cut_off(port, tenant, client):
    head = (
        f"POST /v1/twins HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {tenant.key}\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n"
    ).encode()
    answer, seconds = await exchange(port, head, *[b" "] * 40, pause=0.05)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"connection: close" in answer.lower()
    assert seconds < READ_SECONDS + 2
    assert len((await client.get("/v1/twins")).json()["items"]) == 1


async def test_a_body_without_a_length_is_cut_off_at_the_limit(port, tenant):
    head = (
        f"POST /v1/twins HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {tenant.key}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    ).encode()
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    # One byte too many, and nothing behind it: what a server leaves unread at the end resets the connection.
    answer, _ = await exchange(port, head, *[chunk] * 16, b"1\r\n \r\n")
    assert answer.startswith(b"HTTP/1.1 413")


def filled(begin: bytes, end: bytes, size: int = MOST_HEAD) -> bytes:
    """So many bytes, with something harmless in the middle."""
    return begin + b"y" * (size - len(begin) - len(end)) + end


@pytest.mark.parametrize(
    "head",
    [
        filled(b"GET /health?", b""),
        filled(b"GET /health HTTP/1.1\r\nX-Long: ", b""),
        b"GET /health HTTP/1.1\r\n" + b"X-Many: y\r\n" * (MOST_HEAD // 11),
    ],
    ids=["address", "header", "headers"],
)
async def test_a_head_without_end_is_cut_off_at_the_limit(port, head):
    # Not a byte more: what a server leaves unread at the end resets the connection.
    answer, _ = await exchange(port, head)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert b"connection: close" in answer
    problem = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (problem["type"], problem["status"]) == ("urn:vito:problem:head-too-large", 431)


async def test_what_follows_a_body_is_cut_off_at_the_limit_too(port, tenant):
    head = (
        f"POST /v1/twins HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {tenant.key}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
    ).encode()
    answer, _ = await exchange(port, head, filled(b"0\r\nX-Trailer: ", b""), pause=0.05)
    assert answer.startswith(b"HTTP/1.1 431 ")


async def test_each_head_of_a_connection_may_be_as_long_as_the_limit(port):
    end = b"\r\nHost: x\r\n\r\n"
    longest = filled(b"GET /health HTTP/1.1\r\nX-Long: ", end)
    last = filled(b"GET /health HTTP/1.1\r\nConnection: close\r\nX-Long: ", end)
    answer, _ = await exchange(port, longest + longest + last)
    assert answer.count(b"HTTP/1.1 200 ") == 3


def address(port: int, conversation: str) -> str:
    return f"ws://127.0.0.1:{port}/v1/conversations/{conversation}/stream"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


async def said(socket, text: str, key: str | None = None) -> list[dict]:
    await socket.send(json.dumps({"type": "message", "text": text} | ({"idempotency_key": key} if key else {})))
    events: list[dict] = []
    async with asyncio.timeout(20):
        while not events or events[-1]["event"] not in ("reply.completed", "problem"):
            events.append(json.loads(await socket.recv()))
    return events


async def closing(port: int, conversation: str, *messages, headers: dict[str, str] | None = None) -> int:
    """The code the server closes with."""
    async with asyncio.timeout(15), connect(address(port, conversation), additional_headers=headers) as socket:
        with contextlib.suppress(ConnectionClosed):
            for message in messages:
                await socket.send(message)
            async for _ in socket:
                pass
        return socket.close_code


async def test_a_conversation_over_a_websocket(port, conversation, tenant, client):
    async with connect(address(port, conversation), additional_headers=bearer(tenant.key)) as socket:
        events = await said(socket, "hello", "w-1")
        assert events[0]["event"] == "reply.delta"
        assert {each["idempotency_key"] for each in events} == {"w-1"}
        again = await said(socket, "hello", "w-1")
        assert again[-1]["data"] == events[-1]["data"] | {"repeated": True}
        empty = await said(socket, "   ")
        assert empty[-1]["data"]["type"] == "urn:vito:problem:invalid-input"
        assert (await said(socket, "and now?"))[-1]["event"] == "reply.completed"
    stored = (await client.get(f"/v1/conversations/{conversation}/messages")).json()["items"]
    assert [each["text"] for each in stored if each["speaker"] == "end_user"] == ["hello", "and now?"]


async def test_the_key_may_come_in_the_first_message(port, conversation, tenant):
    async with connect(address(port, conversation)) as socket:
        await socket.send(json.dumps({"type": "authenticate", "key": tenant.key}))
        assert (await said(socket, "hello"))[-1]["event"] == "reply.completed"


async def test_a_websocket_is_no_way_around_the_guard(port, conversation, engine, tenant):
    viewer = await engine.tenancy.add_key(tenant.scope.tenant, "viewer", Role.VIEWER)
    hello = json.dumps({"type": "message", "text": "hello"})
    assert await closing(port, conversation, hello, headers=bearer("vito_nonsense")) == 4401
    assert await closing(port, conversation, hello) == 4401
    assert await closing(port, conversation, json.dumps({"type": "authenticate", "key": "x\u20ac"})) == 4401
    assert await closing(port, conversation, hello, headers=bearer(viewer)) == 4403


async def test_another_tenants_conversation_is_not_there(port, conversation, engine):
    other = await furnish(engine, "other")
    assert await closing(port, conversation, headers=bearer(other.key)) == 4404
    assert await closing(port, str(new_id()), headers=bearer(other.key)) == 4404


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", 4400),
        ('{"type": "message"}', 4400),
        ('{"type": "message", "text": "a", "text": "b"}', 4400),
        ('{"type": "message", "text": "a\\u0000"}', 4400),
        (b"\x00", 1003),
        ('{"type": "message", "text": "' + "x" * 200_000 + '"}', 1009),
    ],
)
async def test_what_is_no_message_closes_the_websocket(port, conversation, tenant, message, code):
    assert await closing(port, conversation, message, headers=bearer(tenant.key)) == code


async def test_a_revoked_key_is_refused_at_the_next_message(port, conversation, engine, tenant):
    key = await engine.tenancy.add_key(tenant.scope.tenant, "short", Role.TENANT_ADMIN)
    async with connect(address(port, conversation), additional_headers=bearer(key)) as socket:
        assert (await said(socket, "hello"))[-1]["event"] == "reply.completed"
        async with engine.pools.within(tenant.scope.tenant) as connection:
            await connection.execute("update core.api_keys set revoked_at = now() where name = 'short'")
        await asyncio.sleep(1.1)
        with pytest.raises(ConnectionClosed):
            await said(socket, "still there?")
        assert socket.close_code == 4401


async def test_a_websocket_without_a_key_is_not_waited_for(port, conversation, monkeypatch):
    monkeypatch.setattr("vito_core.web.controllers.conversation_stream.KEY_SECONDS", 0.05)
    assert await closing(port, conversation) == 4408


async def test_a_websocket_is_no_way_around_the_limits(port, conversation, client):
    # One to open it, one for each message.
    wanted = {"name": "two", "scopes": ["conversations:write"], "limits": {"monthly_quota": 2}}
    key = (await client.post("/v1/keys", json=wanted)).json()["secret"]
    async with connect(address(port, conversation), additional_headers=bearer(key)) as socket:
        assert (await said(socket, "hello"))[-1]["event"] == "reply.completed"
        with pytest.raises(ConnectionClosed):
            await said(socket, "and again")
        assert socket.close_code == 4429


@pytest.mark.parametrize(
    ("place", "error", "code"),
    [
        ("limiter.admit", QuotaUnknown("cannot be asked just now"), 4503),
        ("contacts.has_conversation", ConnectionRefusedError(), 4503),
        ("contacts.has_conversation", RuntimeError("for the test"), 4500),
    ],
)
async def test_a_server_that_cannot_go_on_says_so(port, conversation, engine, tenant, monkeypatch, place, error, code):
    async def fails(*_):
        raise error

    part, _, name = place.partition(".")
    monkeypatch.setattr(getattr(engine, part), name, fails)
    assert await closing(port, conversation, headers=bearer(tenant.key)) == code


@pytest.fixture
def sockets(engine):
    """The lines of the log about WebSockets, as they are written."""
    written: asyncio.Queue[dict] = asyncio.Queue()

    def write(line: str) -> None:
        entry = json.loads(line)
        if entry["event"] == "websocket.closed":
            written.put_nowait(entry)

    engine.telemetry.lines = RequestLines("api", write)
    yield written
    engine.telemetry.lines = None


async def test_the_time_a_websocket_is_open_is_counted_though_nobody_speaks(port, engine, client, sockets):
    other = await furnish(engine, "quiet")
    headers = bearer(other.key)
    binding = str(other.bindings[Module.MARKETING].binding)
    opened = await client.post("/v1/conversations", json={"binding": binding, "author": "@ana"}, headers=headers)
    admitted = asyncio.Event()
    has = engine.contacts.has_conversation

    async def tells(*arguments):
        admitted.set()
        return await has(*arguments)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine.contacts, "has_conversation", tells)
        async with connect(address(port, opened.json()["id"]), additional_headers=headers), asyncio.timeout(10):
            await admitted.wait()
    async with asyncio.timeout(10):
        await sockets.get()
    (used,) = (await client.get("/v1/usage", headers=headers)).json()["items"]
    assert used["requests"] == 3
    assert 0 < used["stream_minutes"] < 1


async def test_a_websocket_is_one_line_and_counted_once(port, conversation, engine, tenant, sockets):
    route = "/v1/conversations/{conversation}/stream"
    codes = ("left", "4401")

    def counted() -> list[float]:
        value = engine.telemetry.metrics.registry.get_sample_value
        return [value("vito_websockets_total", {"route": route, "code": code}) or 0 for code in codes]

    before = counted()
    async with connect(address(port, conversation), additional_headers=bearer(tenant.key)) as socket:
        await said(socket, "hello")
    await closing(port, conversation, headers=bearer("vito_nonsense"))
    async with asyncio.timeout(10):
        left, refused = await sockets.get(), await sockets.get()
    assert (left["route"], left["code"], left["tenant"]) == (route, "left", str(tenant.scope.tenant))
    assert left["bytes"] > 0
    assert left["seconds"] > 0
    assert refused["code"] == "4401"
    assert "tenant" not in refused
    assert conversation not in str((left, refused))
    assert counted() == [each + 1 for each in before]
