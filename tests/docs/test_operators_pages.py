"""The pages for operators: their commands exist, their variables are read, their script makes what is needed."""

import re
import subprocess
from pathlib import Path

import pytest
import rich_click as click

from vito_core.bootstrap_model import ADOPT
from vito_core.cli import vito
from vito_core.keyring.master import NAME, PREVIOUS, MasterKey
from vito_core.servers import PLAIN, SECRETS, from_environment

ROOT = Path(__file__).parents[2]
PAGES = {
    name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("operators", "production", "backup")
}
COMMAND = re.compile(r"(?:`|^)vito ([a-z][^`\n]*)", re.MULTILINE)
VARIABLE = re.compile(r"VITO_[A-Z_]+[A-Z]")
COMMANDS = sorted({(page, words) for page, text in PAGES.items() for words in COMMAND.findall(text)})


@pytest.mark.parametrize(("page", "words"), COMMANDS)
def test_commands_and_their_options_exist(page: str, words: str):
    command: click.Command = vito
    for word in words.split():
        if isinstance(command, click.Group):
            command = command.commands[word]
        elif word.startswith("--"):
            assert word in {option for each in command.params for option in each.opts}, word


def test_every_variable_is_read_and_those_of_servers_are_explained():
    read = {*SECRETS, *PLAIN, NAME, PREVIOUS, ADOPT, "VITO_PLUGINS"}
    named = {name.removesuffix("_FILE") for text in PAGES.values() for name in VARIABLE.findall(text)}
    assert named <= read
    told = PAGES["production"].replace("`…_CERT`, `…_KEY`, `…_SERVER_NAME`", "VITO_TEMPORAL_TLS_{CERT,KEY,SERVER_NAME}")
    for name in (*SECRETS, *PLAIN):
        assert name in told or name.rpartition("_TLS_")[2] in told


def test_the_first_start_makes_secrets_that_fit(tmp_path: Path):
    block = re.search(r"```sh\n(.*?)```", PAGES["production"], re.DOTALL)
    assert block is not None
    script = "\n".join(line for line in block[1].splitlines() if not line.startswith("docker"))
    subprocess.run(["sh", "-euc", script], cwd=tmp_path, check=True)
    files = {path.name: path for path in (tmp_path / "secrets").iterdir()}
    names = {"VITO_DATABASE_URL": "database_url", "VITO_APP_PASSWORD": "app_password"}
    names |= {"VITO_DISPATCHER_PASSWORD": "dispatcher_password", "VITO_PLATFORM_KEY": "platform_key"}
    outside = from_environment({f"{name}_FILE": str(files[file]) for name, file in names.items()})
    assert outside.logins is not None
    assert files["postgres_password"].read_text() in outside.database_url
    assert len(outside.platform_key) == 69
    MasterKey.parse(files["master_key"].read_text(), NAME)
