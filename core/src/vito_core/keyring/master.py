"""The master key of an installation: wraps the tenants' data keys and encrypts nothing else; other keys of the
installation are derived from it."""

import base64
import binascii
import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import TenantId
from vito_core.settings import Settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

BYTES = 32
NONCE = 12
NAME = "VITO_MASTER_KEY"
PREVIOUS = "VITO_MASTER_KEY_PREVIOUS"


class MasterKey:
    """`id` tells keys apart in tables and messages and says nothing about the key."""

    def __init__(self, key: bytes) -> None:
        self.id = hashlib.sha256(b"vito master key\0" + key).hexdigest()[:16]
        self._key = key

    @staticmethod
    def generate() -> str:
        """A new key as text."""
        return base64.b64encode(secrets.token_bytes(BYTES)).decode()

    @staticmethod
    def parse(text: str, origin: str) -> "MasterKey":
        """From base64. Raises `InvalidInput`, which names `origin` and never the text."""
        try:
            key = base64.b64decode(text.strip(), validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != BYTES:
            raise InvalidInput(
                f"{origin}: not a master key, which is {BYTES} bytes in base64 (openssl rand -base64 32)"
            )
        return MasterKey(key)

    def wrap(self, tenant: TenantId, version: int, data_key: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher().encrypt(nonce, data_key, _bound_to(tenant, version))

    def unwrap(self, tenant: TenantId, version: int, wrapped: bytes) -> bytes:
        """Raises `InvalidInput` where this is not the key it was wrapped with, or not this tenant's."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher().decrypt(wrapped[:NONCE], wrapped[NONCE:], _bound_to(tenant, version))
        except InvalidTag as error:
            raise InvalidInput(f"data key {version} of tenant {tenant} cannot be unwrapped: it was altered") from error

    def derived(self, purpose: bytes) -> bytes:
        """A key for one other purpose (HKDF, SHA-256): it says nothing about this one, or about those of others."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(algorithm=SHA256(), length=BYTES, salt=None, info=purpose).derive(self._key)

    def _cipher(self) -> "AESGCM":
        # Imported here: the supervisor, which only looks whether there is a key, starts quicker.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key)


def _bound_to(tenant: TenantId, version: int) -> bytes:
    return b"vito data key\0" + tenant.bytes + version.to_bytes(4, "big")


def master_keys(settings: Settings, environment: Mapping[str, str] = os.environ) -> list[MasterKey]:
    """The current one first, then the one before it, if the master key is being changed. Raises `InvalidInput`."""
    current = settings.master_key or read_secret(NAME, environment)
    if not current:
        raise InvalidInput(
            f"no master key: set {NAME} (32 bytes in base64: openssl rand -base64 32) or {NAME}_FILE to a file that"
            " holds it; without it no journey can be read or written"
        )
    keys = [MasterKey.parse(current, NAME)]
    previous = settings.previous_master_key or read_secret(PREVIOUS, environment)
    if previous:
        keys.append(MasterKey.parse(previous, PREVIOUS))
    return keys


def read_secret(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """`name` from the environment, else the content of the file that `name`_FILE names, else "". Raises
    `InvalidInput` for a file that cannot be read."""
    if environment.get(name):
        return environment[name].strip()
    path = environment.get(f"{name}_FILE")
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{name}_FILE: {path} cannot be read ({type(error).__name__})") from error
