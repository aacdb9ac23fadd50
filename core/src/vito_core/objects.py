"""Binary objects: a folder by default, any store obstore speaks to by URL."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from vito_contracts.errors import InvalidInput
from vito_contracts.scope import TenantScope

if TYPE_CHECKING:
    from obstore.store import LocalStore


class ObjectFolder:
    """Implements `vito_contracts.services.Objects`. Every key lies below the tenant's own prefix."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: LocalStore | None = None

    @property
    def _store(self) -> "LocalStore":
        if self._opened is None:
            from obstore.store import LocalStore

            self._opened = LocalStore(self._folder, mkdir=True)
        return self._opened

    async def create(self, scope: TenantScope, key: str, data: bytes) -> bool:
        from obstore import put_async
        from obstore.exceptions import AlreadyExistsError

        try:
            await put_async(self._store, _path(scope, key), data, mode="create")
        except AlreadyExistsError:
            return False
        return True

    async def get(self, scope: TenantScope, key: str) -> bytes | None:
        from obstore import get_async

        try:
            return bytes(await (await get_async(self._store, _path(scope, key))).bytes_async())
        except FileNotFoundError:
            return None

    async def delete(self, scope: TenantScope, key: str) -> None:
        from obstore import delete_async

        with contextlib.suppress(FileNotFoundError):
            await delete_async(self._store, _path(scope, key))


def _path(scope: TenantScope, key: str) -> str:
    parts = key.split("/")
    if not key or any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        raise InvalidInput("an object's key is relative, with no empty, '.' or '..' parts")
    return f"{scope.tenant}/{key}"
