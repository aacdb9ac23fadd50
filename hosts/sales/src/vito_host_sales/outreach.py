"""How a message leaves: the effect "sales-host.outreach".

The local outbox stands in for a mail or direct-message provider: each message is an RFC 5322 file among the tenant's
objects, `outbox/<effect id>.eml`. Its addresses end in `.invalid` (RFC 2606): no mail program could ever deliver one.
"""

import re
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Protocol
from uuid import UUID

import msgspec

from vito_contracts.effects import EffectKind, EffectRefused, LookUp
from vito_contracts.ids import ContactId, EffectId
from vito_contracts.scope import TenantScope
from vito_contracts.services import Clock, Conversations, Objects
from vito_contracts.twin import Contact

KIND = "sales-host.outreach"
CHANNEL = "email"
OPTED_OUT = "opted_out"


class Outreach(msgspec.Struct, frozen=True, kw_only=True):
    """What the effect is given. The address is looked up when it is sent: it lives in one erasable row."""

    contact: ContactId
    message: UUID
    kind: str
    twin: str
    subject: str
    text: str
    language: str


class Suppression(Protocol):
    """Who must not be written to any more."""

    async def opted_out(self, scope: TenantScope, contact: ContactId) -> bool: ...


class Outbox:
    """Performer and reader of the effect."""

    def __init__(self, objects: Objects, conversations: Conversations, clock: Clock, suppression: Suppression) -> None:
        self._objects = objects
        self._conversations = conversations
        self._clock = clock
        self._suppression = suppression

    def kind(self) -> EffectKind:
        """Repeatable: the file is named after the effect and never written twice."""
        return EffectKind(
            name=KIND, payload=Outreach, send=self.send, look_up=self.look_up, repeatable=True, channel=CHANNEL
        )

    async def send(self, scope: TenantScope, effect_id: EffectId, payload: Outreach) -> str:
        """Writes the message; its object key. Raises `EffectRefused("opted_out")`: the last door before the world."""
        if await self._suppression.opted_out(scope, payload.contact):
            raise EffectRefused(OPTED_OUT)
        contact = await self._conversations.contact(scope, payload.contact)
        message = compose_file(payload, contact, effect_id)
        message["Date"] = self._clock.now()
        key = outbox_key(effect_id)
        await self._objects.create(scope, key, message.as_bytes())
        return key

    async def look_up(self, scope: TenantScope, effect_id: EffectId) -> LookUp:
        found = await self._objects.get(scope, outbox_key(effect_id))
        return LookUp.ABSENT if found is None else LookUp.CONFIRMED


def compose_file(payload: Outreach, contact: Contact, effect_id: EffectId) -> EmailMessage:
    """The message as RFC 5322 wants it, without its date."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = Address(_header(payload.twin), "twin", "sales.invalid")
    message["To"] = Address(_header(contact.handle), _local_part(contact), f"{_domain(contact.platform)}.invalid")
    message["Subject"] = _header(payload.subject)
    message["Message-ID"] = f"<{effect_id}@sales.invalid>"
    message["X-Effect-Id"] = str(effect_id)
    message["X-Message-Kind"] = payload.kind
    message["Content-Language"] = payload.language
    message.set_content(_encodable(payload.text))
    return message


def outbox_key(effect_id: EffectId) -> str:
    return f"outbox/{effect_id}.eml"


def _local_part(contact: Contact) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", contact.handle.lower()).strip("-.")[:64].rstrip("-.").replace(
        "..", "."
    ) or str(contact.id)


def _domain(platform: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", platform.lower()).strip("-")[:60] or "unknown"


def _header(text: str) -> str:
    """One line, no control characters: what a contact is called must not become a header of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in _encodable(text)).split())[:200]


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
