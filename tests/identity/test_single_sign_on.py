"""Log-in by an identity provider that is right, wrong, forged, replayed, out of time, or away."""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.identity.house import House, Tenant, house_of
from tests.identity.oidc_provider import CLIENT, SECRET, LoopbackProvider, provider
from vito_contracts.errors import InvalidInput
from vito_core.identity.provider import Provider, ProviderDown
from vito_core.servers import from_environment, oidc_from
from vito_core.settings import OidcSettings

STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Stage(msgspec.Struct, kw_only=True):
    house: House
    provider: LoopbackProvider
    tenant: Tenant

    async def begin(self, **query: str) -> tuple[dict[str, str], str]:
        """What the browser takes to the provider, and the cookie it keeps."""
        started = await self.house.client.get("/v1/sessions/oidc/start", params={"tenant": self.tenant.slug, **query})
        assert started.status_code == 302, started.text
        asked = {name: values[0] for name, values in parse_qs(urlsplit(started.headers["location"]).query).items()}
        self.provider.nonce = asked["nonce"]
        cookie = started.headers["set-cookie"]
        assert "HttpOnly" in cookie
        self.house.client.cookies.clear()
        return asked, cookie.partition(";")[0]

    async def finish(self, state: str, cookie: str, code: str = "good-code") -> Any:
        params = {"state": state, "code": code}
        headers = {"cookie": cookie} if cookie else {}
        return await self.house.client.get("/v1/sessions/oidc/callback", params=params, headers=headers)

    async def log_in(self) -> Any:
        asked, cookie = await self.begin()
        return await self.finish(asked["state"], cookie)


@pytest.fixture(scope="module")
async def served(postgres, tmp_path_factory) -> AsyncIterator[tuple[House, LoopbackProvider]]:
    async with provider() as made:
        settings = OidcSettings(
            issuer=made.issuer, client_id=CLIENT, client_secret=SECRET, public_url="http://localhost:8700"
        )
        async with house_of(postgres, tmp_path_factory.mktemp("oidc"), oidc=settings) as house:
            yield house, made


@pytest.fixture
async def stage(served) -> Stage:
    house, made = served
    made.claims, made.signing_key, made.algorithm, made.down = {}, made.key, "RS256", False
    house.engine.identity.single_sign_on._provider()._refetch_seconds = 0.0
    tenant = await house.tenant()
    await tenant.user()
    return Stage(house=house, provider=made, tenant=tenant)


async def test_a_verified_address_of_a_user_starts_a_session(stage):
    asked, cookie = await stage.begin()
    assert stage.tenant.scope.tenant.hex not in asked["state"], "the provider learns of no tenant"
    assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
    assert asked["redirect_uri"] == "http://localhost:8700/v1/sessions/oidc/callback"
    done = await stage.finish(asked["state"], cookie)
    assert done.status_code == 200, done.text
    assert done.json()["token"] is None
    verifier = stage.provider.exchanged[-1]["code_verifier"]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert challenge == asked["code_challenge"]
    session = next(each for each in done.headers.get_list("set-cookie") if each.startswith("vito_session="))
    me = await stage.house.client.get("/v1/sessions/me", headers={"cookie": session.partition(";")[0]})
    assert (me.status_code, me.json()["role"]) == (200, "editor")
    assert [each["method"] for each in await stage.tenant.events("session.started")] == ["oidc"]


async def test_an_invited_user_needs_no_password(stage):
    await stage.tenant.ok("POST", "/v1/users", {"name": "Ben", "email": "ben@lumbra.example"})
    stage.provider.claims = {"email": "Ben@lumbra.example"}
    assert (await stage.log_in()).status_code == 200


async def test_the_browser_comes_back_to_a_path_of_this_host_only(stage):
    asked, cookie = await stage.begin(return_to="/console?tab=1")
    done = await stage.finish(asked["state"], cookie)
    assert (done.status_code, done.headers["location"]) == (303, "/console?tab=1")
    for path in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:x",
        "/\t/evil",
        "x",
        "/" + 500 * "x",
    ):
        params = {"tenant": stage.tenant.slug, "return_to": path}
        assert (await stage.house.client.get("/v1/sessions/oidc/start", params=params)).status_code == 422, path


NOW = dt.datetime.now(dt.UTC)
LIES: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "somebody-else"},
    "for somebody else": {"aud": [CLIENT, "other"], "azp": "other"},
    "expired": {"exp": NOW - dt.timedelta(minutes=5)},
    "from the future": {"iat": NOW + dt.timedelta(hours=10)},
    "not valid yet": {"nbf": NOW + dt.timedelta(hours=10)},
    "another nonce": {"nonce": "replayed"},
    "no nonce": {"nonce": None},
    "no end": {"exp": None},
    "an address nobody verified": {"email_verified": False},
    "a word instead of true": {"email_verified": "true"},
    "no address": {"email": None},
    "an odd address": {"email": 7},
    "an unknown address": {"email": "nobody@lumbra.example"},
}


REASONS = {
    "another issuer": "oidc_issuer",
    "another audience": "oidc_audience",
    "for somebody else": "oidc_azp",
    "expired": "oidc_expired",
    "from the future": "oidc_not_yet_valid",
    "not valid yet": "oidc_not_yet_valid",
    "another nonce": "oidc_nonce",
    "no nonce": "oidc_claim_missing",
    "no end": "oidc_claim_missing",
    "an address nobody verified": "oidc_email_not_verified",
    "a word instead of true": "oidc_email_not_verified",
    "no address": "oidc_email_not_verified",
    "an odd address": "oidc_email_not_verified",
}
"""What the tenant's log says; of an address that is nobody's, nothing: there is no user to tell of."""


