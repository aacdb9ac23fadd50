"""What the engine says of itself while it runs: health, metrics, traces, one line for each request."""

from vito_core.logs import RequestLines
from vito_core.telemetry.metrics import Metrics
from vito_core.telemetry.tracing import Tracing


class Telemetry:
    """One for each engine. `lines`: None: no line is written for a request."""

    def __init__(self) -> None:
        self.lines: RequestLines | None = None
        self.tracing = Tracing()
        self.metrics = Metrics()
