"""What the logs hold of people and secrets: nothing, whatever is thrown at the API or written by a plugin."""

import ast
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import structlog

from tests.operations.talk import opened, said
from vito_core.logs import FIELDS, CodesOnly, RequestLines, Schema, clean, processors, to_line
from vito_core.testing import api_of

PLANTED = (
    "Priya Raman-Planted",
    "priya.planted@example.org",
    "+49 170 5550142",
    "please call my planted mother",
)


class Lines:
    """Structlog's last step: keeps the lines as they would be written."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self, *_):
        return self

    def msg(self, line: str) -> None:
        self.text += line + "\n"

    debug = info = warning = error = critical = msg


@pytest.fixture
def lines():
    kept = Lines()
    before = structlog.get_config()
    structlog.configure(
        processors=[*processors(Schema("api")), structlog.processors.JSONRenderer(to_line)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=kept,
        cache_logger_on_first_use=False,
    )
    yield kept
    structlog.configure(**before)


@pytest.fixture
def watched(engine, lines):
    """The engine's own logger was made before."""
    engine_log, engine.log = engine.log, structlog.get_logger()
    engine.telemetry.lines = RequestLines("api", lambda line: lines.msg(line.removesuffix("\n")))
    yield lines
    engine.log, engine.telemetry.lines = engine_log, None


async def test_planted_personal_data_reaches_no_log(watched, engine, tenant, key):
    async with api_of(engine) as client:
        name, mail, phone, words = PLANTED
        conversation = await opened(client, tenant, author=name)
        assert (await said(client, tenant, conversation, f"{words}, {mail}, {phone}")).is_success
        page = {"path": f"{mail}.md", "text": f"# {name}\n\n{phone} {words}\n"}
        assert (await client.post("/v1/knowledge", json={"corpus": "d", "documents": [page]}, headers=key)).is_success
        await client.get(f"/v1/contacts?author={name}", headers=key)
        await client.get(f"/nothing/{mail}", headers=key)
        await client.get(f"/v1/twins/{name}", headers=key)
        await client.post("/v1/stops", json={"level": mail, "reason_code": words}, headers=key)
        await client.post("/v1/replies", content=f'{{"text": "{words}"'.encode(), headers=key)
        await client.get("/v1/twins", headers={"authorization": f"Bearer vito_{phone}"})
        await client.request("POST", "/v1/replies", headers={**key, "content-type": mail}, content=b"{}")
    entries = [json.loads(line) for line in watched.text.splitlines()]
    routes = [each.get("route") for each in entries if each["event"] == "http.request"]
    assert len(routes) == 10
    assert "/v1/conversations/{conversation}/messages" in routes
    assert {each["version"] for each in entries} == {"0.1.0"}
    assert all(set(each) <= FIELDS | {"event", "level", "time", "process", "version", "dropped"} for each in entries)
    told = watched.text
    assert [each for each in (*PLANTED, "planted", tenant.key, conversation) if each in told] == []
    assert str(tenant.scope.tenant) in told


async def test_a_plugin_that_logs_a_persons_words_logs_their_absence(lines):
    log = structlog.get_logger().bind(plugin="chatty")
    log.info(f"reply from {PLANTED[0]}", author=PLANTED[0], count=3)  # noqa: G004 — as a plugin might
    (entry,) = (json.loads(line) for line in lines.text.splitlines())
    assert (entry["event"], entry["plugin"], entry["count"]) == ("log.unfit", "chatty", 3)
    assert entry["dropped"] == ["author", "event"]
    assert "Priya" not in lines.text


@pytest.mark.parametrize(
    "secret",
    [
        "priya@example.org",
        "vito_0123456789abcdef",
        "vses_0123456789abcdef",
        "vinv_0123456789abcdef",
        "whsec_ZXhhbXBsZSBz+ZWNyZXQ/gb2Y=",
        "Bearer abc.def",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        "postgresql://vito_app:secret@db:5432/vito",
        "+49 170 5550142",
    ],
)
def test_secrets_are_masked_also_in_fields_that_are_allowed(secret):
    cleaned = clean(f"before {secret} after")
    assert "[masked]" in cleaned
    assert not {"priya", "0123456789abcdef", "abc.def", "eyJzdWIiOiIxIn0", "secret", "5550142"} & set(
        re.split(r"[ :/@]+", cleaned)
    )


def test_ids_times_and_codes_are_not_masked():
    for harmless in (str(uuid4()), "2026-11-28T12:31:26.123456Z", "core_0016", "handling.py:120", "lead-gen/main"):
        assert clean(harmless) == harmless


def test_nobody_can_make_up_a_line(lines):
    structlog.get_logger().info(
        "http.request", route='/x\n{"event": "admin.login"}\r\n\u2028\x1b[2J', name="x" * 10_000
    )
    assert len(lines.text.splitlines()) == 1
    entry = json.loads(lines.text)
    assert entry["event"] == "http.request"
    assert not re.search(r"[\x00-\x1f\u2028]", entry["route"])
    assert len(entry["name"]) == 200


def test_libraries_speak_in_the_same_schema_and_without_what_was_put_into_their_sentences(capsys):
    logger = logging.Logger("asyncpg")  # noqa: LOG001 — of this test alone
    handler = logging.StreamHandler()
    handler.setFormatter(CodesOnly(Schema("worker")))
    logger.addHandler(handler)
    logger.error("cannot reach %s", PLANTED[0])
    logger.error(f"cannot reach {PLANTED[0]}")  # noqa: G004
    try:
        raise ValueError(PLANTED[0])
    except ValueError:
        logger.exception("failed for Priya")
    first, second, third = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["reason"], first["logger"], first["process"]) == ("cannot reach %s", "asyncpg", "worker")
    assert (second["event"], second.get("reason")) == ("library.log", None)
    assert (third["event"], third["error"], third.get("reason")) == ("library.failed", "ValueError", None)
    assert all(each["at"].startswith("test_logs.py:") for each in (first, second, third))


ROOT = Path(__file__).parents[2]
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}


def log_calls() -> Iterator[tuple[str, ast.Call]]:
    for path in [file for folder in ("core", "plugins", "hosts") for file in (ROOT / folder).glob("**/src/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
                said = ast.unparse(node.func.value)
                if said.split(".")[-1].strip("_") in ("log", "logger", "get_logger()"):
                    yield f"{path.name}:{node.lineno}", node


def test_every_line_that_we_write_has_a_code_and_listed_fields():
    calls = list(log_calls())
    assert len(calls) > 40
    unfit = {at: each.arg for at, call in calls for each in call.keywords if each.arg not in FIELDS}
    assert unfit == {}
    codes = {at: call.args[0].value for at, call in calls if isinstance(call.args[0], ast.Constant)}
    assert [at for at, code in codes.items() if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+", code)] == []
