"""Permissions, secrets, settings, effects."""

import ast
import re
from collections.abc import Iterator

from vito_contracts.permissions import (
    ANSWERS,
    ASKS_APPROVALS,
    CALLS_HTTP,
    PERFORMS_EFFECTS,
    READS_CONTACTS,
    READS_CONVERSATIONS,
    READS_EVENTS,
    WRITES_EVENTS,
    allows,
)
from vito_core.partner.model import Fault, Partner, Rule, Source, Tier

_SECRET_NAME = re.compile(r"(password|passwd|secret|token|api_?key|private_?key|credential)", re.IGNORECASE)
_ENVIRONMENT_NAME = re.compile(r"^[A-Z][A-Z0-9_]*$")
_SECRET_VALUE = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bsk-[A-Za-z0-9_-]{20,}|\bgh[pousr]_[A-Za-z0-9]{30,}"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}"
)
_READS = {"messages", "interaction", "enquiry", "reply_text", "replies"}
_ENOUGH = {READS_CONTACTS: READS_CONVERSATIONS}
"""Permission → a wider one that includes it."""
_CALLS = {
    ("conversations", "answer"): ANSWERS,
    ("conversations", "contact"): READS_CONTACTS,
    ("effects", "perform"): PERFORMS_EFFECTS,
    ("approvals", "ask"): ASKS_APPROVALS,
    ("http", "request"): CALLS_HTTP,
} | {("conversations", name): READS_CONVERSATIONS for name in _READS}
"""(service, method) → the permission it asks for."""


def _permissions(partner: Partner) -> Iterator[Fault]:
    needed = {f"{WRITES_EVENTS}{name}": "event_types" for name in partner.facts.event_types}
    needed |= {f"{READS_EVENTS}{name}": "subscriptions" for name in partner.facts.subscribed}
    for source in partner.sources:
        needed |= {permission: f"{source.where}:{line}" for permission, line in _used(source)}
    for permission, where in needed.items():
        any_of = (permission, _ENOUGH.get(permission, permission))
        if not any(allows(partner.manifest.permissions, each) for each in any_of):
            yield Fault(f"{permission!r} is used, and no permission of the manifest covers it", where)


def _used(source: Source) -> Iterator[tuple[str, int]]:
    """Permissions that the code needs, as far as it can be read off: event types by name, calls of services."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "NewEvent":
            for keyword in node.keywords:
                value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
                if keyword.arg == "type" and isinstance(value, str):
                    yield f"{WRITES_EVENTS}{value}", node.lineno
        if isinstance(node.func, ast.Attribute):
            permission = _CALLS.get((_service(node.func.value), node.func.attr))
            if permission is not None:
                yield permission, node.lineno


def _service(node: ast.expr) -> str:
    """Of `services.effects`, `self._effects` or `effects`: "effects"."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name.lstrip("_")


def _secrets(partner: Partner) -> Iterator[Fault]:
    for setting in partner.facts.settings:
        if _SECRET_NAME.search(setting.name) and setting.text and not _ENVIRONMENT_NAME.match(setting.text):
            yield Fault(
                f"setting {setting.name!r} has a secret as its default: name a variable, and ask services.secrets",
                partner.manifest.settings or "",
            )
    for source in (*partner.sources, *partner.tests):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SECRET_VALUE.search(node.value):
                yield Fault("a secret stands in the code", f"{source.where}:{node.lineno}")


def _settings(partner: Partner) -> Iterator[Fault]:
    for setting in partner.facts.settings:
        if setting.required:
            yield Fault(f"setting {setting.name!r} has no default", partner.manifest.settings or "")


def _look_up(partner: Partner) -> Iterator[Fault]:
    """A reader that can never tell leaves every broken call to a human."""
    if "effects" not in partner.facts.hooks:
        return
    for source in partner.sources:
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or "look_up" not in node.name:
                continue
            answers = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
            if answers and all(isinstance(each, ast.Attribute) and each.attr == "CANNOT_TELL" for each in answers):
                reason = f"{node.name!r} never tells: ask the target by the effect's id"
                yield Fault(reason, f"{source.where}:{node.lineno}")


RULES = (
    Rule(
        id="permissions",
        tier=Tier.BRONZE,
        says="the manifest names every permission that the code uses",
        check=_permissions,
        of_facts=True,
    ),
    Rule(
        id="secrets",
        tier=Tier.BRONZE,
        says="no secret stands in the code or in a setting's default",
        check=_secrets,
        of_facts=True,
    ),
    Rule(
        id="settings",
        tier=Tier.SILVER,
        says="settings are a struct, and it works without any being given",
        check=_settings,
        of_facts=True,
    ),
    Rule(
        id="look-up",
        tier=Tier.SILVER,
        says="what became of a broken call is asked of the target",
        check=_look_up,
        of_facts=True,
    ),
)
