"""docs/api.md: its examples are run against a served API, its table of problems is the code's."""

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest

from tests.api.serving import served
from tests.house import PLUGINS
from vito_contracts.conversation import ConversationContext
from vito_contracts.modules import Module
from vito_core.testing import EngineOf, furnish
from vito_core.web.controllers import conversation_stream
from vito_core.web.problem_types import TYPES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
MARK = "-- block --"


def examples(language: str) -> list[tuple[str, str]]:
    """(what is run, what it is said to print) of each block of a language."""
    blocks = BLOCK.findall(PAGE)
    after = [text if kind == "text" else "" for kind, text in blocks[1:]] + [""]
    return [(text, told) for (kind, text), told in zip(blocks, after, strict=True) if kind == language]


async def printed(program: list[str], script: str, environment: dict[str, str]) -> list[str]:
    process = await asyncio.create_subprocess_exec(
        *program, script, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    async with asyncio.timeout(60):
        output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    return output.decode().split(MARK)


@pytest.mark.parametrize("language", ["bash", "python"])
async def test_the_examples_print_what_the_page_says(language: str, engine_of: EngineOf):
    engine = await engine_of(*PLUGINS)
    tenant = await furnish(engine, "one")
    binding = tenant.bindings[Module.MARKETING].binding
    # The page talks to both; each half of it runs on an engine of its own.
    for author in ("@ann", "@ben"):
        await engine.intake.open_conversation(tenant.scope, binding, "API", author, ConversationContext())
    async with served(engine) as port:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "clients" / "python" / "src"),
            "VITO_URL": f"http://127.0.0.1:{port}",
            "VITO_KEY": tenant.key,
            "VITO_BINDING": str(binding),
        }
        found = examples(language)
        if language == "bash":
            script = "set -eu\n" + f"\necho; echo '{MARK}'\n".join(text for text, _ in found)
            outputs = await printed(["bash", "-c"], script, environment)
        else:
            script = f"\nprint({MARK!r})\n".join(text for text, _ in found)
            outputs = await printed([sys.executable, "-c"], script, environment)
    for (commands, told), output in zip(found, outputs, strict=True):
        lines = [re.escape(line).replace("…", ".*") for line in told.strip().splitlines()]
        assert re.search(".*".join(lines), output, re.DOTALL), f"{commands}\nsays: {told}\nprints: {output}"


def test_the_table_of_problems_is_the_codes():
    rows = re.findall(r"^\| `([a-z-]+)` \| (\d+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [(each.name, str(each.status), each.mend) for each in TYPES.values()]


def test_the_close_codes_are_the_codes():
    told = {int(code) for code in re.findall(r"^\| (\d{4}) \|", PAGE, re.MULTILINE)}
    names = ["BINARY", "TOO_LARGE", "MALFORMED", "NO_KEY", "FORBIDDEN", "NOT_FOUND"]
    names += ["NO_KEY_IN_TIME", "TOO_MANY", "BROKEN", "UNAVAILABLE"]
    assert told == {getattr(conversation_stream, name) for name in names}
