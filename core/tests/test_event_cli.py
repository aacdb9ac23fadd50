"""`vito events …`: which request each command makes, and what it prints."""

import json

import pytest
from click.testing import CliRunner

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import new_id
from vito_core.cli import vito

EVENT = {
    "id": str(new_id()),
    "at": "2026-01-02T03:04:05Z",
    "type": "lead.qualified",
    "version": 1,
    "subject": "s",
    "plugin": "lead-gen",
    "payload": {},
    "position": "1.1",
}
DEAD = {"event": EVENT["id"], "type": "a.b", "subscriber": "x/main", "subject": "s", "attempts": 8, "error": "KeyError"}
LAG = {
    "subscribers": [
        {
            "subscriber": "x/main",
            "served": True,
            "behind": 3,
            "oldest_seconds": 1.25,
            "parked": 0,
            "dead": 1,
            "handled": 9,
            "skipped": 0,
            "replayed": 0,
        }
    ],
    "horizon_age_seconds": 2.5,
}
ANSWERS = {
    "/v1/events": {"items": [EVENT], "next": None},
    "/v1/events/dead": {"items": [DEAD], "next": None},
    "/v1/events/lag": LAG,
}


@pytest.fixture
def asked(monkeypatch):
    calls = []

    def call(home, tenant, method, path, *, params=None, body=None):
        given = {name: value for name, value in (params or {}).items() if value is not None}
        calls.append((tenant, method, path, given))
        return ANSWERS.get(path, {"replayed": 1})

    monkeypatch.setattr("vito_core.cli.remote.call", call)
    return calls


def run(*arguments: str) -> str:
    result = CliRunner().invoke(vito, ["events", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_list_and_dead_ask_for_the_tenants_own(asked):
    assert "lead.qualified" in run("list", "--tenant", "one", "--type", "lead.qualified", "--limit", "7")
    assert json.loads(run("list", "--tenant", "one", "--json")) == {"events": [EVENT]}
    assert "KeyError" in run("dead", "--tenant", "one", "--subscriber", "x/main")
    assert json.loads(run("dead", "--tenant", "one", "--json")) == {"dead": [DEAD]}
    assert asked[0] == ("one", "GET", "/v1/events", {"type": "lead.qualified", "limit": 7})
    assert asked[2] == ("one", "GET", "/v1/events/dead", {"subscriber": "x/main", "limit": 50})


def test_replay_names_one_event_or_all_of_a_subscriber(asked):
    assert run("replay", EVENT["id"], "--tenant", "one") == "replayed: 1\n"
    assert json.loads(run("replay", "--all", "--subscriber", "x/main", "--tenant", "one", "--json")) == {"replayed": 1}
    assert asked == [
        ("one", "POST", f"/v1/events/dead/{EVENT['id']}/replay", {}),
        ("one", "POST", "/v1/events/dead/replay", {"subscriber": "x/main"}),
    ]
    for wrong in ((), ("--all",), (EVENT["id"], "--all", "--subscriber", "x/main")):
        with pytest.raises(InvalidInput, match="--all --subscriber"):
            run("replay", *wrong, "--tenant", "one")


def test_the_lag_is_asked_with_the_platforms_key(asked):
    printed = run("lag")
    assert "x/main" in printed
    assert "horizon age: 2.5 s" in printed
    assert json.loads(run("lag", "--json")) == LAG
    assert asked[0] == ("vito-internal", "GET", "/v1/events/lag", {})
