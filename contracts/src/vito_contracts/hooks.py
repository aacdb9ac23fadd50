"""Registration hooks: plain synchronous pluggy, called once at boot. Each yields small frozen structs; the core
applies them. A kind of hook exists only once a real plugin uses it."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec
import pluggy

from vito_contracts.approvals import ApprovalKind
from vito_contracts.effects import EffectKind
from vito_contracts.events import EventType, PlatformEvent
from vito_contracts.ids import ContactId
from vito_contracts.journey import JourneyStage, StageActivity
from vito_contracts.scope import TenantScope

PROJECT = "vito"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class CapabilityOffer(msgspec.Struct, frozen=True):
    """`protocol`: a class of `vito_contracts.capabilities`; `provider`: the object that implements it.

    `key`: for keyed capabilities (a host's module). `name`: for ordered ones (a guardrail's name).
    """

    protocol: type
    provider: Any
    key: str = ""
    name: str = ""


class Subscription(msgspec.Struct, frozen=True):
    """`handler(scope, event)` is called at least once for each event of the types, in order for each subject.

    `while_disabled`: "skip" moves past events that come while the plugin is off for their tenant; "replay" keeps
    them for later. The handler is handed a `TenantScope`, so a plugin of level "binding" cannot subscribe.
    """

    types: tuple[str, ...]
    handler: Callable[[TenantScope, PlatformEvent], Awaitable[None]]
    name: str = "main"
    """Tells two subscriptions of one plugin apart; part of the cursor's identity, so never rename it."""
    while_disabled: str = "skip"


class Routes(msgspec.Struct, frozen=True):
    """Litestar controllers or handlers, mounted below `/v1/x/<plugin>/`; the core adds key, gate and problem details.

    Handlers get the caller's scope by the parameter `within: TenantScope`.
    """

    handlers: tuple[Any, ...]


class Tables(msgspec.Struct, frozen=True):
    """The plugin's own tables. `schema`: its PostgreSQL schema; `migrations`: folder of Alembic version files,
    relative to the plugin's package; `metadata`: the SQLAlchemy metadata they must match."""

    schema: str
    metadata: Any
    migrations: str = "migrations"


class DataSubjects(msgspec.Struct, frozen=True):
    """What a plugin holds about one contact: `export` gives it as plain data, `erase` removes it and returns how many
    rows it touched."""

    export: Callable[[TenantScope, ContactId], Awaitable[dict[str, Any]]]
    erase: Callable[[TenantScope, ContactId], Awaitable[int]]


class Lifecycle(msgspec.Struct, frozen=True, kw_only=True):
    """What a plugin does when something becomes of it for a tenant. Each is optional, is called once for each change
    within a time limit, and again after a failure: it must bear being repeated.

    `on_enabled` refuses by raising a `VitoError`: the plugin is not enabled then. `on_disabled` and `on_upgraded`,
    which is told the version before, cannot refuse: what they raise is tried again. `export` and `erase` concern all
    that the plugin holds of the tenant *outside* its own tables, which the engine exports and erases itself; `erase`
    returns how many things it removed.
    """

    on_enabled: Callable[[TenantScope], Awaitable[None]] | None = None
    on_disabled: Callable[[TenantScope], Awaitable[None]] | None = None
    on_upgraded: Callable[[TenantScope, str], Awaitable[None]] | None = None
    export: Callable[[TenantScope], Awaitable[dict[str, Any]]] | None = None
    erase: Callable[[TenantScope], Awaitable[int]] | None = None


