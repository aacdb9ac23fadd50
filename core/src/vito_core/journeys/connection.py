"""Connecting to Temporal: every client has the codec and stands within the wall."""

import asyncio
from collections.abc import Sequence

from temporalio.client import Client, Interceptor
from temporalio.service import RPCError, RPCStatusCode

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import TenantId
from vito_core.journeys.codec import TenantCodec
from vito_core.journeys.converter import data_converter
from vito_core.journeys.model import ATTRIBUTE, SEARCH_ATTRIBUTES
from vito_core.journeys.wall import TenantWall

ATTRIBUTE_SECONDS = 15.0
"""A server learns of a new search attribute a little after it was told."""


async def connect(
    target: str, namespace: str, codec: TenantCodec, wall: TenantWall, others: Sequence[Interceptor] = ()
) -> Client:
    """`others`: interceptors that stand behind the wall, and hear only of what it lets through."""
    converter, interceptors = data_converter(codec), [wall, *others]
    return await Client.connect(target, namespace=namespace, data_converter=converter, interceptors=interceptors)


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
