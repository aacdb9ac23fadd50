"""What a plugin gets from the engine: `Services`, and nothing else."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar
from uuid import UUID

import msgspec

from vito_contracts.approvals import Approval, ApprovalRequest
from vito_contracts.contexts import ModuleContext
from vito_contracts.conversation import Citation, ConversationContext, Interaction, Message
from vito_contracts.effects import EffectReceipt, EffectRequest
from vito_contracts.events import NewEvent, PlatformEvent
from vito_contracts.ids import BindingId, ContactId, ConversationId, EnquiryId, InteractionId, TenantId
from vito_contracts.modules import Module
from vito_contracts.outputs import Enquiry, Output, Receipt
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.twin import Contact, TwinConfig

C = TypeVar("C")
S = TypeVar("S", bound=msgspec.Struct)


class Row(Protocol):
    """A result row: columns by name (`row.score`) or position."""

    def __getattr__(self, name: str) -> Any: ...
    def __getitem__(self, index: int) -> Any: ...


class Transaction(Protocol):
    """One database transaction within one tenant's wall, running as the plugin's own role."""

    async def execute(self, statement: Any, parameters: Any = None) -> Sequence[Row]:
        """Runs a SQLAlchemy Core statement (or `text`); rows if it returns any, else an empty sequence."""
        ...

    async def emit(self, event: NewEvent) -> None:
        """The only way to write an event: it exists if and only if this transaction commits."""
        ...


class Database(Protocol):
    def transaction(self, scope: TenantScope, *, once: UUID | None = None) -> AbstractAsyncContextManager[Transaction]:
        """Commits on leaving, rolls back on an exception.

        `once`: at most one transaction with this key is ever committed for this plugin and tenant; a later one
        raises `AlreadyHandled` on entering.
        """
        ...


class Capabilities(Protocol):
    async def of(self, scope: TenantScope, protocol: type[C]) -> C:
        """The provider within this scope. Raises `CapabilityUnavailable`."""
        ...

    async def host(self, scope: TenantScope, module: Module) -> Any:
        """The `Host` of a module. Raises `CapabilityUnavailable`."""
        ...


class Events(Protocol):
    async def read(
        self, scope: TenantScope, *, types: Sequence[str] = (), subject: UUID | None = None, limit: int = 1000
    ) -> Sequence[PlatformEvent]:
        """The tenant's log, oldest first; filtered by type and subject where given."""
        ...

    async def counts(self, scope: TenantScope) -> dict[str, int]:
        """Event type → how many."""
        ...


class Effects(Protocol):
    async def perform(self, scope: TenantScope, request: EffectRequest) -> EffectReceipt:
        """Performs an effect once. Called again with the same kind and key it returns what became of the first."""
        ...


class Approvals(Protocol):
    """One queue for all modules of a tenant. A plugin sees the approvals it asked for."""

    async def ask(self, scope: TenantScope, request: ApprovalRequest) -> Approval:
        """Asks once. Called again with the same kind and key it returns what became of the first.

        Raises `NotFound` for a contact that was erased: nothing is asked about it any more.
        """
        ...

    async def get(self, scope: TenantScope, approval: UUID) -> Approval:
        """Raises `NotFound`."""
        ...

    async def withdraw(self, scope: TenantScope, approval: UUID) -> Approval:
        """Takes the question back: expired, unless a decision came first, which then stands. Raises `NotFound`."""
        ...


class Twins(Protocol):
    async def config(self, scope: BindingScope) -> tuple[str, TwinConfig]:
        """(name, configuration) of the scope's twin version. Raises `GrantMissing` once a grant has ended."""
        ...


class BindingView(msgspec.Struct, frozen=True, kw_only=True):
    """A binding as plugins see it."""

    id: BindingId
    tenant: TenantId
    module: Module
    context: ModuleContext
    required_guardrails: tuple[str, ...] = ()


