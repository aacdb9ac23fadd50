"""A partner's wheel, installed and admitted beside an engine that serves on, loaded by its next start: a tenant uses
it over HTTP, while another tenant of the same engine sees nothing of it."""

import contextlib
import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from vito_core.embedded.processes import free_port

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "partner_plugin"
BOOKINGS = "/v1/x/appointments/bookings"
SETTINGS = "/v1/plugins/appointments/settings"
OFFLINE = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
SECONDS = 120


class Installation:
    """A home, a plugins.toml and a folder for what is installed beside the environment."""

    def __init__(self, folder: Path) -> None:
        self.home, self.overlay, self.plugins = folder / "home", folder / "overlay", folder / "plugins.toml"
        self.overlay.mkdir()
        shutil.copy(ROOT / "plugins.toml", self.plugins)
        self.environment = {**os.environ, "PYTHONPATH": str(self.overlay), "VITO_PLUGINS": str(self.plugins)}

    def run(self, *command: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, *map(str, command)], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def status(self) -> str | None:
        """As `vito plugins list` says it."""
        said = self.run("-c", "from vito_core.cli import main; main()", "plugins", "list", "--json")
        return next((each["status"] for each in json.loads(said)["plugins"] if each["id"] == "appointments"), None)

    @contextlib.contextmanager
    def serving(self) -> Iterator[httpx.Client]:
        port = free_port()
        command = [sys.executable, "-c", "from vito_core.cli import main; main()", "serve"]
        with (self.home.parent / "serve.log").open("ab") as log:
            server = subprocess.Popen(
                [*command, "--home", str(self.home), "--port", str(port)],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                wait_until(lambda: server.poll() is not None or answers(client))
                assert server.poll() is None, (self.home.parent / "serve.log").read_text()
                yield client
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(SECONDS)


def answers(client: httpx.Client) -> bool:
    try:
        return client.get("/health").is_success
    except httpx.TransportError:
        return False


def wait_until(done: Callable[[], Any]) -> None:
    deadline = time.monotonic() + SECONDS
    while not done():
        assert time.monotonic() < deadline, "it did not come to that in time"
        time.sleep(0.2)


class Tenant:
    """By its key; `binding`: of its twin, in marketing."""

    def __init__(self, client: httpx.Client, platform_key: str, slug: str) -> None:
        made = {"slug": slug, "name": slug.title(), "kind": "brand"}
        self.key = self.call(client, "POST", "/v1/tenants", made, key=platform_key)["key"]
        config = {"personality_profile": {"tone": "warm", "language": "en"}}
        twin = self.call(client, "POST", "/v1/twins", {"name": "Robin", "config": config})["id"]
        self.call(client, "POST", f"/v1/twins/{twin}/versions/1/approve")
        bound = {"name": "marketing", "module": "MARKETING", "twin": twin}
        self.binding = self.call(client, "POST", "/v1/bindings", bound)["id"]

    def ask(self, client: httpx.Client, method: str, path: str, body: Any = None, key: str = "") -> httpx.Response:
        return client.request(method, path, json=body, headers={"authorization": f"Bearer {key or self.key}"})

    def call(self, client: httpx.Client, method: str, path: str, body: Any = None, key: str = "") -> Any:
        answer = self.ask(client, method, path, body, key)
        assert answer.is_success, (path, answer.text)
        return answer.json()

    def comment(self, client: httpx.Client, text: str) -> Any:
        said = {
            "binding": self.binding,
            "id": text,
            "platform": "TWITTER",
            "post_id": "p",
            "author": "ann",
            "text": text,
        }
        return self.call(client, "POST", "/v1/interactions", said)


@pytest.fixture
def gateway() -> Iterator[Any]:
    """The one of the example's own tests."""
    server = runpy.run_path(str(EXAMPLE / "tests" / "conftest.py"))["Gateway"]()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def build(folder: Path) -> Path:
    """The wheel, from a copy: building leaves nothing behind in the repository."""
    source = shutil.copytree(EXAMPLE, folder / "source", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pip", "wheel", *OFFLINE, "--wheel-dir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_a_partners_wheel_joins_an_engine_that_serves_when_it_starts_again(tmp_path: Path, gateway: Any):
    installation = Installation(tmp_path)
    with installation.serving() as client:
        platform = (installation.home / "keys" / "vito-internal").read_text().strip()
        acme, other = Tenant(client, platform, "acme"), Tenant(client, platform, "other")
        acme.comment(client, "Before it was there")

        wheel = build(tmp_path)
        installation.run("-m", "pip", "install", *OFFLINE, "--target", installation.overlay, wheel)
        assert installation.status() == "installed, not admitted"
        with installation.plugins.open("a") as file:
            file.write(f'\n[plugins.appointments]\n[plugins.appointments.settings]\ngateway = "{gateway.url}"\n')
        assert installation.status() == "admitted"

        assert answers(client)
        assert "changed at the desk only" not in json.dumps(acme.comment(client, "Please cancel my appointment"))
        assert acme.ask(client, "GET", BOOKINGS).status_code == 404
        assert "appointments" not in {each["id"] for each in acme.call(client, "GET", "/v1/plugins")["items"]}

    with installation.serving() as client:
        listed = {each["id"]: each for each in acme.call(client, "GET", "/v1/plugins")["items"]}
        assert (listed["appointments"]["status"], listed["appointments"]["version"]) == ("active", "1.2.0")
        contact = acme.comment(client, "Hello there")["contact"]
        panel = acme.call(client, "GET", SETTINGS)
        assert set(panel["schema"]["properties"]) == {"text", "desk"}, "where messages go is the installation's to say"
        acme.call(client, "PUT", SETTINGS, {"values": {"desk": "Ring the harbour desk."}})
        assert acme.ask(client, "PUT", SETTINGS, {"values": {"gateway": "http://elsewhere"}}).status_code == 422
        assert "Ring the harbour desk." in json.dumps(acme.comment(client, "Please cancel the appointment"))
        assert "changed at the desk only" in json.dumps(other.comment(client, "Please cancel my appointment"))

        booked = acme.call(
            client, "POST", BOOKINGS, {"contact": contact, "place": "Quay 3", "at": "2026-05-04T15:30:00Z"}
        )
        wait_until(lambda: acme.call(client, "GET", BOOKINGS)["items"][0]["state"] == "confirmed")
        assert [message["to"] for message in gateway.messages.values()] == ["ann"]
        effects = [each["id"] for each in acme.call(client, "GET", "/v1/effects")["items"]]
        assert list(gateway.messages) == effects

        assert other.call(client, "GET", BOOKINGS)["items"] == []
        foreign = {"contact": contact, "place": "Quay 3", "at": "2026-05-04T15:30:00Z"}
        assert other.ask(client, "POST", BOOKINGS, foreign).status_code == 404
        other.call(client, "POST", "/v1/plugins/appointments/disable")
        assert other.ask(client, "GET", BOOKINGS).status_code == 404
        assert acme.call(client, "GET", BOOKINGS)["items"][0]["id"] == booked["id"]

        acme.call(client, "DELETE", f"/v1/contacts/{contact}")
        wait_until(lambda: acme.call(client, "GET", BOOKINGS)["items"] == [])


def test_its_own_tests_pass_once_it_is_installed(tmp_path: Path):
    overlay = tmp_path / "overlay"
    install = [sys.executable, "-m", "pip", "install", *OFFLINE, "--target", str(overlay), str(build(tmp_path))]
    subprocess.run(install, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path / "source",
        env={**os.environ, "PYTHONPATH": str(overlay)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 passed" in done.stdout
