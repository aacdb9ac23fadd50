"""Connecting to Temporal: every client has the codec and stands within the wall."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from temporalio.client import Client, Interceptor
from temporalio.service import RPCError, RPCStatusCode, TLSConfig

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import TenantId
from vito_core.journeys.codec import TenantCodec
from vito_core.journeys.converter import data_converter
from vito_core.journeys.model import ATTRIBUTE, SEARCH_ATTRIBUTES
from vito_core.journeys.wall import TenantWall
from vito_core.settings import PLAIN_TEMPORAL, TemporalAccess

ATTRIBUTE_SECONDS = 15.0
"""A server learns of a new search attribute a little after it was told."""


async def connect(
    target: str,
    namespace: str,
    codec: TenantCodec,
    wall: TenantWall,
    access: TemporalAccess = PLAIN_TEMPORAL,
    others: Sequence[Interceptor] = (),
) -> Client:
    """`others`: interceptors that stand behind the wall, and hear only of what it lets through.

    Raises `InvalidInput` for a certificate that cannot be read, `RuntimeError` while the server is away."""
    return await Client.connect(
        target,
        namespace=namespace,
        data_converter=data_converter(codec),
        interceptors=[wall, *others],
        tls=tls_of(access),
        api_key=access.api_key or None,
    )


def tls_of(access: TemporalAccess) -> TLSConfig | bool:
    """Raises `InvalidInput` for a file that cannot be read."""
    if access.ca is None and access.certificate is None and access.server_name is None:
        return access.tls or bool(access.api_key)
    return TLSConfig(
        server_root_ca_cert=_read(access.ca),
        client_cert=_read(access.certificate),
        client_private_key=_read(access.private_key),
        domain=access.server_name,
    )


def _read(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path is not None else None
    except OSError as error:
        raise InvalidInput(f"Temporal's certificates: {path} cannot be read ({error.strerror})") from error


def on_behalf_of(client: Client, wall: TenantWall, tenant: TenantId) -> Client:
    """The same connection, for one tenant's workflows only."""
    config = client.config()
    others = [each for each in config["interceptors"] if not isinstance(each, TenantWall)]
    config["interceptors"] = [wall.of(tenant), *others]
    return Client(**config)


async def require_search_attribute(client: Client, seconds: float = ATTRIBUTE_SECONDS) -> None:
    """Raises `InvalidInput` where Temporal does not know the tenant's search attribute."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not await _knows_attribute(client):
        if asyncio.get_running_loop().time() > deadline:
            raise InvalidInput(
                f"Temporal at {client.service_client.config.target_host} does not know the search attribute"
                f" {ATTRIBUTE} in namespace {client.namespace}: temporal operator search-attribute create --namespace"
                f" {client.namespace} --name {ATTRIBUTE} --type {SEARCH_ATTRIBUTES[ATTRIBUTE]}"
            )
        await asyncio.sleep(0.2)


async def _knows_attribute(client: Client) -> bool:
    try:
        await client.count_workflows(f'{ATTRIBUTE} = "none"')
    except RPCError as error:
        if error.status is RPCStatusCode.INVALID_ARGUMENT:
            return False
        raise
    return True
