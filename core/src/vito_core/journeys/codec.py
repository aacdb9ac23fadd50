"""Every payload that Temporal stores is encrypted with its tenant's data key.

A sealed payload says in clear which tenant and which version of the key; both are authenticated with the content, so
that a payload of one tenant is never opened as another's. It runs in client and worker, outside the workflow sandbox.
"""

from collections.abc import Sequence
from uuid import UUID

from cryptography.exceptions import InvalidTag
from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    ActivitySerializationContext,
    PayloadCodec,
    SerializationContext,
    WithSerializationContext,
    WorkflowSerializationContext,
)

from vito_contracts.ids import TenantId
from vito_core.journeys.converter import refused
from vito_core.journeys.model import tenant_of
from vito_core.keyring.ring import DataKey, DataKeyErased, Keyring

SEALED = b"binary/vito-sealed"
_FORMAT = b"vito payload 1\0"


class NoTenant(Exception):
    """A payload that belongs to no tenant's workflow: it is not written."""


class TenantCodec(PayloadCodec, WithSerializationContext):
    """`workflow`: the id the payload belongs to, known from Temporal's serialization context."""

    def __init__(self, keys: Keyring, workflow: str | None = None) -> None:
        self._keys = keys
        self._workflow = workflow
        self._tenant = tenant_of(workflow)

    def with_context(self, context: SerializationContext) -> "TenantCodec":
        if isinstance(context, WorkflowSerializationContext | ActivitySerializationContext):
            return TenantCodec(self._keys, context.workflow_id)
        return TenantCodec(self._keys)

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Raises `NoTenant` where the workflow id names no tenant: nothing goes out unsealed."""
        if self._tenant is None:
            raise NoTenant(f"workflow id {self._workflow!r} names no tenant: it must begin with <tenant>/")
        key = await self._keys.current(self._tenant)
        return [_seal(self._tenant, key, payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Unsealed payloads pass: workflows begun before there were keys go on. One that may not be read becomes a
        payload that no value can be made of, so that a foreign signal is dropped instead of stopping the workflow."""
        return [await self._open(each) if each.metadata.get("encoding") == SEALED else each for each in payloads]

    async def _open(self, payload: Payload) -> Payload:
        try:
            owner = TenantId(UUID(payload.metadata["vito-tenant"].decode()))
            version = int(payload.metadata["vito-key"])
        except (KeyError, ValueError):
            return refused("PayloadDamaged", "the payload does not say which data key sealed it")
        if owner != self._tenant:
            return refused("TenantMismatch", "the payload belongs to another tenant")
        try:
            key = await self._keys.version(owner, version)
            return Payload.FromString(key.unseal(payload.data, _bound_to(owner, version)))
        except DataKeyErased as error:
            return refused("DataKeyErased", str(error))
        except (InvalidTag, ValueError):
            return refused("PayloadDamaged", "the payload was altered or sealed with another key")


def _seal(tenant: TenantId, key: DataKey, payload: Payload) -> Payload:
    sealed = key.seal(payload.SerializeToString(), _bound_to(tenant, key.version))
    metadata = {"encoding": SEALED, "vito-tenant": str(tenant).encode(), "vito-key": str(key.version).encode()}
    return Payload(metadata=metadata, data=sealed)


def _bound_to(tenant: TenantId, version: int) -> bytes:
    return _FORMAT + tenant.bytes + version.to_bytes(4, "big")
