"""What of a span may leave the process: listed attributes with ids, codes and numbers. Libraries put an error's words
into its status and its events; those stay here."""

import re
from collections.abc import Sequence
from typing import Any

from opentelemetry.sdk.trace import Event, ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Status

ATTRIBUTES = frozenset(
    (
        "conversation",
        "effect",
        "effect_kind",
        "event_id",
        "event_type",
        "exception.type",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "input_tokens",
        "known",
        "output_tokens",
        "plugin",
        "request",
        "subscriber",
        "temporalActivityID",
        "temporalActivityType",
        "temporalRunID",
        "temporalUpdateID",
        "temporalWorkflowID",
        "tenant",
    )
)
_CODE = re.compile(r"[A-Za-z0-9_.:/{}<>\[\]-]{1,200}")


class ScrubbedExporter(SpanExporter):
    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return self._exporter.export([scrubbed(each) for each in spans])

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)


def scrubbed(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=_allowed(span.attributes),
        events=[Event(each.name, _allowed(each.attributes), each.timestamp) for each in span.events],
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def _allowed(attributes: Any) -> dict[str, Any]:
    return {name: value for name, value in (attributes or {}).items() if name in ATTRIBUTES and _harmless(value)}


def _harmless(value: Any) -> bool:
    return isinstance(value, bool | int | float) or (isinstance(value, str) and _CODE.fullmatch(value) is not None)
