"""The one way out: which addresses it goes to, and what it makes of servers that misbehave."""

import asyncio
import ipaddress
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.tls import certificate_for
from tests.webhooks.receiver import Receiver
from vito_contracts.errors import InvalidInput, OutwardFailed, OutwardRefused
from vito_contracts.ids import TenantId, new_id
from vito_core.outward.client import Outward
from vito_core.outward.resolvers import MOST_OF_TENANT, MOST_THREADS
from vito_core.outward.targets import Targets
from vito_core.testing import EngineOf, add_plugin, scope_of

PORTS = (80, 443, 8080, 8443)
SCOPE = scope_of(TenantId(new_id()))


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """A name server that gives each of these answers once; returns what it is asked."""
    asked: list[str] = []
    waiting = list(answers)

    def look_up(host: str, _: int) -> list[Any]:
        asked.append(host)
        return [ipaddress.ip_address(address) for address in (waiting.pop(0) if waiting else [])]

    monkeypatch.setattr("vito_core.outward.resolvers.look_up", look_up)
    return asked


def outward(*private: str, **more: Any) -> Outward:
    return Outward(Targets(PORTS, private), **more)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "192.88.99.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1",
        "ff02::1", "ff0e::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::1", "2001::1", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
async def test_an_address_inside_is_refused_as_a_literal_and_behind_a_name(monkeypatch, address: str):
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(OutwardRefused, match="no public address"):
        await outward().request(SCOPE, "GET", f"http://{host}/latest/meta-data")
    asked = names(monkeypatch, ["93.184.215.14", address])
    with pytest.raises(OutwardRefused, match="no public address"):
        await outward().request(SCOPE, "GET", "https://partner.example/hook?token=hush")
    assert asked == ["partner.example"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://partner.example/", "file:///etc/passwd", "gopher://partner.example/", "//partner.example/",
        "partner.example", "http://", "http:///x", "https://user@partner.example/", "https://a:b@partner.example/",
        "https://partner.example:22/", "https://partner.example:99999/", "http://[::1", "https://partner.example/a b",
        "https://partner.example/\r\nX: y", "https://partner.example/" + "x" * 3000, "javascript:alert(1)", "",
    ],
)  # fmt: skip
async def test_such_a_url_is_refused_before_anything_is_asked(monkeypatch, url: str):
    asked = names(monkeypatch)
    with pytest.raises(OutwardRefused) as refused:
        outward().check(url)
    assert asked == []
    assert "a:b" not in str(refused.value)


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f.0.0.1", "localhost", "LOCALHOST.", "①②⑦.0.0.1"])
async def test_loopback_in_other_clothes_is_refused(host: str):
    with pytest.raises(OutwardRefused):
        await outward().request(SCOPE, "GET", f"http://{host}/")


