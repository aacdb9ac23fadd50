"""Guards run on every request; a plain function among them would be sent to a thread each time."""

import inspect

from tests.house import PLUGINS
from vito_core.testing import EngineOf
from vito_core.web.app import create_app


async def test_every_guard_is_a_coroutine(engine_of: EngineOf):
    engine = await engine_of(*PLUGINS)
    app = create_app(engine)
    guarded = {
        (route.path, getattr(guard, "func", guard))
        for route in app.routes
        for handler in getattr(route, "route_handlers", ())
        for guard in handler.resolve_guards()
    }
    assert len(guarded) > 20
    assert {path for path, guard in guarded if not inspect.iscoroutinefunction(guard)} == set()
