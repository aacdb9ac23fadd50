"""What the engine says of itself while it runs: health, metrics, traces, one line for each request."""

from vito_core.telemetry.metrics import Metrics
from vito_core.telemetry.tracing import Tracing


class Telemetry:
    """One for each engine."""

    def __init__(self) -> None:
        self.tracing = Tracing()
        self.metrics = Metrics()
