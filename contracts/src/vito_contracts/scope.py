"""Scopes: on whose behalf, and how far, a call may reach. Every service and capability call takes one first."""

from enum import StrEnum
from uuid import UUID

import msgspec

from vito_contracts.ids import BindingId, RequestId, TenantId, TwinId
from vito_contracts.modules import Module


class ActorKind(StrEnum):
    API_KEY = "api_key"
    USER = "user"
    END_USER = "end_user"
    PLUGIN = "plugin"
    SYSTEM = "system"


class Actor(msgspec.Struct, frozen=True):
    """Who acts: an API key, a user, an end user (a contact's id), a plugin (its id in `name`) or the engine.
    `platform`: it is the platform's, and acts on a tenant that is not its own."""

    kind: ActorKind
    id: UUID | None = None
    name: str = ""
    platform: bool = False


SYSTEM = Actor(ActorKind.SYSTEM, name="engine")


class PlatformScope(msgspec.Struct, frozen=True):
    """Operators and migrations. Cannot read tenant rows: `vito-internal` is a tenant like any other."""

    actor: Actor = SYSTEM


class TenantScope(msgspec.Struct, frozen=True):
    """Everything of one tenant."""

    tenant: TenantId
    actor: Actor
    request: RequestId


class TwinVersionRef(msgspec.Struct, frozen=True):
    """A certain version of a twin's configuration."""

    twin: TwinId
    version: int


class BindingScope(TenantScope, frozen=True):
    """One binding of a tenant: it owns rows and pays; the twin may belong to another tenant, by grant."""

    binding: BindingId
    module: Module
    twin: TwinVersionRef
    twin_owner: TenantId


class Level(StrEnum):
    """The widest scope a plugin may be handed; declared in its manifest, checked at registration."""

    PLATFORM = "platform"
    TENANT = "tenant"
    BINDING = "binding"