@pytest.mark.parametrize("lie", list(LIES))
async def test_a_wrong_claim_starts_nothing(stage, lie):
    stage.provider.claims = LIES[lie]
    answer = await stage.log_in()
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:vito:problem:not-authenticated")
    assert "vito_session=" not in str(answer.headers)
    assert await stage.tenant.events("session.started") == []
    denied = [(each["kind"], each["caller"], each["reason"]) for each in await stage.tenant.events("access.denied")]
    assert denied == [("user", None, REASONS[lie])] if lie in REASONS else denied == []


async def test_clocks_may_differ_a_little(stage):
    now = dt.datetime.now(dt.UTC)
    stage.provider.claims = {"iat": now + dt.timedelta(seconds=30), "exp": now - dt.timedelta(seconds=30)}
    assert (await stage.log_in()).status_code == 200


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [("RS256", STRANGER), ("none", None), ("HS256", "a shared secret of at least 32 bytes, as it must be")],
)
async def test_a_wrong_signature_starts_nothing(stage, algorithm, key):
    stage.provider.algorithm, stage.provider.signing_key = algorithm, key
    assert (await stage.log_in()).status_code == 401


async def test_the_public_key_is_no_shared_secret(stage, monkeypatch):
    """A token "signed" with the provider's public key, as if it were a secret."""
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(stage.provider.key.public_key()))["n"]
    stage.provider.algorithm, stage.provider.signing_key = "HS256", public
    assert (await stage.log_in()).status_code == 401


async def test_a_state_is_used_once_and_by_the_browser_that_began(stage):
    asked, cookie = await stage.begin()
    assert (await stage.finish(asked["state"], "")).status_code == 401
    _, other = await stage.begin()
    assert (await stage.finish(asked["state"], other)).status_code == 401, "another browser's log-in"
    stage.provider.nonce = asked["nonce"]
    assert (await stage.finish(asked["state"], cookie)).status_code == 200
    assert (await stage.finish(asked["state"], cookie)).status_code == 401, "replayed"
    for state in ("", "x", "0" * 32 + ".x", "\x00", "é.é"):
        assert (
            await stage.finish(state, f"vito_login={state}" if state.isascii() and "\x00" not in state else "")
        ).status_code == 401


async def test_an_old_state_is_over(stage):
    asked, cookie = await stage.begin()
    async with stage.house.engine.pools.within(stage.tenant.scope.tenant) as connection:
        rows = await connection.fetch("delete from core.login_states returning *")
        await connection.executemany(
            "insert into core.login_states (tenant_id, state_hash, nonce, verifier, return_to, until)"
            " values ($1, $2, $3, $4, $5, now())",
            [tuple(row)[:5] for row in rows],
        )
    assert (await stage.finish(asked["state"], cookie)).status_code == 401


async def test_a_code_that_the_provider_refuses_starts_nothing(stage):
    asked, cookie = await stage.begin()
    assert (await stage.finish(asked["state"], cookie, "stolen-code")).status_code == 401


async def test_a_new_key_of_the_provider_is_found_and_an_invented_one_looked_for_once(stage):
    assert (await stage.log_in()).status_code == 200
    stage.provider.rotate("two")
    assert (await stage.log_in()).status_code == 200
    stage.provider.kid = "invented"
    looked = stage.provider.asked.count("/jwks_uri")
    asked, cookie = await stage.begin()
    published, stage.provider.kid = stage.provider.id_token(), "two"
    stage.provider.id_token = lambda: published  # type: ignore[method-assign]
    assert (await stage.finish(asked["state"], cookie)).status_code == 401
    del stage.provider.id_token
    assert stage.provider.asked.count("/jwks_uri") == looked + 1


async def test_a_provider_that_is_down_is_said_to_be(stage):
    asked, cookie = await stage.begin()
    stage.provider.down = True
    answer = await stage.finish(asked["state"], cookie)
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:vito:problem:unavailable")
    assert answer.headers["retry-after"]
    assert SECRET not in answer.text


async def test_an_unknown_tenant_begins_nothing(stage):
    assert (await stage.house.client.get("/v1/sessions/oidc/start", params={"tenant": "nobody"})).status_code == 401


async def test_a_provider_that_says_it_is_another_is_not_used():
    async with provider() as made:
        told = OidcSettings(issuer=f"{made.issuer}/", client_id=CLIENT, public_url="http://localhost:1")
        with pytest.raises(ProviderDown, match="another_issuer"):
            await Provider(told).endpoints()


def test_the_environment_names_the_provider(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("from a file\n")
    assert oidc_from({}) is None
    named = {
        "VITO_OIDC_ISSUER": "https://id.example",
        "VITO_OIDC_CLIENT_ID": "vito",
        "VITO_OIDC_CLIENT_SECRET_FILE": str(secret),
        "VITO_PUBLIC_URL": "https://api.lumbra.example",
    }
    found = from_environment(named).oidc
    assert found is not None
    assert (found.client_secret, found.public_url) == ("from a file", "https://api.lumbra.example")
    for name, value in (
        ("VITO_OIDC_ISSUER", "http://id.example"),
        ("VITO_PUBLIC_URL", ""),
        ("VITO_OIDC_CLIENT_ID", ""),
    ):
        with pytest.raises(InvalidInput, match=name):
            from_environment({**named, name: value})
