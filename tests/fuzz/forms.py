"""Bodies whose document says "any object": which shapes it really takes, and what each needs to be there."""

from collections.abc import Callable
from typing import Any

import msgspec

from tests.fuzz.ground import Ground
from tests.fuzz.residents import Resident
from tests.fuzz.schema import Schema
from tests.house import PLUGINS
from vito_contracts.contexts import context_type
from vito_contracts.conversation import DeploymentType
from vito_contracts.deployments import config_type
from vito_contracts.modules import Module
from vito_contracts.outside_events import OUTSIDE_TYPES

MODULES = (
    Module.MARKETING,
    Module.SALES_CRM,
    Module.CUSTOMER_SUPPORT,
    Module.CLINICS,
    Module.ELEARNING,
    Module.ANALYTICS,
)
"""One for each struct of a context."""
SAID_OUTSIDE = ("source", "external", "occurred_at", "reference")
"""What an outside event's body says itself, and its `fields` must not."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """`laid_over`: what the body then holds. `free`: schemas of members that the document leaves open. `without`:
    members that are left out. `prepare`: what must be there first."""

    name: str = ""
    laid_over: dict[str, Any] = {}
    free: dict[str, dict[str, Any]] = {}
    components: dict[str, Any] = {}
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    prepare: Callable[[Resident], None] = lambda _: None


def forms_of(ground: Ground, label: str) -> list[Form]:
    return FORMS[label](ground) if label in FORMS else [Form()]


def _of_struct(kind: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    (found,), components = msgspec.json.schema_components([kind])
    return found, components


def _contexts(_: Ground) -> list[Form]:
    forms = []
    for module in MODULES:
        schema, components = _of_struct(context_type(module))
        context = Schema(schema, components).minimal()
        over = {"module": module, "context": context}
        forms.append(Form(name=module, laid_over=over, free={"context": schema}, components=components))
    return forms


def _new_contexts(ground: Ground) -> list[Form]:
    return [
        msgspec.structs.replace(each, laid_over={"context": each.laid_over["context"]}, prepare=_bound(each))
        for each in _contexts(ground)
    ]


def _bound(form: Form) -> Callable[[Resident], None]:
    def prepare(resident: Resident) -> None:
        resident.known["binding"] = resident.bind(form.laid_over["module"], form.laid_over["context"])

    return prepare


def _deployments(_: Ground) -> list[Form]:
    forms = []
    for kind in DeploymentType:
        schema, components = _of_struct(config_type(kind))
        config = Schema(schema, components).minimal()
        over = {"type": kind, "config": config}
        forms.append(Form(name=kind, laid_over=over, free={"config": schema}, components=components))
    return forms


def _new_configs(ground: Ground) -> list[Form]:
    return [
        msgspec.structs.replace(each, laid_over={"config": each.laid_over["config"]}, prepare=_deployed(each))
        for each in _deployments(ground)
    ]


def _deployed(form: Form) -> Callable[[Resident], None]:
    def prepare(resident: Resident) -> None:
        body = with_brand({**form.laid_over, "binding": resident.id("binding")}, resident)
        resident.known["deployment"] = resident.post("/v1/deployments", body)["id"]

    return prepare


def with_brand(body: dict[str, Any], resident: Resident) -> dict[str, Any]:
    """A campaign is for a brand that exists."""
    config = body.get("config") or {}
    if "brand_id" in config:
        body = {**body, "config": {**config, "brand_id": resident.id("brand")}}
    return body


def _settings(ground: Ground) -> list[Form]:
    forms = []
    for plugin in PLUGINS:
        schema = ground.lived.get(f"/v1/plugins/{plugin}/settings")["schema"]
        free, components = {"values": schema}, schema.get("$defs", {})
        if list(Schema(schema, components).texts()):
            over = {"values": {}}
            forms.append(
                Form(name=plugin, laid_over=over, free=free, components=components, prepare=_names_plugin(plugin))
            )
    return forms


def _names_plugin(plugin: str) -> Callable[[Resident], None]:
    def prepare(resident: Resident) -> None:
        resident.known["plugin"] = plugin

    return prepare


def _outside_events(_: Ground) -> list[Form]:
    forms = {}
    for each in OUTSIDE_TYPES:
        schema, components = _of_struct(each.payload)
        whole = components.pop(schema["$ref"].rpartition("/")[2])
        own = {name: kind for name, kind in whole["properties"].items() if name not in SAID_OUTSIDE}
        fields = {"type": "object", "properties": own, "required": []}
        over = {"type": each.name, "fields": {}}
        forms[each.payload] = Form(
            name=each.name, laid_over=over, free={"fields": fields}, components=components, only=("fields",)
        )
    return [Form(without=("fields",)), *forms.values()]


def _decisions(ground: Ground) -> list[Form]:
    schema, components = _of_struct(ground.backstage.proposal)
    proposal = Schema(schema, components).minimal()
    edit = {"decision": "edit", "proposal": proposal}
    reject = {"decision": "reject", "reason_code": "off_brand"}
    return [
        Form(name="approve", without=("proposal",)),
        Form(name="edit", laid_over=edit, free={"proposal": schema}, components=components),
        Form(name="reject", laid_over=reject, without=("proposal",)),
    ]


def _knowledge(_: Ground) -> list[Form]:
    return [
        Form(name="documents", without=("folder",)),
        Form(name="folder", laid_over={"folder": "."}, without=("documents",), only=("folder",)),
    ]


def _keys(_: Ground) -> list[Form]:
    """A service account has the scopes of its plugin."""
    return [Form(without=("plugin",)), Form(name="plugin", without=("scopes",), only=("plugin",))]


FORMS: dict[str, Callable[[Ground], list[Form]]] = {
    "POST /v1/bindings": _contexts,
    "PUT /v1/bindings/{binding}/context": _new_contexts,
    "POST /v1/deployments": _deployments,
    "PATCH /v1/deployments/{deployment}": _new_configs,
    "PUT /v1/plugins/{plugin}/settings": _settings,
    "POST /v1/events": _outside_events,
    "POST /v1/approvals/{approval}/decide": _decisions,
    "POST /v1/knowledge": _knowledge,
    "POST /v1/keys": _keys,
}
