"""`vito keys`: what it asks of the API, what it prints, and that a secret is printed once."""

import json
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from vito_contracts.errors import InvalidInput
from vito_core.cli import vito

KEY = "0199f0c2-7b7e-7c2a-a9a5-0c5d0e5a7f10"
ROW = {"id": KEY, "name": "shop", "role": "viewer", "scopes": None, "plugin": None, "expires_at": None,
       "last_used_at": None, "revoked_at": None,
       "limits": {"rate_per_second": None, "burst": None, "monthly_quota": 9}}  # fmt: skip
MADE = {"key": ROW, "secret": "vito_shown-once"}


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, str, Any]]:
    found: list[tuple[str, str, Any]] = []

    def request(method: str, url: str, *, headers: dict[str, str], json: Any = None, **_: Any) -> httpx.Response:
        assert (headers.get("if-match") == "*") == (method == "PATCH"), "the API takes no PATCH without"
        path = url.removeprefix("http://api.invalid")
        found.append((method, path, json))
        if method == "GET":
            return httpx.Response(200, json={"items": [ROW], "next": None})
        return httpx.Response(200, json=ROW if method in ("DELETE", "PATCH") else MADE)

    look = SimpleNamespace(url="http://api.invalid", state=SimpleNamespace(keys={"one": "key-one"}))
    monkeypatch.setattr("httpx.request", request)
    monkeypatch.setattr("vito_core.home.Home.look", lambda _: look)
    return found


def run(*arguments: str) -> str:
    done = CliRunner().invoke(vito, ["keys", *arguments, "--tenant", "one"])
    assert done.exit_code == 0, done.output
    return done.output


def test_create_asks_for_what_was_said_and_prints_the_secret(asked):
    output = run("create", "shop", "--scope", "twins:read", "--rate", "2.5", "--quota", "9", "--days", "1")
    assert output.splitlines()[-1] == "vito_shown-once"
    ((method, path, body),) = asked
    assert (method, path, body["name"], body["scopes"]) == ("POST", "/v1/keys", "shop", ["twins:read"])
    assert body["limits"] == {"rate_per_second": 2.5, "burst": None, "monthly_quota": 9}
    assert json.loads(run("create", "shop", "--json")) == MADE


def test_rotate_revoke_and_list(asked):
    assert "vito_shown-once" in run("rotate", KEY, "--grace", "0")
    assert asked[-1] == ("POST", f"/v1/keys/{KEY}/rotate", {"grace_seconds": 0})
    assert "is revoked" in run("revoke", KEY)
    assert asked[-1][:2] == ("DELETE", f"/v1/keys/{KEY}")
    assert "never" in run("list")
    assert json.loads(run("list", "--json")) == {"keys": [ROW]}


def test_change_asks_for_what_was_named_and_nothing_else(asked):
    assert "quota 9" in run("change", KEY, "--quota", "9", "--lift", "rate", "--lift", "end")
    body = {"expires_at": None, "limits": {"rate_per_second": None, "monthly_quota": 9}}
    assert asked == [("PATCH", f"/v1/keys/{KEY}", body)]
    assert json.loads(run("change", KEY, "--name", "till", "--json")) == ROW
    assert asked[-1][2] == {"name": "till"}


def test_a_name_does_nothing_to_the_terminal(asked, monkeypatch):
    monkeypatch.setitem(ROW, "name", "evil\x1b[2J\nfake 山田　太郎")
    for output in (run("list"), run("change", KEY, "--name", "x"), run("revoke", KEY)):
        assert "\x1b" not in output
        assert r"evil\u001b[2J\u000afake 山田　太郎" in output


@pytest.mark.parametrize("rate", ["nan", "inf", "1e400", "0", "1e-9"])
def test_a_rate_is_a_number_that_can_be_kept(asked, rate):
    done = CliRunner().invoke(vito, ["keys", "create", "shop", "--rate", rate, "--tenant", "one"])
    assert isinstance(done.exception, InvalidInput | SystemExit), done.exception
    assert done.exit_code != 0
    assert asked == []


def test_what_cannot_be_is_a_usage_error(asked):
    for arguments in (
        ["rotate", "no-id"],
        ["create", "x", "--role", "owner"],
        ["create", "x", "--rate", "0"],
        ["change", KEY],
        ["change", KEY, "--quota", "1", "--lift", "quota"],
    ):
        done = CliRunner().invoke(vito, ["keys", *arguments, "--tenant", "one"])
        assert done.exit_code == 2, arguments
    assert asked == []
