"""One comment, one trace: from the caller's request to the effect; and nothing of a person on the way."""

import asyncio
import contextlib
import http.server
import os
import socket
import threading
import time

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.house import PLUGINS, dispatching, settled
from tests.operations.talk import opened, said
from vito_contracts.modules import Module
from vito_core.journeys.running import running
from vito_core.telemetry import Telemetry
from vito_core.telemetry.requests import Observed
from vito_core.telemetry.tracing import Tracing, wanted
from vito_core.testing import api_of, furnish
from vito_core.worker import workers

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLER = f"00-{TRACE}-00f067aa0ba902b7-01"
SECRET = "planted"
LEAD = f"How much is the {SECRET} plan for a team of 12? Please send me a quote and book a demo."


async def test_a_comment_is_one_trace_from_the_request_to_the_effect(engine_of, temporal):
    engine = await engine_of(*PLUGINS, temporal=temporal)
    kept = InMemorySpanExporter()
    engine.telemetry.tracing.export_to(kept, batched=False)
    tenant = await furnish(engine, "one")
    headers = {"authorization": f"Bearer {tenant.key}"}
    async with contextlib.AsyncExitStack() as stack:
        client = await stack.enter_async_context(api_of(engine))
        await stack.enter_async_context(running(workers(engine, await engine.journeys.client())))
        page = {"path": "p.md", "text": f"# Plans\n\nThe {SECRET} plan costs 40 USD a month.\n"}
        await client.post("/v1/knowledge", json={"corpus": "docs", "documents": [page]}, headers=headers)
        async with dispatching(engine):
            body = {"id": "c1", "platform": "TWITTER", "post_id": "p", "author": f"@{SECRET}", "text": LEAD}
            body["binding"] = str(tenant.bindings[Module.MARKETING].binding)
            answer = await client.post(
                "/v1/interactions", json=body, headers={**headers, "traceparent": CALLER, "baggage": f"who={SECRET}"}
            )
            assert answer.is_success, answer.text
            async with asyncio.timeout(30):
                while not {"event.handle", "effect.send", "RunWorkflow:journey"} <= names_of(kept):
                    await asyncio.sleep(0.1)
            await settled(client, **headers)
    spans = [span for span in kept.get_finished_spans() if f"{span.context.trace_id:032x}" == TRACE]
    names = {span.name for span in spans}
    assert {
        "POST /v1/interactions",
        "turn",
        "turn.accept",
        "turn.search",
        "turn.agent",
        "turn.complete",
        "event.handle",
        "StartWorkflow:journey",
        "RunWorkflow:journey",
        "effect.send",
    } <= names
    assert any(name.startswith("RunActivity:") for name in names)
    by_id = {span.context.span_id: span for span in spans}
    assert way(by_id, next(span for span in spans if span.name == "effect.send"))[-1] == "POST /v1/interactions"
    assert "event.handle" in way(by_id, next(span for span in spans if span.name == "RunWorkflow:journey"))
    assert [span.to_json() for span in kept.get_finished_spans() if SECRET in span.to_json()] == []
    async with engine.pools.within(tenant.scope.tenant) as connection:
        rows = await connection.fetch(
            "select type, trace from core.events where type = any($1)",
            ["turn.completed", "lead.qualified", "journey.started"],
        )
    assert {row["trace"][3:35] for row in rows} == {TRACE}


def names_of(kept) -> set[str]:
    return {span.name for span in kept.get_finished_spans()}


def way(by_id, span) -> list[str]:
    """Names from a span up to the first that began in this process."""
    found = [span.name]
    while span.parent is not None and span.parent.span_id in by_id:
        span = by_id[span.parent.span_id]
        found.append(span.name)
    return found


