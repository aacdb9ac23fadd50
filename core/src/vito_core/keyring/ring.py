"""The keyring: a tenant's data keys, unwrapped and kept in this process for a while."""

import secrets
import time
from collections.abc import Callable
from typing import Protocol

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vito_contracts.errors import Conflict, InvalidInput, NotFound, VitoError
from vito_contracts.ids import TenantId
from vito_core.keyring.master import BYTES, NONCE, MasterKey
from vito_core.keyring.store import WrappedKey

KEPT_SECONDS = 300.0
"""How long a process goes on with what it knows: an erased or rotated key is gone everywhere after that."""


class KeyStore(Protocol):
    async def of(self, tenant: TenantId) -> list[WrappedKey]: ...
    async def add(self, tenant: TenantId, expected: int, key: WrappedKey) -> bool: ...
    async def replace(self, tenant: TenantId, before: WrappedKey, wrapped: bytes, wrapped_by: str) -> None: ...
    async def erase(self, tenant: TenantId) -> int: ...
    async def masters(self) -> dict[str, int]: ...
    async def tenants(self) -> list[TenantId]: ...


class DataKeyErased(VitoError):
    """What was encrypted with this key cannot be read any more, by anybody; with no key left, nothing new is sealed."""


class DataKey(msgspec.Struct, frozen=True):
    """AES-256-GCM. `bound_to`: what the sealed bytes are for (a format's name, a tenant, an id): they open for nothing
    else."""

    version: int
    cipher: AESGCM

    def seal(self, content: bytes, bound_to: bytes) -> bytes:
        """A nonce of its own, then ciphertext and tag."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self.cipher.encrypt(nonce, content, bound_to)

    def unseal(self, sealed: bytes, bound_to: bytes) -> bytes:
        """Raises `InvalidTag` for what was altered, sealed with another key or for something else, and `ValueError`
        for what is shorter than a nonce may be."""
        return self.cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)


class _Known(msgspec.Struct):
    """`keys`: version → key, None if erased. `current`: the one that encrypts; None if all were erased."""

    keys: dict[int, DataKey | None]
    current: DataKey | None
    read_at: float


class Keyring:
    """`masters` is called at the first use, so that an engine can be built where no master key is needed."""

    def __init__(
        self, store: KeyStore, masters: Callable[[], list[MasterKey]], kept_seconds: float = KEPT_SECONDS
    ) -> None:
        self._store = store
        self._find_masters = masters
        self._found: list[MasterKey] = []
        self._kept_seconds = kept_seconds
        self._known: dict[TenantId, _Known] = {}

    def require(self) -> None:
        """Raises `InvalidInput` if there is no master key, or if it is none."""
        if not self._found:
            self._found = self._find_masters()

    async def check(self) -> None:
        """Raises `InvalidInput` if there is a data key that this master key does not open."""
        self.require()
        ours = {each.id for each in self._found}
        others = {found: count for found, count in (await self._store.masters()).items() if found not in ours}
        if others:
            wrapped = ", ".join(f"{count} by {found}" for found, count in sorted(others.items()))
            raise InvalidInput(
                f"the master key {self._found[0].id} is not the one that the tenants' data keys were wrapped with"
                f" ({wrapped}): set VITO_MASTER_KEY to that one again; to change the master key, set"
                " VITO_MASTER_KEY_PREVIOUS to the old one for one start"
            )

    async def current(self, tenant: TenantId) -> DataKey:
        """The key that encrypts; made when the tenant has none. Raises `DataKeyErased`, `NotFound`."""
        known = self._fresh(tenant) or await self._read(tenant)
        if not known.keys:
            await self._add(tenant, 0)
            known = await self._read(tenant)
        if known.current is None:
            raise DataKeyErased(
                f"the data keys of tenant {tenant} were erased: nothing can be sealed for it;"
                " `vito db data-keys rotate` gives it a new one"
            )
        return known.current

    async def version(self, tenant: TenantId, version: int) -> DataKey:
        """Raises `DataKeyErased`, and `NotFound` for a version that never was."""
        known = self._fresh(tenant)
        if known is None or version not in known.keys:
            known = await self._read(tenant)
        if version not in known.keys:
            raise NotFound(f"no data key {version} of tenant {tenant}; was the database set back?")
        key = known.keys[version]
        if key is None:
            raise DataKeyErased(
                f"data key {version} of tenant {tenant} was erased: what was sealed with it cannot be read any more"
            )
        return key

    async def rotate(self, tenant: TenantId) -> int:
        """A new key from now on; the old ones only decrypt. The new version. Raises `Conflict`, `NotFound`."""
        versions = [each.version for each in await self._store.of(tenant)]
        if not await self._add(tenant, max(versions, default=0)):
            raise Conflict(f"the data key of tenant {tenant} is being rotated by somebody else; try again")
        return (await self.current(tenant)).version

    async def erase(self, tenant: TenantId) -> int:
        """All keys of the tenant, for ever: whatever was encrypted with them is as good as gone."""
        erased = await self._store.erase(tenant)
        self._known.pop(tenant, None)
        return erased

    async def adopt(self) -> int:
        """Wraps anew what the previous master key had wrapped; how many keys. May be interrupted and repeated."""
        self.require()
        count = 0
        for tenant in await self._store.tenants() if len(self._found) > 1 else ():
            for each in await self._store.of(tenant):
                if each.wrapped is not None and each.wrapped_by != self._found[0].id:
                    wrapped = self._found[0].wrap(tenant, each.version, self._unwrap(tenant, each))
                    await self._store.replace(tenant, each, wrapped, self._found[0].id)
                    count += 1
        return count

    def _fresh(self, tenant: TenantId) -> _Known | None:
        known = self._known.get(tenant)
        return known if known is not None and time.monotonic() - known.read_at < self._kept_seconds else None

    async def _read(self, tenant: TenantId) -> _Known:
        self.require()
        keys: dict[int, DataKey | None] = {}
        current = None
        for each in await self._store.of(tenant):
            key = DataKey(each.version, AESGCM(self._unwrap(tenant, each))) if each.wrapped is not None else None
            keys[each.version] = key
            current = current if each.retired else key
        known = self._known[tenant] = _Known(keys, current, time.monotonic())
        return known

    async def _add(self, tenant: TenantId, newest: int) -> bool:
        self.require()
        master, version = self._found[0], newest + 1
        wrapped = master.wrap(tenant, version, secrets.token_bytes(BYTES))
        added = await self._store.add(tenant, newest, WrappedKey(version, wrapped, master.id, False))
        self._known.pop(tenant, None)
        return added

    def _unwrap(self, tenant: TenantId, key: WrappedKey) -> bytes:
        assert key.wrapped is not None
        for master in self._found:
            if master.id == key.wrapped_by:
                return master.unwrap(tenant, key.version, key.wrapped)
        raise InvalidInput(
            f"data key {key.version} of tenant {tenant} is wrapped by the master key {key.wrapped_by}, which this"
            f" process does not have (it has {self._found[0].id}); start it again with the installation's master key"
        )
