"""Passwords of the roles the engine logs in with."""

import secrets

import msgspec


class Logins(msgspec.Struct, frozen=True):
    app: str
    dispatcher: str

    @staticmethod
    def generate() -> "Logins":
        return Logins(secrets.token_urlsafe(24), secrets.token_urlsafe(24))
