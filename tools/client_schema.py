"""What the generated clients need of the OpenAPI document, read once for both languages."""

from dataclasses import dataclass, field
from typing import Any

JSON, LINES, EVENTS = "application/json", "application/x-ndjson", "text/event-stream"
SAFE = ("get", "head")


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    schema: dict[str, Any]
    required: bool


@dataclass(frozen=True)
class Operation:
    """`answer`, `body`: JSON schemas; None: there is none. `media`: of the answer, other than JSON; "": it is JSON, or
    nothing. `streamed`: it can come as server-sent events, too."""

    id: str
    method: str
    path: str
    summary: str
    body: dict[str, Any] | None
    answer: dict[str, Any] | None
    parameters: list[Parameter] = field(default_factory=list)
    repeatable: bool = False
    """Takes an Idempotency-Key."""
    repeatable_stream: bool = False
    """Takes it for a stream too: the operation's own keeps what was said, the general one answers of one piece."""
    media: str = ""
    streamed: bool = False

    def those_in(self, place: str) -> list[Parameter]:
        return [each for each in self.parameters if each.place == place]


def operations(document: dict[str, Any]) -> list[Operation]:
    found = [
        _operation(method, path, each)
        for path, methods in document["paths"].items()
        for method, each in methods.items()
    ]
    return sorted(found, key=lambda each: each.id)


def name_of(reference: str) -> str:
    return reference.rsplit("/", 1)[-1].replace(".", "_")


def _operation(method: str, path: str, told: dict[str, Any]) -> Operation:
    answers = [each for status, each in sorted(told["responses"].items()) if status.startswith("2")]
    media = [each for answer in answers for each in answer.get("content", {})]
    schemas = [each["content"][JSON]["schema"] for each in answers if JSON in each.get("content", {})]
    parameters = [
        Parameter(each["name"], each["in"], each.get("schema", {}), each.get("required", False))
        for each in told.get("parameters", ())
        if "$ref" not in each and (each["in"] in ("path", "query") or each["name"] == "If-Match")
    ]
    keyed = any("IdempotencyKey" in str(each.get("$ref")) for each in told.get("parameters", ()))
    keyed_itself = any(each.get("name") == "Idempotency-Key" for each in told.get("parameters", ()))
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        body=told.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema"),
        answer=schemas[0] if schemas else None,
        parameters=parameters,
        repeatable=keyed or keyed_itself,
        repeatable_stream=keyed_itself,
        media=media[0] if media and JSON not in media else "",
        streamed=EVENTS in media,
    )
