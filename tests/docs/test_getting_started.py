"""docs/getting-started.md: its session is run as it stands against a served engine, its examples are read."""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import rich_click as click

from vito_contracts.contexts import ProductCatalog
from vito_core.cli import vito
from vito_core.demo.inputs import CommentLine, CustomerLine
from vito_core.embedded.processes import free_port

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "getting-started.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
SECONDS = 75
PORT = "8700"


def session() -> list[tuple[str, str]]:
    """(commands, what they are said to print) of each bash block."""
    found: list[tuple[str, str]] = []
    for language, text in BLOCK.findall(PAGE):
        if language == "bash":
            found.append((text, ""))
        elif language == "text":
            found[-1] = (found[-1][0], text)
    return found


def script(blocks: list[tuple[str, str]]) -> str:
    """Each block writes to a file of its own; whatever happens, the engine is stopped by its id."""
    begin = "set -euo pipefail\nserver=\ntrap 'exit 1' TERM\n"
    begin += "trap 'test -z \"$server\" || { kill $server || true; wait; }' EXIT\n"
    return begin + "".join(
        f"echo {number} > block\n{{\n{commands}}} > {number}.txt 2>&1\n"
        for number, (commands, _) in enumerate(blocks, start=1)
    )


def pattern(expected: str) -> re.Pattern[str]:
    """Lines of the page in their order; … stands for anything."""
    lines = [re.escape(line).replace("…", ".*") for line in expected.strip().splitlines()]
    return re.compile(".*".join(lines), re.DOTALL)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("session")
    text = script(session()).replace(PORT, str(free_port()))
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "VITO_PLUGINS": str(ROOT / "plugins.toml"),
    }
    process = subprocess.Popen(
        ["bash", "-c", text],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=SECONDS)
    block = (folder / "block").read_text().strip()
    reached = (folder / f"{block}.txt").read_text()
    assert process.returncode == 0, f"block {block}: {reached}\n{said}"
    return [(folder / f"{number}.txt").read_text() for number in range(1, len(session()) + 1)]


def test_the_session_runs_to_its_end(outputs: list[str]):
    assert len(outputs) == len(session()) > 10


def test_it_prints_what_the_page_says(outputs: list[str]):
    for (commands, expected), printed in zip(session(), outputs, strict=True):
        assert pattern(expected).search(printed), f"{commands}\nsays: {expected}\nprints: {printed}"


def test_examples_of_input_can_be_read():
    comment, customer, catalogue = (text for language, text in BLOCK.findall(PAGE) if language == "json")
    assert msgspec.json.decode(comment, type=CommentLine).author == "ann"
    assert msgspec.json.decode(customer, type=CustomerLine).enquiries
    assert msgspec.json.decode(catalogue, type=ProductCatalog).products[0].price.minor_units == 2900


@pytest.mark.parametrize("page", ["README.md", "docs/getting-started.md", "docs/reports.md", "docs/plugin-tutorial.md"])
def test_commands_that_are_only_shown_exist(page: str):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for language, text in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
        for line in text.replace("\\\n", " ").splitlines() if language == "sh" else ():
            words = shlex.split(line, comments=True)
            if words[:1] == ["make"]:
                assert words[1] in targets
                words = ["vito", *(word for each in words[1:] for word in each.removeprefix("ARGS=").split())]
            if words and words[0].endswith("vito"):
                known(words[1:])


def known(words: list[str]) -> None:
    """The command exists and has every option that is named."""
    command: click.Command = vito
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            return  # a make target that is no command of vito's
        command, words = found, words[1:]
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    free = any(isinstance(p, click.Argument) and p.nargs == -1 for p in command.params)
    assert free or {word for word in words if word.startswith("--")} <= options, f"{command.name}: {words}"
