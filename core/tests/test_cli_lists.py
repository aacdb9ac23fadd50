"""Commands on a running engine: lists that go on for more than a page, and files that hold what a person wrote."""

import json
import stat

import pytest
from click.testing import CliRunner

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import new_id
from vito_core.cli import vito

CONTACT, REQUEST = str(new_id()), str(new_id())
RECEIPT = {"bytes": 1, "sha256": "0", "entries": {}}


def effect(number: int, state: str, reconcilable: bool) -> dict[str, object]:
    return {
        "id": f"{state}-{number}",
        "kind": "test.send",
        "channel": "email",
        "state": state,
        "held": False,
        "reconcilable": reconcilable,
        "age_seconds": 1.0,
        "error_code": None,
    }


@pytest.fixture
def engine(monkeypatch):
    """Answers with pages of 1,200 effects in doubt, of which only the oldest can be settled; and with one archive."""
    doubtful = [effect(number, "unknown", reconcilable=number >= 1_195) for number in range(1_200)]
    asked: list[tuple[str, str]] = []

    def call(home, tenant, method, path, *, params=None, body=None):
        asked.append((method, path))
        if path == "/v1/effects":
            rows = doubtful if params["state"] in (None, "unknown") else []
            start = int(params["after"] or 0)
            upto = start + params["limit"]
            return {"items": rows[start:upto], "next": str(upto) if upto < len(rows) else None}
        if path.endswith("/reconcile"):
            return {**doubtful[0], "id": path.split("/")[3], "state": "confirmed"}
        if path.endswith("/archive"):
            return {"handle": "ana"}
        return {"request": REQUEST, "id": REQUEST, "state": "completed", "step": None, "receipt": RECEIPT}

    for place in ("remote", "effects"):
        monkeypatch.setattr(f"vito_core.cli.{place}.call", call)
    return asked


def run(*arguments: str):
    return CliRunner().invoke(vito, [*arguments, "--tenant", "one"])


def test_reconcile_all_reaches_what_lies_below_a_thousand_that_nobody_can_settle(engine):
    done = json.loads(run("effects", "reconcile", "--all", "--json").stdout)
    assert [each["id"] for each in done["effects"]] == [f"unknown-{number}" for number in range(1_195, 1_200)]
    assert {each["state"] for each in done["effects"]} == {"confirmed"}


def test_a_list_that_is_cut_says_so(engine):
    shown = run("effects", "list")
    assert "the newest 1000; there are more" in shown.stderr
    found = json.loads(run("effects", "list", "--json").stdout)
    assert (len(found["effects"]), found["cut"]) == (1_000, True)
    few = run("effects", "list", "--state", "failed", "--json")
    assert json.loads(few.stdout) == {"effects": [], "cut": False}


def test_an_exported_archive_is_for_its_owner_alone(engine, tmp_path):
    target = tmp_path / "ana.json"
    done = run("contact", "export", CONTACT, "--to", str(target))
    assert done.exit_code == 0, done.output
    assert json.loads(target.read_text(encoding="utf-8")) == {"handle": "ana"}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_told_before_anything_is_exported(engine, tmp_path):
    done = run("contact", "export", CONTACT, "--to", str(tmp_path / "none" / "ana.json"))
    assert (done.exit_code, engine) == (2, [])
    assert "is no folder that can be written to" in " ".join(done.stderr.replace("│", " ").split())


def test_a_file_that_cannot_be_written_is_one_line(engine, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vito_core.cli.contact.os.open", full)
    done = run("contact", "export", CONTACT, "--to", str(tmp_path / "ana.json"))
    assert isinstance(done.exception, InvalidInput)
    assert "No space left on device" in str(done.exception)
