"""Secrets that the engine makes: their prefix says what they are, 256 random bits follow it."""

import hashlib
import secrets

KEY_PREFIX = "vito_"
SESSION_PREFIX = "vses_"
INVITATION_PREFIX = "vinv_"


def new_secret(prefix: str) -> str:
    return prefix + secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """What is stored of one. It carries 256 random bits, so a plain digest is enough: there is no dictionary to try."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
