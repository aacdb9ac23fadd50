"""The OpenAPI document: Litestar's, completed with what this application promises of every operation.

Examples are data: `web/examples/<tag>.json` for the core, `examples.json` beside a plugin's `plugin.toml`.
"""

import asyncio
import re
import threading
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, Router
from litestar.enums import OpenAPIMediaType
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.routes import HTTPRoute

from vito_core import __version__
from vito_core.engine import Engine
from vito_core.identity.permissions import PLUGIN_ROUTES
from vito_core.web.auth import permission_of
from vito_core.web.problem_types import HAS_BODY, READS_INPUT, TYPES, statuses_of

JSON, EVENTS, PROBLEM = "application/json", "text/event-stream", "application/problem+json"
EXAMPLES = Path(__file__).parent / "examples"
PLUGIN_EXAMPLES = "examples.json"
SAFE = ("get", "head", "options")
DESCRIPTION = """
A digital twin is built once and deployed in many modules, for many tenants.

Every request but the health checks carries a key: `Authorization: Bearer <key>`. Every error is a `Problem`
(RFC 9457) whose `type` never changes its meaning. Lists give 50 items at most, and `next` to go on with.
"""


class Example(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Of one operation. `status`: of the answer, where there is more than one 2xx. `stream`: the answer as
    `text/event-stream`, where the route offers it."""

    request: Any = None
    response: Any = None
    status: int | None = None
    stream: str | None = None


class Examples(msgspec.Struct, forbid_unknown_fields=True):
    """What one file of examples says: of its tag (the file's name), and of operations by their `operationId`."""

    about: str = ""
    operations: dict[str, Example] = {}


class Described:
    """The completed document of an application as JSON. Making it takes a second or more: once, and on a thread."""

    def __init__(self) -> None:
        self._made = b""
        self._making = threading.Lock()

    def of(self, app: Litestar) -> bytes:
        with self._making:
            if not self._made:
                self._made = msgspec.json.encode(document_of(app))
            return self._made


def openapi_config() -> OpenAPIConfig:
    described = Described()

    async def answer(request: Request[Any, Any, Any]) -> Response[bytes]:
        """In place of Litestar's own handlers: they render on the event loop, where nobody else would be answered
        meanwhile, and have a page of their own for every other path here."""
        if "path" in request.path_params:
            raise NotFoundException("there is nothing here")
        document = await asyncio.to_thread(described.of, request.app)
        return Response(document, media_type=OpenAPIMediaType.OPENAPI_JSON)

    return OpenAPIConfig(
        title="ViTo twin engine",
        version=__version__,
        description=DESCRIPTION.strip(),
        # No viewer: it would load scripts from elsewhere into a page that holds a key.
        render_plugins=[JsonRenderPlugin()],
        openapi_router=Router(
            "/v1/openapi",
            route_handlers=[],
            before_request=answer,
            opt={"resource": "openapi"},
            include_in_schema=False,
            tags=["openapi"],
        ),
        operation_id_creator=operation_id,
        components=Components(
            security_schemes={
                "key": SecurityScheme(type="http", scheme="bearer", description="A key: `vito keys create` makes one")
            }
        ),
        security=[{"key": []}],
    )


def operation_id(handler: HTTPRouteHandler, _: Any, path_components: list[Any]) -> str:
    """The handler's name; one word alone says too little, so the noun of the path goes before it. A plugin's begins
    with the plugin."""
    name = handler.handler_name
    words = [each for each in path_components if isinstance(each, str)]
    if words[:2] == ["v1", PLUGIN_ROUTES]:
        return _snake(f"{words[2]}_{name}")
    noun = _snake(words[1] if words[0] == "v1" and len(words) > 1 else words[0])
    return name if "_" in name or name == noun else f"{noun}_{name}"


def document_of(app: Litestar) -> dict[str, Any]:
    """The whole document as plain data; no database is asked."""
    engine: Engine = app.state.engine
    described = described_by(engine)
    # Through JSON: a default may be a struct, and what is handed out is nobody else's to change.
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(app.openapi_schema.to_schema()))
    _correct(document)
    handlers = _handlers(app)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(operation, method, path, handlers[path, method])
            _add_example(operation, described)
    document["tags"] = _tags(document, described)
    components = document["components"]
    components["schemas"] = {name: _cleaned(each) for name, each in components["schemas"].items()}
    components["schemas"]["Problem"] = _problem_schema()
    components["responses"] = {f"Problem{status}": _problem_response(status) for status in sorted(_statuses())}
    components["parameters"] = {"IdempotencyKey": _IDEMPOTENCY_KEY}
    document["x-problem-types"] = [msgspec.to_builtins(each) for each in TYPES.values()]
    return document


def described_by(engine: Engine) -> dict[str, Examples]:
    """Tag → what its file says; of a plugin, its manifest's summary with its examples."""
    found = {path.stem: _read(path) for path in EXAMPLES.glob("*.json")}
    assert engine.contributions is not None
    for plugin, _ in engine.contributions.routes:
        loaded = engine.registry.plugins[plugin]
        file = loaded.folder / PLUGIN_EXAMPLES
        found[plugin] = _read(file) if file.is_file() else Examples()
        found[plugin].about = loaded.manifest.summary
    return found


def _read(path: Path) -> Examples:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Examples)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path}: {error}") from error


