"""Log-in by an identity provider: authorization code with PKCE, state and nonce, each used once."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import msgspec

from vito_contracts.errors import NotFound
from vito_contracts.ids import TenantId
from vito_contracts.scope import ActorKind
from vito_core.db.pool import Pools
from vito_core.identity.denials import Denials
from vito_core.identity.login import Login, LoginRefused
from vito_core.identity.provider import IdTokenRefused, Provider
from vito_core.identity.secrets import secret_hash
from vito_core.identity.sessions import Started

CALLBACK = "/v1/sessions/oidc/callback"
BETWEEN = "."
"""Of state and tenant in the cookie: no state has one in it."""
STATE_LASTS = dt.timedelta(minutes=10)


class Begun(msgspec.Struct, frozen=True):
    """`cookie`: the state once more, for this browser alone, so that nobody can finish a log-in that another began; and
    whose log-in it is, which the state itself, seen by the provider, does not say."""

    url: str
    cookie: str


class Finished(msgspec.Struct, frozen=True):
    started: Started
    return_to: str


class SingleSignOn:
    """`find_provider`: None where the installation has none."""

    def __init__(
        self, pools: Pools, login: Login, denials: Denials, find_provider: Callable[[], Provider | None]
    ) -> None:
        self._pools = pools
        self._login = login
        self._denials = denials
        self._find_provider = find_provider
        self._found: Provider | None = None

    async def begin(self, slug: str, return_to: str) -> Begun:
        """`return_to`: path on this host, or "". Raises `NotFound`, `LoginRefused`, `ProviderDown`."""
        provider = self._provider()
        tenant = await self._login.tenant_of(slug)
        if tenant is None:
            raise LoginRefused
        endpoints = await provider.endpoints()
        state = secrets.token_urlsafe(32)
        nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        async with self._pools.within(tenant) as connection:
            await connection.execute("delete from core.login_states where until < clock_timestamp()")
            await connection.execute(
                "insert into core.login_states (tenant_id, state_hash, nonce, verifier, return_to, until)"
                " values ($1, $2, $3, $4, $5, clock_timestamp() + $6::interval)",
                tenant,
                secret_hash(state),
                nonce,
                verifier,
                return_to,
                STATE_LASTS,
            )
        asked = {
            "response_type": "code",
            "client_id": provider.settings.client_id,
            "redirect_uri": _redirect(provider),
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        mark = "&" if "?" in endpoints.authorization_endpoint else "?"
        return Begun(f"{endpoints.authorization_endpoint}{mark}{urlencode(asked)}", f"{state}{BETWEEN}{slug}")

    async def finish(self, code: str, state: str, cookie: str) -> Finished:
        """`cookie`: what this browser began with. Raises `NotFound`, `IdTokenRefused`, `LoginRefused`,
        `ProviderDown`."""
        provider = self._provider()
        tenant = None
        try:
            tenant, row = await self._begun(state, cookie)
            token = await provider.id_token(code, row["verifier"], _redirect(provider))
            email = await provider.verified_email(token, row["nonce"])
        except IdTokenRefused as error:
            self._note(tenant, f"oidc_{error.reason}")
            raise
        return Finished(await self._login.with_provider(tenant, email), row["return_to"])

    async def _begun(self, state: str, cookie: str) -> tuple[TenantId, Any]:
        """Whose log-in it is, and what it began with; taken away, for it is used once. Raises `IdTokenRefused`."""
        begun, _, slug = cookie.partition(BETWEEN)
        if not hmac.compare_digest(state.encode("utf-8", "replace"), begun.encode("utf-8", "replace")):
            raise IdTokenRefused("state")
        # Believed only as far as the state is found there.
        tenant = await self._login.tenant_of(slug) if slug else None
        if tenant is None:
            raise IdTokenRefused("state")
        async with self._pools.within(tenant) as connection:
            row = await connection.fetchrow(
                "delete from core.login_states where state_hash = $1 and until > clock_timestamp()"
                " returning nonce, verifier, return_to",
                secret_hash(state),
            )
        if row is None:
            raise IdTokenRefused("state")
        return tenant, row

    def _note(self, tenant: TenantId | None, reason: str) -> None:
        """`tenant` None: no log-in of this state began, so there is nobody to tell."""
        if tenant is None:
            self._denials.unknown(reason)
        else:
            self._denials.nobody(tenant, ActorKind.USER, reason)

    @property
    def is_https(self) -> bool:
        return self._provider().settings.public_url.startswith("https:")

    def _provider(self) -> Provider:
        if self._found is None:
            self._found = self._find_provider()
        if self._found is None:
            raise NotFound("this installation has no identity provider; log in with a password")
        return self._found


def _redirect(provider: Provider) -> str:
    return provider.settings.public_url.rstrip("/") + CALLBACK


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
