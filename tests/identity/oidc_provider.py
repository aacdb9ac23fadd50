"""An identity provider on this machine, over real HTTP, that can lie in every way a test asks for."""

import asyncio
import contextlib
import datetime as dt
import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "vito-tests", "client secret"
Change = Callable[[dict[str, Any]], dict[str, Any]]


class LoopbackProvider:
    """`code` of a log-in → ID token with the nonce the log-in began with. What is set on it takes effect at once."""

    def __init__(self) -> None:
        self.port = 0
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid = "one"
        self.signing_key: Any = self.key
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.nonce = ""
        self.down = False
        self.asked: list[str] = []
        self.exchanged: list[dict[str, str]] = []
        self.codes = {"good-code"}

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def id_token(self) -> str:
        now = dt.datetime.now(dt.UTC)
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "subject-1",
            "iat": now,
            "exp": now + dt.timedelta(minutes=5),
            "nonce": self.nonce,
            "email": "ana@lumbra.example",
            "email_verified": True,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, self.signing_key, algorithm=self.algorithm, headers={"kid": self.kid})

    def rotate(self, kid: str) -> None:
        self.key = self.signing_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid = kid

    def _answer(self, path: str, body: str) -> tuple[int, Any]:
        if self.down:
            return 503, {"error": "down"}
        if path == "/.well-known/openid-configuration":
            names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            return 200, {"issuer": self.issuer, **{name: f"{self.issuer}/{name}" for name in names}}
        if path == "/jwks_uri":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return 200, {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": "RS256"}, {"kty": "odd"}]}
        if path == "/token_endpoint":
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            self.exchanged.append(asked)
            if asked.get("code") not in self.codes or asked.get("client_secret") != SECRET:
                return 400, {"error": "invalid_grant"}
            return 200, {"id_token": self.id_token(), "access_token": "x", "token_type": "Bearer"}
        return 404, {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lengths = [line.split(":")[1] for line in head.lower().splitlines() if line.startswith("content-length:")]
        body = (await reader.readexactly(int(lengths[0]))).decode() if lengths else ""
        path = head.split()[1]
        self.asked.append(path)
        status, answer = self._answer(path, body)
        payload = json.dumps(answer).encode()
        lines = [f"HTTP/1.1 {status} X", "content-type: application/json", f"content-length: {len(payload)}",
                 "connection: close"]  # fmt: skip
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + payload)
        await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def provider() -> AsyncIterator[LoopbackProvider]:
    made = LoopbackProvider()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made
