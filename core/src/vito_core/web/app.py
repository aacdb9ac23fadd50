"""The Litestar application."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator
from typing import Any

from litestar import Litestar, Router, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import DefineMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from vito_core import __version__
from vito_core.engine import Engine
from vito_core.identity.permissions import PLUGIN_ROUTES
from vito_core.web.auth import KeyAuthentication, authorised, provide_within
from vito_core.web.controllers import (
    admin,
    approvals,
    conversations,
    effects,
    end_users,
    events,
    inbound,
    journeys,
    keys,
    knowledge,
    plugins,
    sessions,
    stops,
    subjects,
    usage,
    users,
    webhooks,
)
from vito_core.web.limiting import Failures, FloodGuard, Limiting
from vito_core.web.plugin_routes import after_plugin_answer, begin, on_plugin_error
from vito_core.web.problems import EXCEPTION_HANDLERS

BODY_LIMIT = 10 * 1024 * 1024


@get("/health", exclude_from_auth=True, include_in_schema=True, summary="Is it up?", tags=["health"])
async def health(state: State) -> dict[str, str]:
    engine: Engine = state.engine
    async with engine.pools.without_tenant() as connection:
        await connection.fetchval("select 1")
    return {"status": "ok", "version": __version__}


async def _warm(engine: Engine) -> None:
    """What the first request would wait for is fetched now; then everything loaded is taken out of the garbage
    collector's rounds: a full one over the libraries' objects took 60 ms, in the middle of somebody's turn."""
    await engine.warm()
    gc.collect()
    gc.freeze()


def provide_engine(state: State) -> Engine:
    engine: Engine = state.engine
    return engine


def create_app(engine: NamedDependency[Engine]) -> Litestar:
    """`engine` has loaded its plugins; it is opened and closed with the application."""
    if engine.contributions is None:
        engine.load()

    @contextlib.asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        await engine.open()
        stop = asyncio.Event()
        recovery = asyncio.create_task(engine.recover_turns(stop))
        metering = asyncio.create_task(engine.keep_metering(stop))
        warming = asyncio.create_task(_warm(engine))
        try:
            yield
        finally:
            stop.set()
            warming.cancel()
            await asyncio.gather(recovery, metering, warming, return_exceptions=True)
            await engine.close()

    app = Litestar(
        route_handlers=[
            health,
            admin.tenants,
            admin.twins,
            admin.grants,
            admin.bindings,
            plugins.router,
            plugins.platform,
            plugins.pending,
            events.router,
            knowledge.router,
            conversations.router,
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
            *_plugin_routers(engine),
        ],
        lifespan=[lifespan],
        middleware=[
            *_flood_guard(engine),
            DefineMiddleware(KeyAuthentication),
            Limiting,
        ],
        guards=[authorised],
        dependencies={
            "engine": Provide(provide_engine, sync_to_thread=False),
            "within": Provide(provide_within),
        },
        exception_handlers=EXCEPTION_HANDLERS,
        openapi_config=OpenAPIConfig(
            title="ViTo twin engine",
            version=__version__,
            openapi_router=Router("/v1/openapi", route_handlers=[], opt={"resource": "openapi"}),
            components=Components(security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}),
            security=[{"key": []}],
        ),
        request_max_body_size=BODY_LIMIT,
        logging_config=None,
    )
    app.state.engine = engine
    return app


def _flood_guard(engine: NamedDependency[Engine]) -> list[DefineMiddleware]:
    per_minute = engine.settings.failures_per_minute
    return [DefineMiddleware(FloodGuard, failures=Failures(per_minute))] if per_minute else []


def _plugin_routers(engine: NamedDependency[Engine]) -> list[Router]:
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
            # As if it did not exist: what a tenant has not enabled is nobody's business.
            raise NotFoundException("there is nothing here")
        begin(connection.scope["state"])

    return guard
