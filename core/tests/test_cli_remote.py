"""Commands on a running engine: whose key they show, what they print whole, and an engine that is away for a while."""

import io
import os
from types import SimpleNamespace

import httpx
import pytest
from click.testing import CliRunner

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import new_id
from vito_core.cli import contact, remote, vito
from vito_core.cli.tables import print_table

CONTACT, REQUEST = str(new_id()), str(new_id())
RECEIPT = {"rows": {"core.contacts": 1}, "searched": {"strings": 1, "columns": 2}, "mentions": {}, "contact": CONTACT,
           "erased_at": "2026-01-01T00:00:00Z", "digest": "d"}  # fmt: skip


def answered(body: object, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=body)


@pytest.fixture
def home(monkeypatch):
    """An engine that knows two keys; the home holds but the one of "one"."""
    owners = {"Bearer key-one": "one", "Bearer key-acme": "acme"}

    def request(method, url, *, headers, **_):
        owner = owners.get(headers["authorization"])
        if owner is None:
            return answered({"detail": "no such key"}, 401)
        return answered({"slug": owner})

    look = SimpleNamespace(url="http://api.invalid", state=SimpleNamespace(keys={"one": "key-one"}))
    monkeypatch.setattr("httpx.request", request)
    monkeypatch.setattr("vito_core.home.Home.look", lambda _: look)
    monkeypatch.delenv(remote.KEY_VARIABLE, raising=False)
    remote._owner.cache_clear()
    return look


def test_a_key_in_the_environment_serves_a_tenant_the_home_does_not_know(home, monkeypatch, tmp_path):
    with pytest.raises(InvalidInput, match=r"no key of a tenant 'acme'; known: one; .*set VITO_API_KEY"):
        remote.call(tmp_path, "acme", "GET", "/v1/plugins")
    monkeypatch.setenv(remote.KEY_VARIABLE, "key-acme")
    assert remote.call(tmp_path, "acme", "GET", "/v1/plugins") == {"slug": "acme"}
    assert remote.call(tmp_path, "one", "GET", "/v1/plugins") == {"slug": "one"}, "the home's own key comes first"


@pytest.mark.parametrize(
    ("key", "said"), [("key-acme", "of tenant 'acme', not of 'two'"), ("gone", "no such key"), ("kéy", "no key holds")]
)
def test_a_key_in_the_environment_that_is_not_the_tenants_is_one_line(home, monkeypatch, tmp_path, key, said):
    monkeypatch.setenv(remote.KEY_VARIABLE, key)
    with pytest.raises(InvalidInput, match=said) as refused:
        remote.call(tmp_path, "two", "GET", "/v1/plugins")
    assert key not in str(refused.value).replace("'acme'", "")


@pytest.mark.parametrize("terminal", [True, False])
def test_no_word_of_a_table_is_cut(monkeypatch, terminal):
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setitem(os.environ, "COLUMNS", "60")
    row = (CONTACT, REQUEST, "[core/journeys]", "many words " * 20 + "end")
    print_table(("id", "other", "subscriber", "summary"), [row])
    shown = out.getvalue()
    assert [word for word in " ".join(row).split() if word not in shown] == []
    assert "…" not in shown
    assert (len(shown.splitlines()) == 2) is not terminal


@pytest.fixture
def erasing(monkeypatch):
    """`states`: what each look at the request finds; an error is raised."""
    states: list[object] = []
    clock = SimpleNamespace(now=0.0)

    def call(home, tenant, method, path, *, params=None, body=None):
        if method == "DELETE":
            return {"request": REQUEST}
        if path == "/v1/contacts":
            return {"items": [{"id": CONTACT, "platform": "LINKEDIN"}]}
        now = states.pop(0) if len(states) > 1 else states[0]
        if isinstance(now, Exception):
            raise now
        return now

    def sleep(seconds: float) -> None:
        clock.now += seconds

    monkeypatch.setattr(remote, "call", call)
    monkeypatch.setattr(contact, "time", SimpleNamespace(monotonic=lambda: clock.now, sleep=sleep))
    return states


def erase():
    return CliRunner().invoke(vito, ["contact", "erase", "ann", "--tenant", "one", "--yes"])


def test_an_erasure_by_name_that_failed_is_repeated_by_id(erasing):
    erasing.append({"state": "failed", "step": None, "error_plugin": "core", "error_code": "TimeoutError"})
    assert f"repeat it: vito contact erase {CONTACT} --tenant one" in str(erase().exception)


def test_an_erasure_outlives_a_restart_of_the_engine(erasing):
    away = remote.Away("nobody there")
    erasing += [*[away] * 50, {"state": "completed", "step": None, "receipt": RECEIPT}]
    done = erase()
    assert done.exit_code == 0, done.exception
    assert f"contact {CONTACT} was erased" in done.output


def test_an_engine_that_stays_away_leaves_both_ids(erasing):
    erasing.append(remote.Away("nobody there"))
    said = str(erase().exception)
    assert [each for each in ("nobody there", CONTACT, REQUEST, "goes on by itself") if each not in said] == []


def stop(level: str, target: str = "") -> dict[str, object]:
    return {"id": str(new_id()), "level": level, "target": target}


def test_a_release_says_what_still_holds_and_that_it_was_released_before(monkeypatch):
    email, twin, tenant = stop("channel", "email"), stop("twin", "t"), stop("tenant")
    standing = [email]
    monkeypatch.setattr("vito_core.cli.stops.pages", lambda *_: standing)
    monkeypatch.setattr("vito_core.cli.stops.call", lambda *_: email)

    def release() -> str:
        return CliRunner().invoke(vito, ["stops", "release", str(email["id"]), "--tenant", "one"]).output

    assert release() == f"{email['id']}: channel email goes on\n"
    standing += [stop("channel", "sms"), twin]
    assert (
        release() == f"{email['id']}: channel email goes on; in part still held by the stop of twin t ({twin['id']})\n"
    )
    standing[:] = [tenant]
    assert release() == (
        f"{email['id']}: channel email was released before; still held by the stop of the tenant ({tenant['id']})\n"
    )


@pytest.mark.parametrize(("title", "asked"), [("A post", "A post (poster.post)"), (None, "poster.post")])
def test_the_queue_shows_what_is_asked_and_about_whom(monkeypatch, title, asked):
    row = {"id": REQUEST, "kind": "poster.post", "title": title, "subject": CONTACT, "state": "pending",
           "expires_at": "2026-01-01T00:00:00Z"}  # fmt: skip
    monkeypatch.setattr(remote, "pages", lambda *_: [row])
    shown = CliRunner().invoke(vito, ["approvals", "list", "--tenant", "one"]).output
    assert f"{REQUEST} {asked} {CONTACT} pending" in " ".join(shown.split())
