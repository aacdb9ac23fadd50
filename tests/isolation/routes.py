"""Every operation of the OpenAPI document, asked with B's key about A's ids."""

import re
from typing import Any

from tests.isolation.marks import Marks
from tests.isolation.report import SHOWN, Report
from tests.isolation.stage import Stage
from vito_contracts.modules import Module

REFUSED = {400, 401, 403, 404, 405, 409, 413, 415, 422, 503}
NOT_THERE = {403, 404}
UNREAD = {400, 405, 413, 415, 422, 503}
FORMATS = {"date-time": "2026-01-01T00:00:00Z", "date": "2026-01-01", "duration": "P1D"}
GIVEN = {
    "POST /v1/events": {"type": "code.reviewed", "source": "github", "id": "r1"},
    "POST /v1/users": {"name": "Eve", "email": "eve@tenant-b.example"},
    "POST /v1/webhooks": {"url": "https://partner.example/hook"},
}
"""Bodies whose meaning no schema tells: which types of event are taken from outside, what an address looks like, where
calls may go."""
CHOSEN = {"documents"}
"""Fields that are not required each, but one of them is."""


async def try_routes(stage: Stage, report: Report, below: str = "/") -> None:
    document = (await stage.call(stage.b, "GET", "/v1/openapi/openapi.json")).json()
    for path, operations in sorted(document["paths"].items()):
        if not path.startswith(below):
            continue
        for method, operation in operations.items():
            await _try(stage, report, method.upper(), path, operation, document)


async def _try(
    stage: Stage, report: Report, method: str, path: str, operation: dict[str, Any], document: dict[str, Any]
) -> None:
    door = f"{method} {path}"
    names = re.findall(r"{(\w+)}", path)
    body = GIVEN.get(door) or _body(operation, document, stage)
    for query in _queries(operation, stage.marks):
        for filled in _filled(path, names, stage.marks):
            report.note("route", door)
            answer = await stage.call(stage.b, method, filled + query, body)
            report.outcome(door, in_vain(answer, bool(names)))
            sent = f"{filled}{query} {body}"
            report.leak(door, stage.marks.found_in(answer.text, sent))
            if names and answer.is_success:
                report.leak(door, [f"answered {answer.status_code} to {filled}"])
            elif not answer.is_success and answer.status_code not in REFUSED:
                report.leak(door, [f"broke with {answer.status_code} on {filled}: {answer.text[:200]}"])


def in_vain(answer: Any, names_a: bool) -> str | None:
    """A path that names A's thing must not be there. Any other route must get past the check of its body."""
    right = answer.status_code in NOT_THERE if names_a else answer.status_code not in UNREAD
    return None if right else f"{answer.status_code} {answer.text[:SHOWN]}"


def _filled(path: str, names: list[str], marks: Marks) -> list[str]:
    """The path with A's ids: for its last parameter many, for those before it the fitting one."""
    if not names:
        return [path]
    for name in names[:-1]:
        path = path.replace(f"{{{name}}}", str(marks.one(name)))
    last = names[-1]
    values = ["1"] if last == "version" else [str(each) for each in marks.several(last)]
    return [path.replace(f"{{{last}}}", value) for value in values]


def _queries(operation: dict[str, Any], marks: Marks) -> list[str]:
    """Without any query parameter, and with each that takes an id."""
    found = [""]
    for parameter in operation.get("parameters", ()):
        if parameter.get("in") == "query" and "uuid" in str(parameter.get("schema")):
            found.append(f"?{parameter['name']}={marks.one(parameter['name'])}")
        elif parameter.get("required") and parameter.get("in") == "query":
            found = [f"?{parameter['name']}=lead-gen/main"]
    return found


def _body(operation: dict[str, Any], document: dict[str, Any], stage: Stage) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return _made(schema, "", document, stage) if schema is not None else None


def _made(schema: dict[str, Any], name: str, document: dict[str, Any], stage: Stage) -> Any:
    """The plainest value that fits a JSON schema, with A's ids in every field that takes an id."""
    if "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return _made(found, name, document, stage)
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            options = [each for each in schema[several] if each.get("type") != "null"]
            return _made(options[0], name, document, stage)
    if "enum" in schema:
        return Module.MARKETING if Module.MARKETING in schema["enum"] else schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next(each for each in kind if each != "null")
    match kind:
        case "object":
            return _object(schema, document, stage)
        case "array":
            items = schema.get("items", {})
            wanted = schema.get("minItems", 0) or "uuid" in str(items) or name in ("uses", "documents")
            return [_made(items, name, document, stage)] if wanted else []
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "string":
            return _text(schema, name, stage)
    return "text"


def _object(schema: dict[str, Any], document: dict[str, Any], stage: Stage) -> dict[str, Any]:
    required = schema.get("required", ())
    made = {}
    for name, each in schema.get("properties", {}).items():
        if name in required or name in CHOSEN or "uuid" in str(each):
            made[name] = _made(each, name, document, stage)
    return made


def _text(schema: dict[str, Any], name: str, stage: Stage) -> str:
    if schema.get("format") == "uuid":
        return str(stage.marks.tenant if name in ("grantee", "twin_owner") else stage.marks.one(name))
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    return "text".ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", 100)]
