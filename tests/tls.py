"""TLS in front of servers that have none: their own would look the same on the wire."""

import asyncio
import contextlib
import datetime as dt
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SSL_REQUEST = bytes.fromhex("0000000804d2162f")
"""What a PostgreSQL client sends before TLS; the server answers `S` (the protocol's "SSL Session Encryption")."""


class Certificate(msgspec.Struct, frozen=True):
    """Of one name. `file`: with its private key; `authority`: what a client trusts."""

    file: Path
    authority: Path

    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file)
        return context

    def client(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.authority)


def certificate_for(name: str, folder: Path) -> Certificate:
    """Signed by an authority of its own: Temporal's client takes no certificate that is its own authority."""
    root, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority, subject = _called("An authority"), _called(name)
    may_sign, may_not = (x509.BasicConstraints(ca=each, path_length=None) for each in (True, False))
    above = _certificate(authority, root.public_key(), authority).add_extension(may_sign, critical=True)
    below = _certificate(subject, key.public_key(), authority).add_extension(may_not, critical=True)
    named = below.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    folder.mkdir(parents=True, exist_ok=True)
    made = Certificate(folder / "server.pem", folder / "ca.pem")
    made.authority.write_bytes(above.sign(root, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    made.file.write_bytes(
        named.sign(root, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return made


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _certificate(subject: x509.Name, key: ec.EllipticCurvePublicKey, issuer: x509.Name) -> x509.CertificateBuilder:
    now, day = dt.datetime.now(dt.UTC), dt.timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
    )


class Relay:
    """`sealed`: connections that came through, all of them by TLS."""

    def __init__(self, host: str, port: int, certificate: Certificate) -> None:
        self._target = host, port
        self._context = certificate.server()
        self.port = 0
        self.sealed = 0

    @contextlib.asynccontextmanager
    async def postgres(self) -> AsyncIterator["Relay"]:
        """Takes no connection that does not ask for TLS first."""
        async with self._serving(self._asked_for_tls):
            yield self

    @contextlib.asynccontextmanager
    async def grpc(self) -> AsyncIterator["Relay"]:
        self._context.set_alpn_protocols(["h2"])
        async with self._serving(self._pass_on, self._context):
            yield self

    @contextlib.asynccontextmanager
    async def _serving(self, serve, context: ssl.SSLContext | None = None) -> AsyncIterator[None]:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            server.close()

    async def _asked_for_tls(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            if await reader.readexactly(len(SSL_REQUEST)) == SSL_REQUEST:
                writer.write(b"S")
                await writer.start_tls(self._context)
                await self._pass_on(reader, writer)
        writer.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer), contextlib.suppress(OSError):
            inner_reader, inner_writer = await asyncio.open_connection(*self._target)
            self.sealed += 1
            with contextlib.closing(inner_writer):
                await asyncio.gather(_pour(reader, inner_writer), _pour(inner_reader, writer))


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
        else:
            writer.close()
