"""Tenants of the kit: each with a contact, and a binding of its own twin for every module."""

from uuid import UUID

import msgspec

from vito_contracts.contexts import ClinicContext, ClinicRole, ElearningContext, ModuleContext, context_type
from vito_contracts.errors import NotFound
from vito_contracts.ids import BindingId, ContactId, RequestId, TenantId, TwinId, derived_id, new_id
from vito_contracts.modules import Module
from vito_contracts.scope import SYSTEM, BindingScope, TenantScope, TwinVersionRef
from vito_contracts.twin import PersonalityProfile, TwinConfig


class KitTenant(msgspec.Struct, kw_only=True):
    """`bindings`: a scope for each module. `enabled`: plugin id → False where the tenant has switched it off."""

    name: str
    scope: TenantScope
    twin: TwinId
    twin_config: TwinConfig
    contact: ContactId
    bindings: dict[Module, BindingScope]
    enabled: dict[str, bool] = {}
    settings: dict[str, dict[str, object]] = {}
    """Plugin id → what the tenant set of its settings."""

    def binding(self, module: Module = Module.MARKETING) -> BindingScope:
        return self.bindings[module]

    def binding_of(self, binding: BindingId) -> BindingScope:
        """Raises `NotFound`."""
        found = next((each for each in self.bindings.values() if each.binding == binding), None)
        if found is None:
            raise NotFound(f"no binding {binding}")
        return found


def new_tenant(name: str) -> KitTenant:
    """Ids are derived from the name, so that a failure shows the same ones again."""
    tenant = TenantId(_id(name, "tenant"))
    twin = TwinId(_id(name, "twin"))
    request = RequestId(new_id())
    return KitTenant(
        name=name,
        scope=TenantScope(tenant=tenant, actor=SYSTEM, request=request),
        twin=twin,
        twin_config=TwinConfig(personality_profile=PersonalityProfile(tone="warm", language="en")),
        contact=ContactId(_id(name, "contact")),
        bindings={
            module: BindingScope(
                tenant=tenant,
                actor=SYSTEM,
                request=request,
                binding=BindingId(_id(name, module)),
                module=module,
                twin=TwinVersionRef(twin, 1),
                twin_owner=tenant,
            )
            for module in Module
        },
    )


def context_of(module: Module) -> ModuleContext:
    """A context of the module that says as little as one can."""
    if module is Module.CLINICS:
        return ClinicContext(role=ClinicRole.RECEPTIONIST, specialization="general")
    if module is Module.ELEARNING:
        return ElearningContext(subject="general")
    return context_type(module)()


def _id(*parts: str) -> UUID:
    return derived_id("vito_contracts.testing", *parts)
