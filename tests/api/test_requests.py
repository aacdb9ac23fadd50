"""What is not a proper request: told as a problem, in words that help, and nothing stored."""

import json
from uuid import UUID

import pytest
import structlog

from vito_core.web.bodies import _once_each
from vito_core.web.problem_types import BASE, TYPES
from vito_core.web.problems import BadBody

DEEP = b'{"name": ' + b"[" * 100 + b"]" * 100 + b"}"


async def refused(client, status: int, name: str, method: str, path: str, **sent) -> dict:
    answer = await client.request(method, path, **sent)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == BASE + name
    assert problem["title"] == TYPES[name].title
    return problem


@pytest.mark.parametrize(
    ("status", "name", "method", "path"),
    [
        (404, "not-found", "GET", "/v1/nowhere"),
        (404, "not-found", "GET", "/"),
        (405, "method-not-allowed", "PATCH", "/v1/twins"),
        (405, "method-not-allowed", "TRACE", "/v1/twins"),
        (404, "not-found", "GET", "/v1/journeys/not-a-uuid"),
        (422, "invalid-input", "GET", "/v1/journeys?limit=51"),
        (422, "invalid-input", "GET", "/v1/journeys?after=yesterday"),
        (404, "not-found", "GET", "/v1/../../etc/passwd"),
    ],
)
async def test_what_leads_nowhere_is_a_problem(client, status, name, method, path):
    await refused(client, status, name, method, path)


async def test_a_wrong_method_is_told_the_right_ones(client):
    answer = await client.patch("/v1/twins")
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))


@pytest.mark.parametrize(
    ("body", "status", "name", "words"),
    [
        (b"{", 400, "bad-request", "line 1, column 2"),
        (b'{"slug": "a", "slug": "b"}', 400, "bad-request", "'slug' stands twice"),
        (b'{"a": {"x y": 1, "x y": 2}}', 400, "bad-request", "a key stands twice"),
        (DEEP, 400, "bad-request", "too deeply"),
        (b"[" * 200_000, 400, "bad-request", ""),
        (b'{"name": NaN}', 400, "bad-request", "NaN"),
        (b'{"name": ' + b"9" * 5_000 + b"}", 400, "bad-request", "too long"),
        ('{"name": "é"}'.encode("latin-1"), 400, "bad-request", "not UTF-8"),
        ('{"name": "x"}'.encode("utf-16"), 400, "bad-request", "not UTF-8"),
        (b'\xef\xbb\xbf{"name": "x"}', 400, "bad-request", "byte order mark"),
        (b'{"name": "a\\u0000b"}', 422, "invalid-input", "name: "),
        (b'{"config": {"tone": ["\\ud800"]}}', 422, "invalid-input", "tone[0]: "),
        (b'{"\\u0000": 1}', 422, "invalid-input", "a key of the body"),
        (b'{"name": "\\u0041"}', 422, "invalid-input", "config"),
        (b"", 422, "invalid-input", "a JSON body is needed"),
        (b"[]", 422, "invalid-input", ""),
        (b"null", 422, "invalid-input", ""),
    ],
)
async def test_a_body_that_cannot_be_read_without_guessing_is_refused(client, body, status, name, words):
    headers = {"content-type": "application/json"}
    problem = await refused(client, status, name, "POST", "/v1/twins", content=body, headers=headers)
    assert words in json.dumps(problem, ensure_ascii=False)
    assert len((await client.get("/v1/twins")).json()["items"]) == 1


def test_a_name_that_stands_twice_is_found_in_one_pass():
    class Name(str):
        compared = 0
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            Name.compared += 1
            return str.__eq__(self, other)

    names = [Name(f"name-{number}") for number in range(1_000)]
    with pytest.raises(BadBody, match="'name-999' stands twice"):
        _once_each([(name, 0) for name in (*names, Name("name-999"))])
    assert Name.compared < 2 * len(names), "each name was compared with every other"


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"]
)
async def test_another_media_type_is_refused(client, media):
    sent = {"content": b'{"name": "x"}', "headers": {"content-type": media}}
    await refused(client, 415, "unsupported-media-type", "POST", "/v1/twins", **sent)


async def test_a_body_is_as_large_as_its_route_allows(client):
    async def pieces():
        for _ in range(33):
            yield b" " * 65_536

    headers = {"content-type": "application/json"}
    whole = await refused(client, 413, "too-large", "POST", "/v1/twins", content=b" " * 2**21, headers=headers)
    assert "1048576 bytes" in whole["detail"]
    await refused(client, 413, "too-large", "POST", "/v1/twins", content=pieces(), headers=headers)
    page = {"corpus": "docs", "documents": [{"path": "a.md", "text": "# Large\n\n" + "Word. " * 400_000}]}
    assert (await client.post("/v1/knowledge", json=page)).status_code == 200


async def test_a_request_keeps_the_name_its_caller_gave_it(client, engine, monkeypatch):
    seen = {}

    async def spy(*_, **__):
        seen.update(structlog.contextvars.get_contextvars())
        raise RuntimeError("for the test")

    monkeypatch.setattr(engine.stops, "all", spy)
    answer = await client.get("/v1/stops", headers={"x-request-id": "shop-order:2041"})
    assert (answer.status_code, answer.headers["x-request-id"]) == (500, "shop-order:2041")
    assert seen["request_id"] == "shop-order:2041"
    assert "request_id" not in structlog.contextvars.get_contextvars()


@pytest.mark.parametrize("given", [None, "", "x" * 101, "Ana Sánchez", "a\tb"])
async def test_a_request_without_a_sane_name_gets_one(client, given):
    headers = {} if given is None else {"x-request-id": given.encode()}
    answer = await client.get("/v1/nowhere", headers=headers)
    assert UUID(answer.headers["x-request-id"]).version == 7


@pytest.mark.parametrize("path", ["/v1/twins", "/v1/nowhere", "/health"])
async def test_every_answer_has_the_security_headers(client, path):
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers
    secure = (await client.get(f"https://api.invalid{path}")).headers
    assert secure["strict-transport-security"].startswith("max-age=")
