"""The layers that every request passes before its route, for what comes later over an open WebSocket."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException
from litestar.types import Receive, Scope, Send

from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.web.auth import permit
from vito_core.web.denied import note_denial
from vito_core.web.request_ids import CODE, ID


class _Opt(msgspec.Struct, frozen=True):
    """In the place of a route: the layers ask for nothing but its options."""

    opt: dict[str, Any] = {}


class Admitted(msgspec.Struct, frozen=True):
    """`payer`: whose use is counted."""

    within: TenantScope
    payer: UUID


class Door:
    """`layers`: the application's own, outermost first: floods, authentication, limits."""

    def __init__(self, layers: Sequence[Any]) -> None:
        self._layers = tuple(layers)

    async def admit(self, scope: Any, authorization: bytes, needed: str) -> Admitted:
        """As if a request of its own had come. Raises what they raise, and `PermissionDeniedException`."""
        headers = [each for each in scope["headers"] if each[0] not in (b"authorization", b"cookie")]
        asked: Any = {
            **scope,
            "headers": [*headers, (b"authorization", authorization)],
            "route_handler": _Opt(),
            # Of its own: Litestar keeps there what it has read of the headers before.
            "state": {name: value for name, value in scope["state"].items() if name in (CODE, ID)},
        }
        app: Any = _passed
        for layer in reversed(self._layers):
            app = layer(app=app)
        try:
            await app(asked, _nothing, _nothing)
        except HTTPException as error:
            engine: Engine = scope["litestar_app"].state.engine
            note_denial(engine.identity.denials, asked.get("auth"), error)
            raise
        permit(ASGIConnection(asked), needed)
        return Admitted(within=asked["auth"], payer=asked["user"].payer)


async def _passed(scope: Scope, receive: Receive, send: Send) -> None:
    """Behind the last layer."""


async def _nothing(*_: Any) -> Any:
    """Neither is anything read, nor answered."""
