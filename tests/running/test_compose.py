"""compose.yaml, looked at and not run: its commands are ours, its variables are read, its secrets exist."""

import ipaddress
import re
from pathlib import Path

import pytest
import rich_click as click
import yaml

from vito_core.cli import vito
from vito_core.journeys.model import ATTRIBUTE, SEARCH_ATTRIBUTES
from vito_core.keyring.master import NAME, PREVIOUS
from vito_core.servers import PLAIN, PROXIES, SECRETS, WORKER_ADDRESS

ROOT = Path(__file__).parents[2]
FILE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = FILE["services"]
OURS = {name: each for name, each in SERVICES.items() if each.get("build")}
SECRET_NAMES = (*SECRETS, NAME, PREVIOUS)
READ = {*PLAIN, *SECRET_NAMES, *(f"{name}_FILE" for name in SECRET_NAMES)}


def test_there_are_two_api_processes_a_worker_and_a_dispatcher():
    roles = {each["command"][2] for each in OURS.values() if each["command"][0] == "serve"}
    assert roles == {"api", "worker", "dispatcher"}
    assert SERVICES["api"]["deploy"]["replicas"] == 2


@pytest.mark.parametrize("service", OURS)
def test_its_command_is_one_that_we_have(service: str):
    command, words = vito, list(OURS[service]["command"])
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    command.make_context("vito", words)  # raises for an option that there is not


@pytest.mark.parametrize("service", OURS)
def test_every_variable_is_read_and_every_secret_is_there(service: str):
    each = OURS[service]
    assert set(each["environment"]) <= READ
    for name, value in each["environment"].items():
        if name.endswith("_FILE"):
            assert value.removeprefix("/run/secrets/") in each["secrets"]
        assert "password" not in str(value).lower() or name.endswith("_FILE"), "no secret stands in the file"


def test_what_services_name_is_declared():
    for each in SERVICES.values():
        assert set(each.get("secrets", ())) <= set(FILE["secrets"])
        volumes = {text.split(":")[0] for text in each.get("volumes", ())}
        assert all(name in FILE["volumes"] or (ROOT / name).exists() for name in volumes)
        depends = each.get("depends_on", ())
        assert set(depends) <= set(SERVICES)
        for other in depends:
            condition = depends[other]["condition"] if isinstance(depends, dict) else "service_started"
            assert condition != "service_healthy" or "healthcheck" in SERVICES[other]


def test_only_the_one_that_migrates_knows_the_owner():
    knowing = [name for name, each in OURS.items() if "database_url" in each["secrets"]]
    assert knowing == ["prepare"]


def test_temporal_knows_the_search_attribute():
    assert f"{ATTRIBUTE}={SEARCH_ATTRIBUTES[ATTRIBUTE]}" in SERVICES["temporal"]["command"]


@pytest.mark.parametrize("service", [name for name, each in OURS.items() if each["command"][0] == "serve"])
def test_what_it_logs_is_the_containers_log(service: str):
    words = OURS[service]["command"]
    assert words[words.index("--log-to") + 1] == "stderr"


@pytest.mark.parametrize("service", ["worker", "dispatcher"])
def test_a_scraper_in_another_container_reaches_it_and_nobody_outside(service: str):
    assert OURS[service]["environment"][WORKER_ADDRESS].startswith("0.0.0.0:")
    assert "ports" not in OURS[service]


def test_the_proxy_and_nobody_else_is_believed():
    address = SERVICES["proxy"]["networks"]["edge"]["ipv4_address"]
    assert SERVICES["api"]["environment"][PROXIES] == address
    assert "edge" in SERVICES["api"]["networks"]
    (edge,) = FILE["networks"]["edge"]["ipam"]["config"]
    assert ipaddress.ip_address(address) in ipaddress.ip_network(edge["subnet"])
    assert ipaddress.ip_address(address) not in ipaddress.ip_network(edge["ip_range"]), "no other container gets it"
    assert [name for name, each in SERVICES.items() if "edge" in each.get("networks", ())] == ["proxy", "api"]


def test_a_stop_leaves_time_to_drain():
    # 3 s not ready, 20 s to drain, 5 s beyond
    assert int(re.sub(r"\D", "", OURS["api"]["stop_grace_period"])) > 28


def test_the_image_runs_what_setup_makes():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert any(line.startswith("RUN python tools/setup_env.py") for line in lines)
    assert 'ENTRYPOINT ["vito"]' in lines
    assert any(line.startswith("USER ") and "root" not in line for line in lines)
    assert "secrets" in (ROOT / ".dockerignore").read_text().split()
