"""docs/backup.md as an operator runs it: back up a home that serves, restore it into a new one, serve that."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from vito_core.backup.archive import Reader
from vito_core.embedded.processes import free_port

ROOT = Path(__file__).parents[2]
VITO = Path(sys.executable).with_name("vito")
PAGE = (ROOT / "docs" / "backup.md").read_text(encoding="utf-8")
BLOCK = re.search(r"```console\n(.*?)```", PAGE, re.DOTALL)
assert BLOCK is not None
COMMANDS = [shlex.split(line) for line in BLOCK[1].splitlines()]
WORDS = "correct horse battery staple"
LOG_IN = {"tenant": "acme", "email": "ana@acme.example", "password": WORDS}
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith(("VITO_MASTER", "VITO_DATABASE"))
}


def vito(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [VITO, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False
    )


class Serving:
    def __init__(self, folder: Path, home: str) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        command = [VITO, "serve", "--home", home, "--port", self.url.rpartition(":")[2]]
        self._process = subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self._home = folder / home

    def __enter__(self) -> "Serving":
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self._process.stdout.read()
            try:
                httpx.get(f"{self.url}/health", timeout=5).raise_for_status()
                return self
            except httpx.HTTPError:
                time.sleep(0.1)
        raise AssertionError("it does not answer")

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(60) == 0
        self._process.stdout.close()

    def call(self, method: str, path: str, body: object = None, key: str = ""):
        key = key or (self._home / "keys" / "vito-internal").read_text()
        headers = {"authorization": f"Bearer {key}"}
        answer = httpx.request(method, self.url + path, json=body, headers=headers, timeout=30)
        assert answer.is_success, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With plugins.toml in it, and a backup of a home that went on serving meanwhile."""
    folder = tmp_path_factory.mktemp("operator")
    (folder / "plugins.toml").write_text((ROOT / "plugins.toml").read_text(encoding="utf-8"))
    with Serving(folder, ".vito") as serving:
        made = serving.call("POST", "/v1/tenants", {"slug": "acme", "name": "Acme", "kind": "brand"})
        (folder / "acme.key").write_text(made["key"])
        for name in ("ana", "ben"):
            user = {"name": name, "email": f"{name}@acme.example", "role": "viewer"}
            (folder / name).write_text(serving.call("POST", "/v1/users", user, made["key"])["invitation"])
        serving.call("POST", "/v1/invitations/accept", {"invitation": (folder / "ana").read_text(), "password": WORDS})
        (folder / "session").write_text(serving.call("POST", "/v1/sessions", LOG_IN)["token"])
        done = vito(folder, *COMMANDS[0][1:])
        assert done.returncode == 0, done.stderr
        assert "2 tenants" in done.stdout
        again = vito(folder, *COMMANDS[0][1:])
        assert again.returncode == 2
        assert "overwrites nothing" in again.stderr
    return folder


def test_a_check_changes_nothing(folder: Path):
    before = sorted(path.name for path in folder.iterdir())
    done = vito(folder, *COMMANDS[1][1:])
    assert done.returncode == 0, done.stderr
    assert "2 tenants" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_damaged_backup_makes_no_home(folder: Path):
    data = (folder / "nightly.tar").read_bytes()
    (folder / "bad.tar").write_bytes(data[:100_000] + bytes(8) + data[100_008:])
    done = vito(folder, "restore", "bad.tar", "--home", "never")
    assert done.returncode == 2
    assert "damaged" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (folder / "never").exists()


def test_a_home_that_is_there_is_not_overwritten(folder: Path):
    done = vito(folder, "restore", "nightly.tar", "--home", ".vito")
    assert done.returncode == 2
    assert "not empty" in done.stderr


def test_the_restored_home_serves_what_was_backed_up(folder: Path):
    done = vito(folder, *COMMANDS[2][1:])
    assert done.returncode == 0, done.stderr
    home = COMMANDS[2][-1]
    with Serving(folder, home) as serving:
        acme = {"authorization": f"Bearer {(folder / 'acme.key').read_text()}"}
        assert httpx.get(f"{serving.url}/v1/tenants/me", headers=acme).json()["slug"] == "acme"
        # What may have been ended since the backup is ended; people come in anew.
        session = {"authorization": f"Bearer {(folder / 'session').read_text()}"}
        assert httpx.get(f"{serving.url}/v1/sessions/me", headers=session).status_code == 401
        invited = {"invitation": (folder / "ben").read_text(), "password": WORDS}
        assert httpx.post(f"{serving.url}/v1/invitations/accept", json=invited).status_code == 404
        session = {"authorization": f"Bearer {serving.call('POST', '/v1/sessions', LOG_IN)['token']}"}
        assert httpx.get(f"{serving.url}/v1/sessions/me", headers=session).status_code == 200
        # New events stand behind the restored ones: somebody is told of them.
        serving.call("POST", "/v1/tenants", {"slug": "later", "name": "Later", "kind": "brand"})


def test_a_key_can_go_along(folder: Path):
    done = vito(folder, "backup", "with-key", "--home", ".vito", "--with-key")
    assert done.returncode == 0, done.stderr
    archive = Reader(folder / "with-key")
    assert b"".join(archive.chunks("master.key")).decode() == (folder / ".vito" / "keys" / "master.key").read_text()
