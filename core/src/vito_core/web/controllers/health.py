"""Health, for whoever runs the process, and metrics, for whoever watches it."""

import hmac
from typing import Any

from litestar import Response, Router, get
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler
from litestar.openapi.datastructures import ResponseSpec

from vito_core import __version__
from vito_core.engine import Engine
from vito_core.telemetry.exposition import MEDIA_TYPE
from vito_core.telemetry.health import Readiness
from vito_core.web.auth import KeyAuthentication, permit
from vito_core.web.problems import MEDIA_TYPE as PROBLEM
from vito_core.web.problems import Problem

NEEDED = "platform:read"


@get("/", summary="Is it up?")
async def health(state: State) -> dict[str, str]:
    engine: Engine = state.engine
    async with engine.pools.without_tenant() as connection:
        await connection.fetchval("select 1")
    return {"status": "ok", "version": __version__}


@get("/live", summary="Does the process answer? It asks nobody else; where it does not answer, start it anew")
async def live() -> dict[str, str]:
    return {"status": "ok", "version": __version__}


@get(
    "/ready",
    summary="May it be sent work? 503 where the database is away, its schema is behind, or it is ending",
    responses={503: ResponseSpec(Readiness, description="It should get no work now")},
)
async def ready(state: State) -> Response[Readiness]:
    engine: Engine = state.engine
    found = await engine.health.ready()
    return Response(found, status_code=200 if found.ready else 503)


async def may_scrape(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """The scraper's token, or a key that holds `platform:read`."""
    engine: Engine = connection.app.state.engine
    token = engine.settings.metrics_token
    given = connection.headers.get("authorization", "").partition(" ")[2].strip()
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return
    found = await KeyAuthentication(connection.app).authenticate_request(connection)
    connection.scope["user"], connection.scope["auth"] = found.user, found.auth
    permit(connection, NEEDED)


_REFUSALS = {
    401: ResponseSpec(Problem, description="No key or token", media_type=PROBLEM),
    403: ResponseSpec(Problem, description="Neither the scraper nor the platform", media_type=PROBLEM),
}


@get(
    "/metrics",
    summary="Prometheus metrics of this engine",
    media_type=MEDIA_TYPE,
    guards=[may_scrape],
    needs=NEEDED,
    tries=(401,),
    problems=(429,),
    responses=_REFUSALS,
)
async def metrics(state: State) -> Response[bytes]:
    engine: Engine = state.engine
    return Response(await engine.exposition.render(), media_type=MEDIA_TYPE)


router = Router("/health", route_handlers=[health, live, ready], opt={"exclude_from_auth": True}, tags=["health"])
scraping = Router("/", route_handlers=[metrics], opt={"exclude_from_auth": True}, tags=["health"])
