"""A served engine: what its two processes tell, at one address, in their logs, and on the command line."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from vito_core.cli import vito
from vito_core.home import Home
from vito_core.names import PLATFORM
from vito_core.supervisor import Supervisor, Tuning

NAME = "Priya Raman-Planted"
SECONDS = 20


class Served:
    def __init__(self, home: Home, url: str, key: str) -> None:
        self.home = home
        self.http = httpx.Client(base_url=url, headers={"authorization": f"Bearer {key}"}, timeout=SECONDS)

    def command(self, *arguments: str) -> str:
        done = CliRunner().invoke(vito, [*arguments, "--home", str(self.home.folder)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def log(self, process: str) -> list[dict]:
        return [json.loads(line) for line in (self.home.folder / f"{process}.log").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("served")
    plugins = folder / "plugins.toml"
    plugins.write_text("[plugins.knowledge]\n[plugins.conversation]\n", encoding="utf-8")
    home = Home(folder / "home")
    with home.in_use() as state:
        supervisor = Supervisor(home, state, Tuning(plugins_file=plugins))
        try:
            address = supervisor.start()
            made = Served(home, address.url, state.keys[PLATFORM])
            with made.http:
                yield made
        finally:
            supervisor.stop()


def test_one_address_shows_what_both_processes_count(served: Served):
    assert served.http.get("/health/live").json()["status"] == "ok"
    assert served.http.get("/health/ready").json()["status"] == "ok"
    text = served.http.get("/metrics").text
    assert 'vito_http_request_seconds_count{method="GET",route="/health/ready",status="200"}' in text
    assert 'vito_alerts_open{kind="partitions_ahead"' not in text
    assert "vito_database_up 1.0" in text
    counted = {path.name.partition("_")[2] for path in (served.home.folder / "metrics").iterdir()}
    assert len(counted) >= 2, "files of two processes"
    assert str(os.getpid()) not in str(counted)


def test_the_archive_job_runs_in_the_worker_and_is_told(served: Served):
    preview = json.loads(served.command("archive", "run", "--dry-run", "--json"))
    assert (preview["conversations"], preview["tenants"]) == (0, 0)
    run = json.loads(served.command("archive", "run", "--wait", str(SECONDS), "--json"))
    assert run["completed_at"] is not None
    (alert,) = json.loads(served.command("alerts", "list", "--json"))["alerts"]
    assert (alert["kind"], alert["level"], alert["thing"]) == ("archive_completed", "info", run["id"])
    assert "archive_completed" in served.command("alerts", "list")
    assert "resolved" in served.command("alerts", "acknowledge", alert["id"])
    assert json.loads(served.command("alerts", "list", "--json"))["alerts"] == []
    assert any(line["event"] == "archive.completed" and line["run"] == run["id"] for line in served.log("worker"))


def test_both_logs_hold_one_schema_and_nobodys_name(served: Served):
    served.http.get(f"/v1/contacts?author={NAME}")
    served.http.get(f"/nowhere/{NAME}")
    # A request's line is written once its answer is out.
    deadline = time.monotonic() + SECONDS
    while not any(line.get("status") == 404 for line in served.log("api")):
        assert time.monotonic() < deadline, "no line of the request that found nothing"
        time.sleep(0.05)
    lines = [*served.log("api"), *served.log("worker")]
    assert {line["process"] for line in lines} == {"api", "worker"}
    assert all({"event", "level", "time", "process", "version"} <= line.keys() for line in lines)
    assert [line["route"] for line in lines if line.get("status") == 404][-1] is None
    assert "Priya" not in json.dumps(lines)
