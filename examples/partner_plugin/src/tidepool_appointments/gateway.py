"""The effect: one message to the contact, through the gateway; and asking the gateway what became of it."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec

from tidepool_appointments.settings import Settings
from vito_contracts.effects import EffectKind, EffectNotSent, EffectRefused, LookUp
from vito_contracts.ids import ContactId, EffectId
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services

KIND = "appointments.confirm"
SECONDS = 10.0
NOT_NOW = (429, 503)


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    appointment: UUID
    contact: ContactId
    place: str
    at: dt.datetime


def confirming(services: Services, installed: Settings) -> tuple[EffectKind, Callable[[], Awaitable[None]]]:
    """The effect, and what closes its connections."""
    kept: list[Any] = []

    def client() -> Any:
        import httpx

        if not kept:
            key = services.secrets.get(installed.gateway_key).reveal() if installed.gateway_key else ""
            headers = {"authorization": f"Bearer {key}"} if key else {}
            kept.append(httpx.AsyncClient(base_url=installed.gateway, timeout=SECONDS, headers=headers))
        return kept[0]

    async def send(scope: TenantScope, effect: EffectId, payload: Confirmation) -> str:
        import httpx

        own = await services.settings.of(scope, Settings)
        contact = await services.conversations.contact(scope, payload.contact)
        message = {"to": contact.handle, "text": worded(own.text, payload)}
        try:
            answer = await client().post("/messages", json=message, headers={"idempotency-key": str(effect)})
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise EffectNotSent from error
        if answer.status_code in NOT_NOW:
            raise EffectNotSent
        if answer.is_client_error:
            raise EffectRefused(f"gateway_{answer.status_code}")
        answer.raise_for_status()
        return str(answer.json()["id"])

    async def look_up(_: TenantScope, effect: EffectId) -> LookUp:
        answer = await client().get(f"/messages/{effect}")
        if answer.status_code == 404:
            return LookUp.ABSENT
        return LookUp.CONFIRMED if answer.is_success else LookUp.CANNOT_TELL

    async def close() -> None:
        while kept:
            await kept.pop().aclose()

    kind = EffectKind(name=KIND, payload=Confirmation, send=send, look_up=look_up, channel="sms")
    return kind, close


def worded(text: str, payload: Confirmation) -> str:
    """Only the two words in braces are replaced: a tenant's text is no program."""
    return text.replace("{place}", payload.place).replace("{at}", payload.at.strftime("%d %B %Y, %H:%M UTC"))
