"""The Litestar application."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Callable
from typing import Any

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import DefineMiddleware
from litestar.types import ASGIApp, ControllerRouterHandler, Middleware

from vito_core.engine import Engine
from vito_core.identity.permissions import PLUGIN_ROUTES
from vito_core.telemetry.requests import Observed
from vito_core.web.auth import KeyAuthentication, authorised, provide_within
from vito_core.web.bodies import DEFAULT_LIMIT, Bodies
from vito_core.web.controllers import (
    alerts,
    approvals,
    bindings,
    brands,
    contracts,
    conversation_stream,
    conversations,
    deployments,
    effects,
    end_users,
    events,
    grants,
    health,
    inbound,
    journeys,
    keys,
    knowledge,
    monitoring,
    plugins,
    sessions,
    stops,
    subjects,
    talents,
    tenants,
    twins,
    usage,
    users,
    webhooks,
)
from vito_core.web.cors import AllowedOrigins
from vito_core.web.door import Door
from vito_core.web.edge import Edge
from vito_core.web.idempotency import Idempotency, keep_forgetting
from vito_core.web.limiting import Failures, FloodGuard, Limiting
from vito_core.web.openapi import openapi_config
from vito_core.web.plugin_routes import after_plugin_answer, begin, on_plugin_error
from vito_core.web.problems import EXCEPTION_HANDLERS


async def _warm(engine: Engine) -> None:
    """What the first request would wait for is fetched now; then everything loaded is taken out of the garbage
    collector's rounds: a full one over the libraries' objects took 60 ms, in the middle of somebody's turn."""
    await engine.warm()
    gc.collect()
    gc.freeze()


def provide_engine(state: State) -> Engine:
    engine: Engine = state.engine
    return engine


ROUTES: tuple[ControllerRouterHandler, ...] = (
    health.router,
    health.scraping,
    alerts.router,
    monitoring.platform_router,
    monitoring.monitoring,
    tenants.router,
    talents.router,
    contracts.router,
    brands.router,
    twins.router,
    grants.router,
    bindings.router,
    deployments.router,
    plugins.router,
    plugins.platform,
    plugins.pending,
    events.router,
    knowledge.router,
    conversations.router,
    conversation_stream.stream,
    inbound.router,
    journeys.router,
    subjects.router,
    effects.router,
    stops.router,
    approvals.router,
    keys.router,
    users.router,
    users.accept_invitation,
    sessions.router,
    end_users.issue_token,
    end_users.router,
    webhooks.router,
    usage.router,
)
"""Those of the core; the plugins' come from what is installed."""


def create_app(engine: Engine) -> Litestar:
    """`engine` has loaded its plugins; it is opened and closed with the application."""
    if engine.contributions is None:
        engine.load()
    # OPTIONS tells what a path takes, and that is told to those who may read it.
    authentication = DefineMiddleware(KeyAuthentication, exclude_http_methods=())
    door: list[Middleware] = [*_flood_guard(engine), authentication, Limiting]
    app = Litestar(
        route_handlers=[*ROUTES, *_plugin_routers(engine)],
        lifespan=[_lifespan(engine)],
        middleware=[*door, Bodies, DefineMiddleware(Idempotency, answers=engine.answers)],
        guards=[authorised],
        dependencies={
            "engine": Provide(provide_engine, sync_to_thread=False),
            "within": Provide(provide_within),
        },
        exception_handlers=EXCEPTION_HANDLERS,
        openapi_config=openapi_config(),
        request_max_body_size=DEFAULT_LIMIT,
        logging_config=None,
    )
    app.state.engine = engine
    app.state.door = Door(door)
    app.asgi_handler = _wrapped(app.asgi_handler, engine)
    return app


def _lifespan(engine: Engine) -> Callable[[Litestar], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        await engine.open()
        stop = asyncio.Event()
        recovery = asyncio.create_task(engine.recover_turns(stop))
        forgetting = asyncio.create_task(keep_forgetting(engine.answers, stop))
        metering = asyncio.create_task(engine.keep_metering(stop))
        warming = asyncio.create_task(_warm(engine))
        try:
            yield
        finally:
            engine.draining = True
            stop.set()
            warming.cancel()
            await asyncio.gather(recovery, forgetting, metering, warming, return_exceptions=True)
            await engine.close()

    return lifespan


def _wrapped(app: ASGIApp, engine: Engine) -> ASGIApp:
    # Outermost what names the request: the line that is logged of it says its id.
    return Edge(Observed(app, engine.telemetry), AllowedOrigins(engine.pools))


def _flood_guard(engine: Engine) -> list[DefineMiddleware]:
    per_minute = engine.settings.failures_per_minute
    return [DefineMiddleware(FloodGuard, failures=Failures(per_minute))] if per_minute else []


def _plugin_routers(engine: Engine) -> list[Router]:
    assert engine.contributions is not None
    return [
        Router(
            path=f"/v1/x/{plugin}",
            route_handlers=list(routes.handlers),
            guards=[_gate_guard(plugin)],
            exception_handlers={Exception: on_plugin_error(engine.care, plugin)},
            after_response=after_plugin_answer(engine.care, plugin),
            opt={"resource": f"{PLUGIN_ROUTES}.{plugin}"},
            tags=[plugin],
        )
        for plugin, routes in engine.contributions.routes
    ]


def _gate_guard(plugin: str) -> Any:
    async def guard(connection: Any, _: BaseRouteHandler) -> None:
        engine: Engine = connection.app.state.engine
        if plugin not in await engine.gate.effective(connection.auth.tenant):
            engine.telemetry.metrics.gate_refusals.labels(plugin, "route").inc()
            # As if it did not exist: what a tenant has not enabled is nobody's business.
            raise NotFoundException("there is nothing here")
        begin(connection.scope["state"])

    return guard
