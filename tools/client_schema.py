"""What the generated clients need of the OpenAPI document, read once for both languages."""

from dataclasses import dataclass, field
from typing import Any

JSON = "application/json"
SAFE = ("get", "head")


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    schema: dict[str, Any]
    required: bool


@dataclass(frozen=True)
class Operation:
    """`answer`, `body`: JSON schemas; None: there is none."""

    id: str
    method: str
    path: str
    summary: str
    body: dict[str, Any] | None
    answer: dict[str, Any] | None
    parameters: list[Parameter] = field(default_factory=list)
    repeatable: bool = False
    """Takes an Idempotency-Key."""

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
    schemas = [each["content"][JSON]["schema"] for each in answers if JSON in each.get("content", {})]
    parameters = [
        Parameter(each["name"], each["in"], each.get("schema", {}), each.get("required", False))
        for each in told.get("parameters", ())
        if "$ref" not in each and (each["in"] in ("path", "query") or each["name"] == "If-Match")
    ]
    keyed = [each for each in told.get("parameters", ()) if "IdempotencyKey" in str(each.get("$ref"))]
    keyed += [each for each in told.get("parameters", ()) if each.get("name") == "Idempotency-Key"]
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        body=told.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema"),
        answer=schemas[0] if schemas else None,
        parameters=parameters,
        repeatable=bool(keyed),
    )