class PluginSpec:
    """Every hook. A plugin implements those it needs with `@hookimpl`.

    A plugin with connections of its own may also have `async def close(self)`: called once when the engine closes;
    and `async def warm(self)`: called once in a process that begins to serve requests, to import or connect what the
    first call would otherwise wait for.
    """

    @hookspec
    def capabilities(self) -> Iterable[CapabilityOffer]:
        """Capabilities this plugin provides; each must be named in the manifest.

        Example::

            from vito_contracts.capabilities import LeadQualifier
            from vito_contracts.hooks import CapabilityOffer, hookimpl
            from vito_contracts.outputs import LeadAssessment

            class Everyone:
                async def assess(self, scope, interaction):
                    return LeadAssessment(is_lead=True, score=100, reasons=())

            class Plugin:
                @hookimpl
                def capabilities(self):
                    yield CapabilityOffer(LeadQualifier, Everyone())
        """
        yield from ()

    @hookspec
    def subscriptions(self) -> Iterable[Subscription]:
        """Event types this plugin wants to be told of.

        Example::

            from vito_contracts.hooks import Subscription, hookimpl

            class Plugin:
                @hookimpl
                def subscriptions(self):
                    yield Subscription(("interaction.recorded",), self.on_interaction)

                async def on_interaction(self, scope, event):
                    print(event.type, event.subject)
        """
        yield from ()

    @hookspec
    def event_types(self) -> Iterable[EventType]:
        """Event types this plugin writes; emitting one that is not registered is an error.

        Example::

            from vito_contracts.events import EventPayload, EventType
            from vito_contracts.hooks import hookimpl

            class CouponIssued(EventPayload, frozen=True, kw_only=True):
                percent: int

            class Plugin:
                @hookimpl
                def event_types(self):
                    yield EventType(name="coupon.issued", payload=CouponIssued)
        """
        yield from ()

    @hookspec
    def routes(self) -> Iterable[Routes]:
        """HTTP routes below `/v1/x/<plugin>/`.

        Example::

            from litestar import get
            from vito_contracts.hooks import Routes, hookimpl
            from vito_contracts.scope import TenantScope

            @get("/whoami")
            async def whoami(within: TenantScope) -> dict[str, str]:
                return {"tenant": str(within.tenant)}

            class Plugin:
                @hookimpl
                def routes(self):
                    yield Routes((whoami,))
        """
        yield from ()

    @hookspec
    def activities(self) -> Iterable[StageActivity]:
        """Code of journey stages, run as Temporal activities on this plugin's task queue.

        Example::

            from vito_contracts.hooks import hookimpl
            from vito_contracts.journey import StageActivity, StageResult

            class Plugin:
                async def greet(self, scope, call):
                    return StageResult(milestones=("greeted",))

                @hookimpl
                def activities(self):
                    yield StageActivity(name="greet", run=self.greet)
        """
        yield from ()

    @hookspec
    def journey_stages(self) -> Iterable[JourneyStage]:
        """Stages this plugin adds to every journey of a tenant that has it enabled.

        Example::

            from vito_contracts.hooks import hookimpl
            from vito_contracts.journey import JourneyStage
            from vito_contracts.modules import Module

            class Plugin:
                @hookimpl
                def journey_stages(self):
                    yield JourneyStage(name="greet", order=50, module=Module.SALES_CRM, activity="greet")
        """
        yield from ()

    @hookspec
    def tables(self) -> Iterable[Tables]:
        """The plugin's own schema and migrations (at most one).

        Example::

            import sqlalchemy as sa
            from vito_contracts.hooks import Tables, hookimpl
            from vito_contracts.sql import tenant_table

            metadata = sa.MetaData(schema="coupons")
            coupons = tenant_table(metadata, "coupons", sa.Column("percent", sa.Integer, nullable=False))

            class Plugin:
                @hookimpl
                def tables(self):
                    yield Tables("coupons", metadata)
        """
        yield from ()

    @hookspec
    def effects(self) -> Iterable[EffectKind]:
        """Kinds of outward actions, with the performer and the reader that settles doubt.

        Example::

            import msgspec
            from vito_contracts.effects import EffectKind, LookUp
            from vito_contracts.hooks import hookimpl

            class Ping(msgspec.Struct):
                url: str

            async def send(scope, effect_id, payload):
                return "pong"

            async def look_up(scope, effect_id):
                return LookUp.CANNOT_TELL

            class Plugin:
                @hookimpl
                def effects(self):
                    yield EffectKind(name="pinger.ping", payload=Ping, send=send, look_up=look_up)
        """
        yield from ()

    @hookspec
    def approval_kinds(self) -> Iterable[ApprovalKind]:
        """Kinds of questions this plugin puts before a human, with the struct of what it proposes.

        Example::

            from typing import Annotated

            import msgspec
            from vito_contracts.approvals import ApprovalKind
            from vito_contracts.hooks import hookimpl

            class Post(msgspec.Struct):
                text: Annotated[str, msgspec.Meta(min_length=1, max_length=280)]

            class Plugin:
                @hookimpl
                def approval_kinds(self):
                    yield ApprovalKind(name="poster.post", proposal=Post, title="A post")
        """
        yield from ()

    @hookspec
    def data_subjects(self) -> Iterable[DataSubjects]:
        """Export and erasure of what the plugin holds about a contact. Required with `personal_data = true`.

        Example::

            from vito_contracts.hooks import DataSubjects, hookimpl

            class Plugin:
                async def export(self, scope, contact):
                    return {}

                async def erase(self, scope, contact):
                    return 0

                @hookimpl
                def data_subjects(self):
                    yield DataSubjects(self.export, self.erase)
        """
        yield from ()

    @hookspec
    def lifecycle(self) -> Iterable[Lifecycle]:
        """What the plugin does when it is enabled, disabled, upgraded, exported or erased for a tenant (at most one).

        Example::

            from vito_contracts.errors import InvalidInput
            from vito_contracts.hooks import Lifecycle, hookimpl

            class Plugin:
                def __init__(self, ready=True):
                    self.ready = ready

                async def on_enabled(self, scope):
                    if not self.ready:
                        raise InvalidInput("the index is still being built; enable it in an hour")

                @hookimpl
                def lifecycle(self):
                    yield Lifecycle(on_enabled=self.on_enabled)
        """
        yield from ()