async def test_a_name_server_that_changes_its_mind_is_not_asked_again(monkeypatch):
    """DNS rebinding: what was checked is what is connected to."""
    async with Receiver().serving() as receiver:
        client = outward("127.0.0.1/32")
        asked = names(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
        answer = await client.request(SCOPE, "POST", f"http://partner.example:{receiver.port}/hook", body=b"{}")
        assert (answer.status, asked) == (204, ["partner.example"])
        assert receiver.received[0].headers["host"] == f"partner.example:{receiver.port}"


async def test_a_redirect_is_checked_again_and_secrets_stay_behind(monkeypatch):
    async with Receiver().serving() as receiver:
        client = outward("127.0.0.1/32")
        receiver.answers, receiver.headers = [302], {"location": "http://169.254.169.254/latest"}
        with pytest.raises(OutwardRefused, match="no public address"):
            await client.request(SCOPE, "GET", receiver.url, redirects=3)
        receiver.answers = [302]
        assert (await client.request(SCOPE, "GET", receiver.url)).status == 302, "none is followed unasked"
        names(monkeypatch, ["127.0.0.1"], ["127.0.0.1"])
        receiver.answers = [303, "done"]
        receiver.headers = {"location": f"http://other.example:{receiver.port}/there"}
        secret = {"Authorization": "Bearer hush", "X-Plain": "kept"}
        answer = await client.request(SCOPE, "POST", receiver.url, headers=secret, body=b"x", redirects=1)
        last = receiver.received[-1]
        assert (answer.body, last.method, last.path, last.body) == (b"done", "GET", "/there", b"")
        assert ("authorization" in last.headers, last.headers["x-plain"]) == (False, "kept")
        receiver.answers = [302] * 9
        receiver.headers = {"location": receiver.url}
        assert (await client.request(SCOPE, "GET", receiver.url, redirects=99)).status == 302, (
            "it does not go on for ever"
        )


@pytest.mark.parametrize(
    ("answer", "code", "sent"),
    [
        ("hang", "timed_out", True),
        ("slow", "timed_out", True),
        ("huge", "too_large", True),
        ("reset", "broken_off", True),
    ],
)
async def test_a_server_that_misbehaves_is_a_typed_failure(answer: str, code: str, sent: bool):
    async with Receiver().serving() as receiver:
        receiver.answers = [answer]
        seconds = 3.0 if code == "timed_out" else 30.0
        with pytest.raises(OutwardFailed) as failed:
            await outward("127.0.0.1/32").request(SCOPE, "GET", f"{receiver.url}?token=hush", seconds=seconds)
        assert (failed.value.code, failed.value.sent) == (code, sent)
        assert "hush" not in str(failed.value)


async def test_what_never_left_says_so(monkeypatch):
    with pytest.raises(OutwardFailed) as refused:
        await outward("127.0.0.1/32").request(SCOPE, "GET", "http://127.0.0.1:9/")
    assert (refused.value.code, refused.value.sent) == ("no_connection", False)
    names(monkeypatch)
    with pytest.raises(OutwardFailed) as unknown:
        await outward().request(SCOPE, "GET", "http://nowhere.example/")
    assert (unknown.value.code, unknown.value.sent) == ("unknown_host", False)


async def test_a_name_server_that_does_not_answer_costs_its_own_tenant_alone(monkeypatch):
    dead, asked = threading.Event(), []

    def look_up(host: str, _: int) -> list[Any]:
        asked.append(host)
        if host.startswith("dead"):
            dead.wait()
        return [ipaddress.ip_address("127.0.0.1")]

    monkeypatch.setattr("vito_core.outward.resolvers.look_up", look_up)
    async with Receiver().serving() as receiver:
        client = outward("127.0.0.1/32")

        async def gives_up(number: int) -> None:
            with pytest.raises(OutwardFailed) as failed:
                await client.request(SCOPE, "GET", f"http://dead-{number}.example/", seconds=0.05)
            assert (failed.value.code, failed.value.sent) == ("timed_out", False)

        url = f"http://alive.example:{receiver.port}/"
        try:
            for _ in range(2):
                await asyncio.gather(*(gives_up(number) for number in range(MOST_THREADS)))
            assert len(asked) == MOST_OF_TENANT, "whoever gave up still has its threads"
            other = scope_of(TenantId(new_id()))
            assert (await client.request(other, "GET", url)).status == 204
        finally:
            dead.set()
        assert (await client.request(SCOPE, "GET", url)).status == 204, "and has them back once they end"


async def test_the_environment_has_no_say(monkeypatch):
    """A proxy would connect for us, to whatever it likes."""
    async with Receiver().serving() as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        assert (await outward("127.0.0.0/8").request(SCOPE, "GET", receiver.url)).status == 204


async def test_headers_that_would_say_something_else_are_not_taken():
    async with Receiver().serving() as receiver:
        client = outward("127.0.0.1/32")
        await client.request(SCOPE, "POST", receiver.url, headers={"Host": "evil", "Content-Length": "9"}, body=b"ab")
        assert receiver.received[0].headers["host"] == f"127.0.0.1:{receiver.port}"
        assert receiver.received[0].headers["content-length"] == "2"
        with pytest.raises(OutwardRefused, match="one line"):
            await client.request(SCOPE, "GET", receiver.url, headers={"X-A": "b\r\nX-C: d"})


async def test_the_certificate_must_be_the_names_not_the_addresss(monkeypatch, tmp_path: Path):
    certificate = certificate_for("partner.example", tmp_path)
    async with Receiver().serving(certificate.server()) as receiver:
        client = outward("127.0.0.1/32", tls=certificate.client())
        names(monkeypatch, ["127.0.0.1"], ["127.0.0.1"])
        assert (await client.request(SCOPE, "GET", f"https://partner.example:{receiver.port}/")).status == 204
        with pytest.raises(OutwardFailed) as failed:
            await client.request(SCOPE, "GET", f"https://other.example:{receiver.port}/")
        assert (failed.value.code, failed.value.sent) == ("tls", False)


async def test_a_plugin_that_may_call_out_has_it(engine_of: EngineOf):
    engine = await engine_of(outward_private=("127.0.0.1/32",))
    add_plugin(engine, "caller", permissions=("http:call",))
    services = engine._services_of(engine.registry.plugins["caller"])
    async with Receiver().serving() as receiver:
        assert (await services.http.request(SCOPE, "GET", receiver.url)).status == 204


def test_a_setting_that_is_no_network_is_explained():
    with pytest.raises(InvalidInput, match="write networks"):
        Targets(PORTS, ["office"])


def test_the_world_outside_is_allowed():
    for address in ("93.184.215.14", "1.1.1.1", "2606:4700:4700::1111"):
        host = f"[{address}]" if ":" in address else address
        Targets(PORTS, ()).parse(f"https://{host}/hook")
        assert ipaddress.ip_address(address).is_global
