"""Secrets of endpoints: kept sealed with the tenant's data key, used to sign by the Standard Webhooks specification."""

import base64
import hashlib
import hmac
import secrets
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import TenantId
from vito_core.keyring.ring import Keyring

PREFIX = "whsec_"
_BYTES = 32
_FORMAT = b"vito webhook secret 1\0"


class Sealed(msgspec.Struct, frozen=True):
    """`key`: the version of the tenant's data key."""

    data: bytes
    key: int


def new_secret() -> bytes:
    return secrets.token_bytes(_BYTES)


def shown(secret: bytes) -> str:
    """As the owner of the endpoint gets it."""
    return PREFIX + base64.b64encode(secret).decode()


async def seal(keys: Keyring, tenant: TenantId, webhook: UUID, secret: bytes) -> Sealed:
    """Raises `DataKeyErased`."""
    key = await keys.current(tenant)
    return Sealed(key.seal(secret, _bound_to(tenant, webhook)), key.version)


async def unseal(keys: Keyring, tenant: TenantId, webhook: UUID, sealed: Sealed) -> bytes:
    """Raises `DataKeyErased`, and `InvalidInput` for what was altered or moved to another endpoint."""
    key = await keys.version(tenant, sealed.key)
    try:
        return key.unseal(sealed.data, _bound_to(tenant, webhook))
    except (InvalidTag, ValueError) as error:
        raise InvalidInput(f"the secret of webhook {webhook} cannot be opened; rotate it") from error


def sign(signers: list[bytes], message: UUID, at: int, body: bytes) -> dict[str, str]:
    """The three headers. `at`: seconds since 1970. `signers`: the secret, and the one before while it counts."""
    content = f"{message}.{at}.".encode() + body
    signatures = [hmac.new(secret, content, hashlib.sha256).digest() for secret in signers]
    return {
        "webhook-id": str(message),
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(each).decode()}" for each in signatures),
    }


def _bound_to(tenant: TenantId, webhook: UUID) -> bytes:
    return _FORMAT + tenant.bytes + webhook.bytes
