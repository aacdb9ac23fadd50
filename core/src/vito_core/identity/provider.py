"""The identity provider: its discovery, its keys, its answer to a code; and what of an ID token is believed."""

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import msgspec

from vito_contracts.errors import VitoError
from vito_core.servers import is_safe_url
from vito_core.settings import OidcSettings

if TYPE_CHECKING:
    import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures by a key pair only: with a shared secret, whoever can check a token could make one."""
SKEW = dt.timedelta(seconds=60)
KNOWN_SECONDS = 3600.0
REFETCH_SECONDS = 5.0
"""Between two looks at the provider's keys: tokens with invented key ids must not become requests to it."""
SECONDS = 10.0
MOST_BYTES = 1_000_000
_REQUIRED = ("iss", "aud", "exp", "iat", "sub", "nonce")


class ProviderDown(VitoError):
    """It did not answer, or not as a provider does. `code` says what."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the identity provider cannot be used just now ({code}); try again later")
        self.code = code


class IdTokenRefused(VitoError):
    """`reason`: a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the identity provider's answer is not accepted ({reason}); begin the log-in again")
        self.reason = reason


class Endpoints(msgspec.Struct, frozen=True):
    """What is used of the discovery document."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str


class Provider:
    """Discovery and keys are cached; keys are looked at again when a token names one that is not among them."""

    def __init__(self, settings: OidcSettings, *, refetch_seconds: float = REFETCH_SECONDS) -> None:
        self.settings = settings
        self._refetch_seconds = refetch_seconds
        self._endpoints: tuple[float, Endpoints] | None = None
        self._keys: tuple[float, dict[str, Any]] | None = None

    async def endpoints(self) -> Endpoints:
        """Raises `ProviderDown`."""
        if self._endpoints is not None and time.monotonic() - self._endpoints[0] < KNOWN_SECONDS:
            return self._endpoints[1]
        url = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
        found: Endpoints = await self._ask("GET", url, Endpoints)
        if found.issuer != self.settings.issuer:
            raise ProviderDown("another_issuer")
        if not all(map(is_safe_url, (found.authorization_endpoint, found.token_endpoint, found.jwks_uri))):
            raise ProviderDown("unsafe_endpoint")
        self._endpoints = (time.monotonic(), found)
        return found

    async def id_token(self, code: str, verifier: str, redirect: str) -> str:
        """Raises `ProviderDown`, and `IdTokenRefused` for a code that the provider does not take."""
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "client_id": self.settings.client_id,
            "code_verifier": verifier,
        }
        if self.settings.client_secret:
            asked["client_secret"] = self.settings.client_secret
        tokens: _Tokens = await self._ask("POST", (await self.endpoints()).token_endpoint, _Tokens, data=asked)
        return tokens.id_token

    async def verified_email(self, token: str, nonce: str) -> str:
        """The verified address that an ID token of this log-in names. Raises `IdTokenRefused`, `ProviderDown`."""
        import jwt

        key = await self._key(token)
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=list(ALGORITHMS),
                audience=self.settings.client_id,
                issuer=self.settings.issuer,
                leeway=SKEW,
                options={"require": list(_REQUIRED)},
            )
        except jwt.PyJWTError as error:
            raise IdTokenRefused(_code(error)) from error
        if claims["nonce"] != nonce:
            raise IdTokenRefused("nonce")
        if claims.get("azp", self.settings.client_id) != self.settings.client_id:
            raise IdTokenRefused("azp")
        email = claims.get("email")
        if not isinstance(email, str) or claims.get("email_verified") is not True:
            raise IdTokenRefused("email_not_verified")
        return email

    async def _key(self, token: str) -> "jwt.PyJWK":
        import jwt

        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError as error:
            raise IdTokenRefused("invalid") from error
        if header.get("alg") not in ALGORITHMS:
            raise IdTokenRefused("algorithm")
        kid = str(header.get("kid", ""))
        if self._keys is None or time.monotonic() - self._keys[0] > KNOWN_SECONDS:
            await self._fetch_keys()
        found = self._among(kid)
        if found is None and self._keys is not None and time.monotonic() - self._keys[0] >= self._refetch_seconds:
            await self._fetch_keys()
            found = self._among(kid)
        if found is None:
            raise IdTokenRefused("unknown_key")
        return found

    def _among(self, kid: str) -> "jwt.PyJWK | None":
        """Without a key id, the only key there is."""
        keys = self._keys[1] if self._keys is not None else {}
        return next(iter(keys.values())) if not kid and len(keys) == 1 else keys.get(kid)

    async def _fetch_keys(self) -> None:
        import jwt

        document = await self._ask("GET", (await self.endpoints()).jwks_uri, dict[str, Any])
        keys = {}
        for each in document.get("keys", ()):
            try:
                keys[str(each.get("kid", ""))] = jwt.PyJWK(each)
            except (jwt.PyJWTError, AttributeError, ValueError, TypeError):
                continue  # a key of a kind that we do not take
        if not keys:
            raise ProviderDown("no_keys")
        self._keys = (time.monotonic(), keys)

    async def _ask(self, method: str, url: str, kind: Any, **more: Any) -> Any:
        import httpx

        try:
            async with (
                httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client,
                client.stream(method, url, headers={"accept": "application/json"}, **more) as answer,
            ):
                body = b""
                async for part in answer.aiter_bytes():
                    body += part
                    if len(body) > MOST_BYTES:
                        raise ProviderDown("too_large")
        except httpx.HTTPError as error:
            raise ProviderDown(type(error).__name__) from error
        if method == "POST" and answer.status_code in (400, 401, 403):
            raise IdTokenRefused("code")
        if answer.status_code != 200:
            raise ProviderDown(f"status_{answer.status_code}")
        try:
            return msgspec.json.decode(body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ProviderDown("unreadable") from error


def _code(error: Exception) -> str:
    """Of the exception's class: its text may quote the token."""
    import jwt

    names: dict[type[Exception], str] = {
        jwt.ExpiredSignatureError: "expired",
        jwt.InvalidSignatureError: "signature",
        jwt.InvalidAudienceError: "audience",
        jwt.InvalidIssuerError: "issuer",
        jwt.ImmatureSignatureError: "not_yet_valid",
        jwt.InvalidAlgorithmError: "algorithm",
        jwt.MissingRequiredClaimError: "claim_missing",
    }
    return next((name for kind, name in names.items() if isinstance(error, kind)), "invalid")
