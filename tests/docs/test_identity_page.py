"""docs/identity.md: its examples are run against a served API, its tables are the code's, its commands exist."""

import asyncio
import re
import shlex
from pathlib import Path

import pytest
import rich_click as click
import uvicorn

from tests.house import PLUGINS
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_contracts.tenancy import Role
from vito_core.cli import vito
from vito_core.events.types import CORE_TYPES
from vito_core.identity.permissions import PERMISSIONS
from vito_core.servers import oidc_from
from vito_core.testing import EngineOf, furnish
from vito_core.web.app import create_app

PAGE = (Path(__file__).parents[2] / "docs" / "identity.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks() -> list[tuple[str, str]]:
    """(commands, what they are said to print) of each bash block."""
    found: list[tuple[str, str]] = []
    for language, text in BLOCK.findall(PAGE):
        if language == "bash":
            found.append((text, ""))
        elif language == "text":
            found[-1] = (found[-1][0], text)
    return found


def pattern(expected: str) -> re.Pattern[str]:
    lines = [re.escape(line).replace("…", ".*") for line in expected.strip().splitlines()]
    return re.compile(".*".join(lines), re.DOTALL)


async def test_the_examples_run_and_print_what_the_page_says(engine_of: EngineOf, tmp_path):
    engine = await engine_of(*PLUGINS)
    acme = await furnish(engine, "acme")
    deployment = new_id()
    async with engine.pools.within(acme.scope.tenant) as connection:
        await connection.execute(
            "insert into core.deployments (tenant_id, id, binding, type) values ($1, $2, $3, 'EMBEDDED_WIDGET')",
            acme.scope.tenant,
            deployment,
            acme.bindings[Module.CUSTOMER_SUPPORT].binding,
        )
    server = uvicorn.Server(uvicorn.Config(create_app(engine), port=0, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(10):
            while not server.started:
                await asyncio.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        given = f"set -euo pipefail\nurl=http://127.0.0.1:{port}\nkey={acme.key}\ndeployment={deployment}\n"
        parts = (f"{{\n{text}}} > {number}.txt 2>&1\n" for number, (text, _) in enumerate(blocks()))
        process = await asyncio.create_subprocess_exec("bash", "-c", given + "".join(parts), cwd=tmp_path)
        async with asyncio.timeout(60):
            code = await process.wait()
    finally:
        server.should_exit = True
        await serving
    printed = [path.read_text() for path in sorted(tmp_path.glob("*.txt"), key=lambda path: int(path.stem))]
    assert code == 0, printed
    for (commands, expected), output in zip(blocks(), printed, strict=True):
        assert pattern(expected).search(output), f"{commands}\nsays: {expected}\nprints: {output}"


@pytest.mark.parametrize(
    "line", [line for language, text in BLOCK.findall(PAGE) if language == "sh" for line in text.splitlines()]
)
def test_the_commands_parse(line: str):
    _, group, name, *arguments = shlex.split(line)
    found = vito.commands[group]
    assert isinstance(found, click.Group)
    found.commands[name].make_context(name, arguments)


def test_every_role_and_event_has_its_place():
    assert {row for row in re.findall(r"^\| `(\w+_?\w*)` \|", PAGE, re.MULTILINE) if row in set(Role)} == set(Role)
    own = {each.name for each in CORE_TYPES if each.payload.__module__ == "vito_contracts.identity_events"}
    table = PAGE.partition("## What the log tells")[2]
    assert own <= set(re.findall(r"`([a-z_]+\.[a-z_]+)`", table))


def test_what_the_page_says_of_the_roles_is_so():
    security = {"keys:read", "users:read", "webhooks:read"}
    for role in (Role.EDITOR, Role.APPROVER, Role.VIEWER):
        assert not PERMISSIONS[role] & security
    assert security <= PERMISSIONS[Role.AUDITOR]
    for role in (Role.AUDITOR, Role.VIEWER):
        assert not [each for each in PERMISSIONS[role] if each.endswith(":write")]
    assert "platform:write" not in PERMISSIONS[Role.TENANT_ADMIN]


def test_the_variables_are_those_that_are_read():
    assert oidc_from.__doc__ is not None
    named = set(re.findall(r"`(VITO_[A-Z_]+)`", PAGE))
    assert named == {"VITO_OIDC_ISSUER", "VITO_OIDC_CLIENT_ID", "VITO_OIDC_CLIENT_SECRET", "VITO_PUBLIC_URL"}
    assert all(name in oidc_from.__doc__ for name in named)
