"""What the tests of bad input stand on: an engine with one listener, a talking twin, a server that may be killed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx

from tests.chaos.plan import EVENT, PLUGIN, Noted
from tests.chaos.subscribers import register
from vito_contracts.capabilities import Conversational, KnowledgeBase
from vito_contracts.conversation import Query, ReplyPart, TokenUsage, Turn
from vito_contracts.events import NewEvent, PlatformEvent
from vito_contracts.hooks import CapabilityOffer, Subscription
from vito_contracts.modules import Module
from vito_contracts.scope import BindingScope, TenantScope
from vito_core.engine import Engine
from vito_core.events.log import append
from vito_core.testing import Furnished, add_plugin


class Listener:
    """Hears numbers; `raises` and `hangs` say at which it does so, `pause` how long each takes."""

    def __init__(self, pause: float = 0.0) -> None:
        self.heard: list[tuple[UUID, int]] = []
        self.tries: list[int] = []
        self.raises: set[int] = set()
        self.hangs: set[int] = set()
        self._pause = pause

    async def on_event(self, scope: TenantScope, event: PlatformEvent) -> None:
        number = event.read(Noted).number
        self.tries.append(number)
        if number in self.raises:
            raise RuntimeError("never today")
        if number in self.hangs:
            await asyncio.sleep(3600)
        await asyncio.sleep(self._pause)
        self.heard.append((event.subject, number))

    def numbers(self, subject: UUID) -> list[int]:
        """Of the subject, each at its first hearing: delivery is at least once."""
        return list(dict.fromkeys(number for each, number in self.heard if each == subject))

    def join(self, engine: Engine, plugin: str) -> None:
        register(engine.types)
        add_plugin(engine, plugin, subscriptions=(Subscription((EVENT,), self.on_event),))


async def write(engine: Engine, scope: TenantScope, *numbered: tuple[UUID, int]) -> None:
    async with engine.pools.within(scope.tenant) as connection:
        await append(connection, scope.tenant, PLUGIN, engine.types, noted(*numbered))


def noted(*numbered: tuple[UUID, int]) -> list[NewEvent]:
    return [NewEvent(type=EVENT, subject=s, payload=Noted(number=n, effect=False)) for s, n in numbered]


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


async def at_last(attempt: Callable[[], Awaitable[Any]], seconds: float = 20.0) -> Any:
    """The attempt's result, repeated while the database refuses it."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                return await attempt()
            except Exception:
                await asyncio.sleep(0.1)


class Parrot:
    """A twin that says back what it hears. `during`: awaited in the middle of each reply."""

    def __init__(self) -> None:
        self.during: Callable[[], Awaitable[None]] | None = None

    async def reply(self, scope: BindingScope, turn: Turn) -> AsyncIterator[ReplyPart]:
        if self.during is not None:
            await self.during()
        yield ReplyPart(text=f"You said: {turn.message.text}.")
        yield ReplyPart(last=True, usage=TokenUsage(3, 5, "parrot"))

    async def search(self, scope: BindingScope, query: Query) -> tuple[()]:
        return ()

    async def ingest(self, scope: BindingScope, source: Any, progress: Any = None) -> None:
        raise NotImplementedError

    def join(self, engine: Engine) -> None:
        add_plugin(engine, "parrot", CapabilityOffer(Conversational, self), CapabilityOffer(KnowledgeBase, self))


class Caller:
    """One end user's conversation, by the API."""

    def __init__(self, client: httpx.AsyncClient, tenant: Furnished) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {tenant.key}"}
        self._binding = str(tenant.bindings[Module.MARKETING].binding)
        self._conversation = ""

    async def open(self) -> httpx.Response:
        body = {"binding": self._binding, "platform": "TWITTER", "author": "@ana"}
        answer = await self._client.post("/v1/conversations/", json=body, headers=self._headers)
        self._conversation = answer.json().get("id", "")
        return answer

    async def say(self, text: str, key: str) -> httpx.Response:
        url = f"/v1/conversations/{self._conversation}/messages"
        headers = self._headers | {"Idempotency-Key": key}
        return await self._client.post(url, json={"text": text}, headers=headers, timeout=60)

    async def messages(self) -> list[str]:
        url = f"/v1/conversations/{self._conversation}/messages"
        answer = await self._client.get(url, headers=self._headers)
        return [message["text"] for message in answer.json()["items"]]

    async def get(self, path: str) -> httpx.Response:
        return await self._client.get(path, headers=self._headers)
