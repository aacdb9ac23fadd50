"""Knowledge: ingest documents, or a folder of the server with progress as a stream."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, Router, post
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody
from litestar.response import ServerSentEvent, ServerSentEventMessage

from vito_contracts.capabilities import Document, IngestReport, KnowledgeBase, Source
from vito_contracts.errors import InvalidInput
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.identity.permissions import covers
from vito_core.web.depends import TheEngine, Within
from vito_core.web.problems import problem_of
from vito_core.web.shapes import IngestBody

ALL_FOLDERS = "platform:write"
BODY_LIMIT = 10 * 1024 * 1024
"""Bytes of one request: a few documents. More of them come in several requests."""


@post(
    "/",
    operation_id="ingest_knowledge",
    status_code=200,
    request_max_body_size=BODY_LIMIT,
    responses={200: ResponseSpec(IngestReport, generate_examples=False, description="What was taken in")},
    summary="Ingest documents into a corpus; with Accept: text/event-stream the progress is streamed",
)
async def ingest(
    engine: TheEngine,
    within: Within,
    request: Request[Any, Any, Any],
    data: JSONBody[IngestBody],
) -> Response[Any]:
    knowledge = await engine.capabilities.of(within, KnowledgeBase)
    source = await _source(engine, request, data)
    if "text/event-stream" in request.headers.get("accept", ""):
        return ServerSentEvent(_progress(knowledge, within, source))
    return Response(await knowledge.ingest(within, source))


async def _progress(
    knowledge: KnowledgeBase, within: TenantScope, source: Source
) -> AsyncIterator[ServerSentEventMessage]:
    queue: asyncio.Queue[tuple[int, int, str] | None] = asyncio.Queue()

    async def run() -> IngestReport:
        try:
            return await knowledge.ingest(
                within, source, lambda done, total, path: queue.put_nowait((done, total, path))
            )
        finally:
            queue.put_nowait(None)

    task = asyncio.create_task(run())
    while (step := await queue.get()) is not None:
        done, total, path = step
        yield _message("progress", {"done": done, "total": total, "path": path})
    try:
        yield _message("report", await task)
    except Exception as error:
        yield _message("problem", problem_of(error))


def _message(event: str, data: Any) -> ServerSentEventMessage:
    return ServerSentEventMessage(data=msgspec.json.encode(data).decode(), event=event)


async def _source(engine: Engine, request: Request[Any, Any, Any], data: IngestBody) -> Source:
    if (data.folder is None) == (not data.documents):
        raise InvalidInput("give either documents or a folder")
    if data.folder is None:
        return Source(corpus=data.corpus, documents=tuple(Document(path=d.path, text=d.text) for d in data.documents))
    return Source(corpus=data.corpus, folder=_folder(data.folder, await _roots(engine, request)))


async def _roots(engine: Engine, request: Request[Any, Any, Any]) -> list[Path]:
    """What the caller may read from: the platform every ingest root, a tenant its own folder in each."""
    roots = engine.settings.ingest_roots
    if not roots or covers(request.user.permissions, ALL_FOLDERS):
        return list(roots)
    own = await engine.records.tenants.own(request.auth)
    return [root / name for root in roots for name in (own.slug, str(own.id))]


def _folder(asked: str, roots: list[Path]) -> Path:
    with contextlib.suppress(OSError, RuntimeError):  # a name that is too long, links in a circle
        folder = Path(asked).resolve()
        if any(folder.is_relative_to(root.resolve()) for root in roots) and folder.is_dir():
            return folder
    # One error for what is not there and what is somebody else's: nobody learns which folders there are.
    raise InvalidInput("folder: not a folder that this tenant may read on the server; send documents instead")


router = Router("/v1/knowledge", route_handlers=[ingest], opt={"resource": "knowledge"}, tags=["knowledge"])
