"""What is seen of the routes of plugins: failures that are their own, answers after a quarantine, and the trace."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response
from litestar.background_tasks import BackgroundTask

from vito_core.plugins.care import PluginCare
from vito_core.plugins.faults import is_fault
from vito_core.plugins.frames import Frame
from vito_core.web.problems import on_error

BEGAN, FRAME = "plugin_route_began", "plugin_route_frame"


def on_plugin_error(care: PluginCare, plugin: str) -> Callable[[Request[Any, Any, Any], Exception], Response[Any]]:
    """Answers as everywhere; what the caller is told as a failure of ours is counted after the answer."""

    def answer(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        response = on_error(request, error)
        if BEGAN not in request.scope["state"]:
            return response  # it ended before the plugin's handler, perhaps before anybody knew who asks
        care.watch.trace_route(plugin, _name(request), _began(request), error)
        passed_on = request.scope["state"][FRAME].passes_on(error)
        if (response.status_code or 0) >= 500 and is_fault(error) and not passed_on:
            response.background = BackgroundTask(care.watch.route_failed, request.auth.tenant, plugin, error)
        return response

    return answer


def after_plugin_answer(care: PluginCare, plugin: str) -> Callable[[Request[Any, Any, Any]], Awaitable[None]]:
    async def after(request: Request[Any, Any, Any]) -> None:
        care.watch.trace_route(plugin, _name(request), _began(request))
        await care.watch.route_answered(request.auth.tenant, plugin)

    return after


def begin(state: dict[str, Any]) -> None:
    """Notes in a request's state that a plugin's handler is about to be called."""
    state[BEGAN], state[FRAME] = time.perf_counter(), Frame.of_this_task()


def _began(request: Request[Any, Any, Any]) -> float:
    return float(request.scope["state"][BEGAN])


def _name(request: Request[Any, Any, Any]) -> str:
    return f"{request.method} {request.route_handler.handler_name}"
