"""OpenTelemetry spans. Off until an exporter is given: then nothing of the library is imported, and each call returns
at once."""

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
CLOSE_SECONDS = 3.0


def wanted(environment: dict[str, str]) -> bool:
    """Whether the standard variables ask for traces."""
    off = (
        environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get("OTEL_TRACES_EXPORTER") == "none"
    )
    return not off and any(environment.get(name) for name in ENDPOINTS)


class Tracing:
    """A span's parent is what runs in the same context, or a `traceparent` (W3C, 55 characters) that is given."""

    def __init__(self) -> None:
        self._provider: TracerProvider | None = None
        self._tracer: Any = None

    @property
    def on(self) -> bool:
        return self._tracer is not None

    def start(self, role: str) -> None:
        """Exports over OTLP (HTTP) where the environment names a receiver; sampler, headers and limits are the
        library's own variables."""
        if wanted(dict(os.environ)):
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

            self.export_to(OTLPSpanExporter(), role)

    def export_to(self, exporter: "SpanExporter", role: str = "test", *, batched: bool = True) -> None:
        """`role`: of this process, e.g. "api". What an attribute may hold is decided by `telemetry.scrub`."""
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

        from vito_core import __version__
        from vito_core.telemetry.scrub import ScrubbedExporter

        named = {"service.version": __version__, "vito.role": role}
        if "OTEL_SERVICE_NAME" not in os.environ:
            named["service.name"] = "vito"
        self._provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
        scrubbed = ScrubbedExporter(exporter)
        self._provider.add_span_processor(BatchSpanProcessor(scrubbed) if batched else SimpleSpanProcessor(scrubbed))
        self._tracer = self._provider.get_tracer("vito", __version__)

    def close(self) -> None:
        """Sends what is still held back, to a receiver that answers: an ending process does not wait for another."""
        if self._provider is not None:
            sending = threading.Thread(target=self._provider.shutdown, daemon=True)
            sending.start()
            sending.join(CLOSE_SECONDS)
        self._provider = self._tracer = None

    def begin(
        self, name: str, *, parent: str | None = None, kind: str = "INTERNAL", **attributes: Any
    ) -> "Span | None":
        """A span that is nobody's context: for what is not done in one piece. `finish` ends it."""
        if self._tracer is None:
            return None
        from opentelemetry.trace import SpanKind

        began: Span = self._tracer.start_span(
            name, context=_context(parent) if parent else None, kind=SpanKind[kind], attributes=attributes
        )
        return began

    def finish(self, span: "Span | None", **attributes: Any) -> None:
        if span is not None:
            span.set_attributes(attributes)
            span.end()

    def past(self, parent: "Span | None", steps: Iterable[tuple[str, int, int]]) -> None:
        """Spans of what is over: name, begin and end in nanoseconds since 1970."""
        if self._tracer is None or parent is None:
            return
        from opentelemetry.trace import set_span_in_context

        context = set_span_in_context(parent)
        for name, began, ended in steps:
            self._tracer.start_span(name, context=context, start_time=began).end(ended)

    @contextlib.contextmanager
    def span(
        self, name: str, *, parent: str | None = None, kind: str = "INTERNAL", **attributes: Any
    ) -> Iterator["Span | None"]:
        """What is begun inside is its child. An error that leaves it is named by its class."""
        if self._tracer is None:
            yield None
            return
        from opentelemetry.trace import SpanKind

        context = _context(parent) if parent else None
        with self._tracer.start_as_current_span(name, context, SpanKind[kind], attributes) as current:
            yield current

    def traceparent(self, span: "Span | None" = None) -> str:
        """Of a span, or of what runs in this context; "" for none."""
        if self._tracer is None:
            return ""
        from opentelemetry.trace import get_current_span

        context = (span or get_current_span()).get_span_context()
        if not context.is_valid:
            return ""
        return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"

    def temporal(self) -> list[Any]:
        """Interceptors of Temporal's clients, and so of their workers."""
        if self._tracer is None:
            return []
        from vito_core.telemetry.temporal import Interceptor

        return [Interceptor(self._tracer)]


def _context(traceparent: str) -> Any:
    """Of nothing else: neither baggage nor state that a caller made up. An unreadable one begins a new trace."""
    from opentelemetry.context import Context
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator().extract({"traceparent": traceparent}, Context())
