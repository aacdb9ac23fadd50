"""What a process counts itself. Everything else is read from the database when it is asked for: see `exposition`."""

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 90.0)
"""Seconds; the limits of the SLO page (0.1, 0.5, 1, 10) are among them."""
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
UNMATCHED = "unmatched"


class Metrics:
    """Labels are bounded by what is installed (routes, plugins, codes), never by what callers send; no tenants.

    Where `PROMETHEUS_MULTIPROC_DIR` names a folder, the counters of all processes that share it are added up.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = self._histogram("vito_http_request_seconds", "Requests", "method", "route", "status")
        self.sockets = self._counter("vito_websockets", "WebSockets that are over: left, or a code", "route", "code")
        self._by_request: dict[tuple[str, str, int], Histogram] = {}
        self.turns = self._counter("vito_turns", "Turns by how they ended: completed, or a code", "outcome")
        self._completed = self.turns.labels("completed")
        self.turn_own = self._histogram("vito_turn_own_seconds", "Turns without the time of search and model")
        self.turn_model = self._histogram("vito_turn_model_seconds", "Time a turn waited for the model")
        self.plugin_failures = self._counter("vito_plugin_failures", "Errors a plugin let out", "plugin", "door")
        self.webhook_attempts = self._counter("vito_webhook_attempts", "delivered, or a code of what failed", "outcome")
        self.gate_refusals = self._counter("vito_gate_refusals", "What the gate did not let through", "plugin", "door")

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(name, says, labels, registry=self.registry)

    def _histogram(self, name: str, says: str, *labels: str) -> Histogram:
        return Histogram(name, says, labels, registry=self.registry, buckets=BUCKETS)

    def request(self, method: str, route: Any, status: int, seconds: float) -> None:
        """`route`: the template that matched, e.g. "/v1/twins/{twin}"; None when none did."""
        name = method if method in METHODS else "other", route or UNMATCHED, status
        child = self._by_request.get(name)
        if child is None:
            child = self._by_request[name] = self.requests.labels(*name)
        child.observe(seconds)

    def socket(self, route: Any, code: str) -> None:
        """`code`: as a server closed it; never one that a client made up."""
        self.sockets.labels(route or UNMATCHED, code).inc()

    def turn(self, seconds: float, timings: dict[str, float]) -> None:
        """A completed one. `timings`: of its parts, in milliseconds."""
        model = timings.get("agent", 0.0) / 1000
        self._completed.inc()
        self.turn_model.observe(model)
        self.turn_own.observe(max(seconds - model - timings.get("search", 0.0) / 1000, 0.0))