async def test_an_error_is_named_by_its_class_and_says_nothing(engine):
    kept = InMemorySpanExporter()
    tracing = Tracing()
    tracing.export_to(kept, batched=False)
    with (
        pytest.raises(ValueError, match=SECRET),
        tracing.span("step", tenant="t", author=SECRET, subscriber="has space"),
    ):
        raise ValueError(f"{SECRET}@example.org")
    (span,) = kept.get_finished_spans()
    assert span.status.status_code.name == "ERROR"
    assert dict(span.attributes) == {"tenant": "t"}
    assert dict(span.events[0].attributes) == {"exception.type": "ValueError"}
    assert SECRET not in span.to_json()


async def test_without_tracing_events_keep_none_and_a_made_up_traceparent_is_harmless(
    client, engine, admin, tenant, key
):
    assert not engine.telemetry.tracing.on
    conversation = await opened(client, tenant)
    for traceparent in (CALLER, "00-zz", "' or 1=1 --", "x" * 5_000):
        answer = await client.get("/v1/twins", headers={**key, "traceparent": traceparent})
        assert answer.status_code == 200
    assert (await said(client, tenant, conversation)).is_success
    traces = await admin.fetch("select distinct trace from core.events where tenant_id = $1", tenant.scope.tenant)
    assert [row["trace"] for row in traces] == [None]


async def test_a_caller_that_makes_up_a_traceparent_begins_a_trace_of_ours(engine):
    kept, tracing = InMemorySpanExporter(), Tracing()
    tracing.export_to(kept, batched=False)
    with tracing.span("one", parent="00-" + "0" * 32 + "-" + "0" * 16 + "-01"):
        assert tracing.traceparent().startswith("00-")
    assert kept.get_finished_spans()[0].parent is None


@pytest.mark.parametrize(
    ("environment", "on"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_the_standard_variables_turn_it_on_and_off(environment, on):
    assert wanted(environment) is on


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.got.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_): ...


@pytest.fixture
def receiver():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.got = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_spans_reach_a_receiver_of_otlp(receiver, monkeypatch):
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{receiver.server_address[1]}")
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test")
    assert "OTEL_TRACES_SAMPLER" not in os.environ
    tracing = Tracing()
    tracing.start("api")
    with tracing.span("step", tenant="0193-tenant"):
        pass
    tracing.close()
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    ((path, body),) = receiver.got
    assert path == "/v1/traces"
    (resource,) = ExportTraceServiceRequest.FromString(body).resource_spans
    named = {each.key: each.value.string_value for each in resource.resource.attributes}
    assert (named["service.name"], named["vito.role"], named["deployment.environment"]) == ("vito", "api", "test")
    assert [span.name for span in resource.scope_spans[0].spans] == ["step"]
    assert not tracing.on


def test_sampling_is_the_operators(monkeypatch):
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    kept, tracing = InMemorySpanExporter(), Tracing()
    tracing.export_to(kept, batched=False)
    with tracing.span("step"):
        flags = int(tracing.traceparent()[-2:], 16)
        assert flags & 1 == 0, "what comes after is not sampled either"
    assert kept.get_finished_spans() == ()


def test_a_receiver_that_hangs_holds_up_no_process_that_ends(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setattr("vito_core.telemetry.tracing.CLOSE_SECONDS", 0.2)
        tracing = Tracing()
        tracing.start("api")
        with tracing.span("step"):
            pass
        began = time.monotonic()
        tracing.close()
        assert time.monotonic() - began < 2


async def test_a_websocket_is_one_span_below_its_callers():
    kept, telemetry = InMemorySpanExporter(), Telemetry()
    telemetry.tracing.export_to(kept, batched=False)

    async def app(scope, receive, send):
        scope["path_template"] = "/v1/x/{id}"
        await send({"type": "websocket.close", "code": 4404})

    async def nothing(*_):
        return None

    scope = {"type": "websocket", "path": f"/v1/x/{SECRET}", "headers": [(b"traceparent", CALLER.encode())]}
    await Observed(app, telemetry)(scope, nothing, nothing)
    (span,) = kept.get_finished_spans()
    assert span.name == "WEBSOCKET /v1/x/{id}"
    assert f"{span.context.trace_id:032x}" == TRACE
