"""Servers by URL: what the environment may say, and what is refused before anything starts."""

from pathlib import Path

import pytest

from vito_contracts.errors import InvalidInput
from vito_core.db.address import as_login, without_password
from vito_core.home import Home
from vito_core.journeys.connection import tls_of
from vito_core.roles import Role
from vito_core.servers import Outside, from_environment
from vito_core.settings import PLAIN_TEMPORAL, TemporalAccess
from vito_core.supervisor import Supervisor, Tuning

URL = "postgresql://owner:pa%40ss@db.example:6432/vito?sslmode=verify-full&sslrootcert=/ca.pem"


def test_secrets_come_from_files_too(tmp_path: Path):
    for name, text in {"url": URL, "app": "one\n", "dispatcher": "two"}.items():
        (tmp_path / name).write_text(text)
    outside = from_environment(
        {
            "VITO_DATABASE_URL_FILE": str(tmp_path / "url"),
            "VITO_APP_PASSWORD_FILE": str(tmp_path / "app"),
            "VITO_DISPATCHER_PASSWORD_FILE": str(tmp_path / "dispatcher"),
            "VITO_TEMPORAL_ADDRESS": "temporal.example:7233",
            "VITO_TEMPORAL_TLS": "1",
        }
    )
    assert outside.database_url == URL
    assert outside.logins is not None
    assert (outside.logins.app, outside.logins.dispatcher) == ("one", "two")
    assert outside.temporal_access.tls
    assert outside.whole


def test_the_roles_connect_with_the_same_options_as_the_owner():
    mine = as_login(URL, "vito_app", "p@/:")
    assert mine == ("postgresql://vito_app:p%40%2F%3A@db.example:6432/vito?sslmode=verify-full&sslrootcert=%2Fca.pem")
    assert as_login("postgresql:///vito?host=/run/pg&user=me&password=x", "a", "b").endswith("/vito?host=%2Frun%2Fpg")


def test_a_password_never_stands_in_a_command():
    url, password = without_password(URL)
    assert password == "pa@ss"
    assert "pa" not in url.partition("@")[0]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"VITO_DATABASE_URL": "mysql://x"}, "VITO_DATABASE_URL: .*postgresql://"),
        ({"VITO_DATABASE_URL_FILE": "/none"}, "VITO_DATABASE_URL_FILE: /none cannot be read"),
        ({"VITO_TEMPORAL_ADDRESS": "http://x"}, "must be host:port"),
        ({"VITO_WORKER_ADDRESS": "8701"}, "VITO_WORKER_ADDRESS: must be host:port"),
        ({"FORWARDED_ALLOW_IPS": "10.0.0.2, proxy"}, "'proxy' is no address or network"),
        ({"FORWARDED_ALLOW_IPS": "*"}, "name the proxies"),
        ({"VITO_TEMPORAL_NAMESPACE": "mine"}, "VITO_TEMPORAL_ADDRESS is not"),
        ({"VITO_APP_PASSWORD": "x", "VITO_DATABASE_URL": URL}, "go together"),
        ({"VITO_APP_PASSWORD": "x", "VITO_DISPATCHER_PASSWORD": "y"}, "VITO_DATABASE_URL is not"),
        ({"VITO_TEMPORAL_ADDRESS": "t:1", "VITO_TEMPORAL_TLS_CERT": "/c"}, "go together"),
        ({"VITO_TEMPORAL_ADDRESS": "t:1", "VITO_TEMPORAL_TLS": "maybe"}, "must be 1 or 0"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(environment, words):
    with pytest.raises(InvalidInput, match=words) as refusal:
        from_environment(environment)
    assert "\n" not in str(refusal.value)
    assert "pa%40ss" not in str(refusal.value)


@pytest.mark.parametrize(
    ("tuning", "words"),
    [
        ({"role": Role.API}, "needs servers that all of them reach"),
        ({"role": Role.WORKER, "outside": Outside(database_url=URL)}, "VITO_TEMPORAL_ADDRESS"),
        ({"role": Role.API, "outside": Outside(database_url=URL, temporal="t:1")}, "the same master key"),
        ({"migrate": False}, "--no-migrate"),
    ],
)
def test_a_mixture_that_cannot_work_starts_nothing(tmp_path: Path, monkeypatch, tuning, words):
    monkeypatch.delenv("VITO_MASTER_KEY", raising=False)
    home = Home(tmp_path / "home")
    with home.in_use() as state:
        supervisor = Supervisor(home, state, Tuning(plugins_file=tmp_path / "plugins.toml", **tuning))
        with pytest.raises(InvalidInput, match=words):
            supervisor.start()
        assert not (home.folder / "postgres").exists()


def test_temporal_is_spoken_to_in_clear_only_if_it_is_our_own(tmp_path: Path):
    assert tls_of(PLAIN_TEMPORAL) is False
    assert tls_of(TemporalAccess(tls=True)) is True
    assert tls_of(TemporalAccess(api_key="x")) is True, "a key never travels in clear"
    (tmp_path / "ca").write_text("authority")
    config = tls_of(TemporalAccess(ca=tmp_path / "ca", server_name="temporal.example"))
    assert (config.server_root_ca_cert, config.domain) == (b"authority", "temporal.example")
    with pytest.raises(InvalidInput, match=r"certificates: .*none cannot be read"):
        tls_of(TemporalAccess(ca=tmp_path / "none"))