def _handlers(app: Litestar) -> dict[tuple[str, str], HTTPRouteHandler]:
    return {
        (route.path_format, method.lower()): entry[0]
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method, entry in route.route_handler_map.items()
    }


def _complete(operation: dict[str, Any], method: str, path: str, handler: HTTPRouteHandler) -> None:
    open_to_all = bool(handler.opt.get("exclude_from_auth"))
    if open_to_all:
        operation["security"] = []
    else:
        operation["x-permission"] = permission_of(handler.opt, method.upper())
        if "also" in handler.opt:
            operation["x-permission-also"] = handler.opt["also"]
    operation.pop("deprecated", None)
    for parameter in operation.get("parameters", ()):
        parameter.pop("deprecated", None)
        _cleaned(parameter.get("schema", {}))
    if method not in SAFE and not open_to_all and not _takes_own_key(operation):
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IdempotencyKey"})
    operation["responses"].pop("400", None)
    if "requestBody" in operation:
        operation["x-body-limit"] = handler.resolve_request_max_body_size()
    features = set()
    if "requestBody" in operation:
        features.add(HAS_BODY)
    if "{" in path or operation.get("parameters") or "requestBody" in operation:
        features.add(READS_INPUT)
    told = statuses_of(method.upper(), path, features, open_to_all) | set(handler.opt.get("problems", ()))
    for status in sorted(told):
        operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/Problem{status}"})


def _takes_own_key(operation: dict[str, Any]) -> bool:
    return any(each.get("name") == "Idempotency-Key" for each in operation.get("parameters", ()))


def _add_example(operation: dict[str, Any], described: dict[str, Examples]) -> None:
    wanted = operation["operationId"]
    example = next((each.operations[wanted] for each in described.values() if wanted in each.operations), None)
    if example is None:
        return
    for media in operation.get("requestBody", {}).get("content", {}).values():
        media["example"] = example.request
    status = str(example.status or min((each for each in operation["responses"] if each.startswith("2")), default=""))
    content = operation["responses"].get(status, {}).get("content", {})
    for media in content.values():
        media["example"] = example.response
    if example.stream is not None:
        content[EVENTS] = {"schema": {"type": "string"}, "example": example.stream}


def _tags(document: dict[str, Any], described: dict[str, Examples]) -> list[dict[str, str]]:
    used = {tag for each in document["paths"].values() for one in each.values() for tag in one.get("tags") or ()}
    return [{"name": tag, "description": described.get(tag, Examples()).about} for tag in sorted(used)]


def _cleaned(schema: dict[str, Any]) -> dict[str, Any]:
    """Without defaults that are no JSON: Litestar writes a struct's as Python does, and an enum's where all see it."""
    for each in schema.get("properties", {}).values():
        if isinstance(each.get("default"), str) and each.get("type") != "string":
            del each["default"]
    if "enum" in schema or schema.get("type") == "object":
        schema.pop("default", None)
    return schema


def _correct(value: Any) -> None:
    """What Litestar writes and does not mean: examples of random text, others each time; `oneOf` for a union, whose
    members may well overlap."""
    if isinstance(value, dict):
        if isinstance(value.get("examples"), list):
            del value["examples"]
        if isinstance(value.get("oneOf"), list):
            value["anyOf"] = value.pop("oneOf")
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            _correct(each)


def _statuses() -> set[int]:
    return {each.status for each in TYPES.values()}


def _problem_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "title": "Problem",
        "description": "What went wrong, where, and how to mend it (RFC 9457).",
        "required": ["type", "title", "status"],
        "properties": {
            "type": {"type": "string", "description": "Stable: branch on it"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in ("key", "message", "source")},
                },
            },
        },
    }


def _problem_response(status: int) -> dict[str, Any]:
    kinds = {name: each for name, each in TYPES.items() if each.status == status}
    example = next(iter(kinds.values())).example
    return {
        "description": "; ".join(each.title for each in kinds.values()),
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }


def _snake(text: str) -> str:
    return re.sub(r"\W+", "_", text).lower()


_IDEMPOTENCY_KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Makes the request safe to repeat: for 24 hours the same key gives the answer of the first",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "example": "order-2041-twin",
}
