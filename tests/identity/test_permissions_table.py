"""Every route names what it needs, and every role gets exactly what the table says: all routes, all roles."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

import pytest
from litestar.handlers import HTTPRouteHandler, WebsocketRouteHandler

from tests.house import PLUGINS
from tests.identity.house import House, house_of
from vito_contracts.tenancy import Role
from vito_core.cli import keys
from vito_core.identity.end_users import TALKS
from vito_core.identity.permissions import PERMISSIONS, covers
from vito_core.identity.sessions import OWN_SESSION
from vito_core.web.app import create_app
from vito_core.web.auth import permission_of

OPEN = {
    "GET /metrics",  # asks for a token or a key by itself
    "POST /v1/sessions",
    "GET /v1/sessions/oidc/start",
    "GET /v1/sessions/oidc/callback",
    "POST /v1/invitations/accept",
}
"""Routes that answer whoever asks, beside those below /health."""
VALUES = {"uuid": lambda: str(uuid4()), "int": lambda: "1"}


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("table"), *PLUGINS) as made:
        yield made


def routes(house: House) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(method, path, opt) of every HTTP route; a WebSocket's is checked for its name only."""
    for route in create_app(house.engine).routes:
        for handler in getattr(route, "route_handlers", ()) or [getattr(route, "route_handler", None)]:
            if isinstance(handler, HTTPRouteHandler):
                for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
                    yield method, route.path, handler.opt
            elif isinstance(handler, WebsocketRouteHandler):
                yield "WEBSOCKET", route.path, handler.opt


def filled(path: str) -> str:
    return re.sub(r"{\w+:(\w+)}", lambda found: VALUES.get(found[1], lambda: "unknown")(), path)


async def test_every_route_names_what_it_needs(house):
    known = {each for held in PERMISSIONS.values() for each in held} | TALKS | OWN_SESSION
    found = list(routes(house))
    assert len(found) > 60
    nameless, unheard = [], []
    for method, path, opt in found:
        if opt.get("exclude_from_auth"):
            assert f"{method} {path}" in OPEN or path.startswith("/health"), f"{method} {path} answers anybody"
            continue
        needed = permission_of(opt, method)
        if needed is None:
            nameless.append(f"{method} {path}")
        elif not covers(frozenset(known), needed):
            unheard.append(f"{method} {path} needs {needed}")
    assert (nameless, unheard) == ([], [])


@pytest.mark.parametrize("role", list(Role))
async def test_a_role_is_let_in_where_the_table_says_and_nowhere_else(house, role):
    tenant = await house.tenant()
    key = await house.engine.tenancy.add_key(tenant.scope.tenant, str(role), role)
    wrong = []
    for method, path, opt in routes(house):
        needed = permission_of(opt, method)
        if opt.get("exclude_from_auth") or needed is None or method == "WEBSOCKET":
            continue
        answer = await tenant.call(method, filled(path), {} if method != "GET" else None, by=key)
        refused = answer.status_code == 403 and f"needs the permission {needed}" in answer.text
        if refused is covers(PERMISSIONS[role], needed):
            wrong.append(f"{method} {path} ({needed}): {answer.status_code} {answer.text[:100]}")
    assert wrong == []


async def test_without_a_credential_nothing_else_answers(house):
    for method, path, opt in routes(house):
        if not opt.get("exclude_from_auth") and method != "WEBSOCKET":
            answer = await house.client.request(method, filled(path), json={})
            assert (answer.status_code, answer.headers.get("www-authenticate")) == (401, "Bearer"), (method, path)


def test_the_command_knows_every_role():
    assert set(keys.ROLES) == set(Role)
