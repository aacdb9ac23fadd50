"""Identity as one part of the engine: what finds out who calls, and what staff, keys and end users are made by."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from vito_core.db.pool import Pools
from vito_core.events.types import EventTypes
from vito_core.identity.aside import Aside
from vito_core.identity.callers import Caller, Dead
from vito_core.identity.denials import Denials
from vito_core.identity.end_users import EndUserDoor, EndUserTokens, TokenRefused
from vito_core.identity.keys import KeyStore
from vito_core.identity.last_used import LastUsed
from vito_core.identity.login import Login
from vito_core.identity.passwords import Passwords
from vito_core.identity.provider import Provider
from vito_core.identity.secrets import KEY_PREFIX, SESSION_PREFIX
from vito_core.identity.service_accounts import ServiceAccounts
from vito_core.identity.sessions import Sessions
from vito_core.identity.single_sign_on import SingleSignOn
from vito_core.identity.throttle import LoginThrottle
from vito_core.identity.users import UserStore
from vito_core.settings import Settings
from vito_core.tenancy import KeyHolder, Tenancy

if TYPE_CHECKING:
    from vito_core.keyring.master import MasterKey

CLOSE_SECONDS = 5.0
THROTTLE_PURPOSE = b"vito log-in pauses"


class Identity:
    def __init__(
        self,
        settings: Settings,
        pools: Pools,
        types: EventTypes,
        tenancy: Tenancy,
        accounts: ServiceAccounts,
        masters: "Callable[[], Sequence[MasterKey]]",
        log: Any,
    ) -> None:
        self.tenancy = tenancy
        self.aside = Aside(log)
        self.denials = Denials(pools, types, self.aside, log)
        self.keys = KeyStore(pools, types, tenancy, accounts)
        self.sessions = Sessions(
            pools,
            types,
            self.aside,
            seconds=settings.session_seconds,
            idle_seconds=settings.session_idle_seconds,
        )
        self.users = UserStore(pools, types, self.sessions)
        throttle = LoginThrottle(pools, lambda: masters()[0].derived(THROTTLE_PURPOSE))
        self.login = Login(pools, types, self.sessions, Passwords(), throttle, self.denials)
        self.single_sign_on = SingleSignOn(pools, self.login, self.denials, lambda: _provider(settings))
        self.end_users = EndUserDoor(pools, types, EndUserTokens(masters))
        self._last_used = LastUsed(pools, self.aside)

    async def caller(self, credential: str) -> Caller | None:
        """Who calls with this key, session or end-user token; None, and a note of it, for one that opens nothing."""
        if credential.startswith(KEY_PREFIX):
            known = self.tenancy.believed(credential)
            if known is not None:
                return known
        found = await self._find(credential)
        if found is None or isinstance(found, Dead):
            self.refuse(found)
            return None
        return found

    async def _find(self, credential: str) -> Caller | Dead | None:
        if credential.startswith(KEY_PREFIX):
            found = await self.tenancy.resolve(credential)
            if isinstance(found, KeyHolder):
                self._last_used.note(found.tenant, found.key)
            return found
        if credential.startswith(SESSION_PREFIX):
            return await self.sessions.resolve(credential)
        try:
            return await self.end_users.caller(credential)
        except TokenRefused as refused:
            return refused.dead()

    def refuse(self, credential: Dead | None) -> None:
        """Notes a credential that opened nothing; None: it is nobody's."""
        if credential is None:
            self.denials.unknown()
        else:
            self.denials.dead(credential)

    async def close(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.aside.settled()


def _provider(settings: Settings) -> Provider | None:
    return Provider(settings.oidc) if settings.oidc is not None else None