class Bindings(Protocol):
    async def get(self, scope: BindingScope) -> BindingView: ...

    async def of_module(self, scope: TenantScope, module: Module) -> BindingScope | None:
        """The tenant's first active binding for a module, as a scope of its own; None if there is none."""
        ...

    async def of_id(self, scope: TenantScope, binding: BindingId) -> BindingScope:
        """Raises `NotFound`, or `GrantMissing` when the twin may no longer be used."""
        ...


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A twin's complete reply to one text."""

    text: str
    citations: tuple[Citation, ...]
    known: bool
    reply: UUID | None = None


class Conversations(Protocol):
    async def messages(self, scope: TenantScope, conversation: ConversationId, limit: int = 50) -> Sequence[Message]:
        """The latest messages, oldest first; at most 50."""
        ...

    async def interaction(self, scope: TenantScope, interaction: InteractionId) -> Interaction: ...

    async def contact(self, scope: TenantScope, contact: ContactId) -> Contact: ...

    async def enquiry(self, scope: TenantScope, enquiry: EnquiryId) -> Enquiry: ...

    async def reply_text(self, scope: TenantScope, reply: UUID) -> str:
        """What a contact answered to outreach."""
        ...

    async def replies(self, scope: TenantScope, contact: ContactId) -> Sequence[str]:
        """All that a contact answered to outreach, oldest first."""
        ...

    async def answer(
        self,
        scope: BindingScope,
        *,
        contact: ContactId,
        text: str,
        key: UUID,
        context: ConversationContext | None = None,
    ) -> Answer:
        """One turn of the scope's twin with a contact: guardrails, knowledge, reply, stored. Idempotent by `key`."""
        ...


class Outputs(Protocol):
    async def send(self, scope: BindingScope, output: Output) -> Receipt:
        """Hands an output to the host named in the binding's context (or the specification's default)."""
        ...


class SettingsOf(Protocol):
    async def of(self, scope: TenantScope, settings: type[S]) -> S:
        """This plugin's settings for this tenant (installation settings overlaid with the tenant's)."""
        ...


class Objects(Protocol):
    """Binary objects, apart for each tenant. Keys are relative, with "/"."""

    async def create(self, scope: TenantScope, key: str, data: bytes) -> bool:
        """Writes an object that must not exist; False (and nothing written) if it does."""
        ...

    async def get(self, scope: TenantScope, key: str) -> bytes | None: ...

    async def delete(self, scope: TenantScope, key: str) -> None:
        """Removes an object; nothing happens if there is none. For erasure."""
        ...


class HttpAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`headers`: names in lower case. `body`: as it came, not decompressed (none is asked for)."""

    status: int
    headers: dict[str, str]
    body: bytes


class Http(Protocol):
    """The one way out to other people's servers. It goes to public addresses only, connects to the very address that
    was checked, and takes nothing from the environment (no proxies).

    What changes something out there belongs in an effect's `send`: the kill switch is the effects' own.
    """

    async def request(
        self,
        scope: TenantScope,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        seconds: float = 10.0,
        redirects: int = 0,
    ) -> HttpAnswer:
        """One call, whatever the status of the answer. `seconds`: for all of it. `redirects`: how many are followed,
        each to a target that is checked again; a 303, or a 302 to a POST, becomes a GET without body.

        Raises `OutwardRefused` and `OutwardFailed`.
        """
        ...


class Secrets(Protocol):
    def get(self, name: str) -> "Secret":
        """From the environment or a file named in plugins.toml. Raises `InvalidInput` naming what is missing."""
        ...


class Secret:
    """A value that never prints."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


class Clock(Protocol):
    def now(self) -> dt.datetime:
        """Aware, UTC."""
        ...


class Log(Protocol):
    """Structured: an event name and fields. Never personal text."""

    def info(self, event: str, **fields: Any) -> Any: ...
    def warning(self, event: str, **fields: Any) -> Any: ...
    def error(self, event: str, **fields: Any) -> Any: ...


class Services(Protocol):
    """All that a plugin ever gets from the engine. One instance for each plugin: it knows whose it is."""

    plugin: str
    capabilities: Capabilities
    db: Database
    events: Events
    effects: Effects
    approvals: Approvals
    twins: Twins
    bindings: Bindings
    conversations: Conversations
    outputs: Outputs
    settings: SettingsOf
    secrets: Secrets
    http: Http
    objects: Objects
    clock: Clock
    log: Log
