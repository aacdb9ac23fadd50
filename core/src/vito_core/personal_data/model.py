"""What travels between the workflows and their activities. Every message names its tenant; none holds a person's words:
those stay in the database."""

from uuid import UUID

import msgspec

from vito_contracts.ids import ContactId, TenantId

ERASURE, EXPORT = "personal-data.erasure", "personal-data.export"
"""Names of the two workflows."""

BEGIN = "personal-data.begin"
STOP = "personal-data.stop"
SETTLE = "personal-data.settle"
COLLECT = "personal-data.collect"
ERASE_PLUGIN = "personal-data.erase_plugin"
ERASE_CORE = "personal-data.erase_core"
VERIFY = "personal-data.verify"
COMPLETE = "personal-data.complete"
FAIL = "personal-data.fail"
ARCHIVE = "personal-data.archive"
"""Names of the activities."""


class SubjectCall(msgspec.Struct, frozen=True, kw_only=True):
    """Input of both workflows and of most activities. `settle_seconds`: how long a handler may still be at work."""

    tenant: TenantId
    contact: ContactId
    request: UUID
    settle_seconds: float = 60.0


class PluginCall(msgspec.Struct, frozen=True, kw_only=True):
    tenant: TenantId
    contact: ContactId
    request: UUID
    plugin: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """`open` False: the request was settled by an earlier run. `unloaded`: hold data, but could not be loaded."""

    open: bool
    plugins: tuple[str, ...] = ()
    unloaded: tuple[str, ...] = ()


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Why something could not be done, as a code; `plugin`: whose fault it is ("core": ours)."""

    code: str
    plugin: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """`fault` None: it was done."""

    fault: Fault | None = None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`mentions`: table → rows that belong to nobody in particular and hold the same words. `name` False: the contact's
    name was not known any more, and not looked for. `left_out`: tables of nobody's in particular that were too large
    to be looked through."""

    fault: Fault | None = None
    columns: int = 0
    strings: int = 0
    mentions: dict[str, int] = {}
    name: bool = True
    left_out: tuple[str, ...] = ()


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    tenant: TenantId
    contact: ContactId
    request: UUID
    verdict: Verdict


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    tenant: TenantId
    contact: ContactId
    request: UUID
    fault: Fault


def erasure_id(tenant: TenantId, contact: ContactId) -> str:
    """One contact, one erasure."""
    return f"{tenant}/erasure/{contact}"


def export_id(tenant: TenantId, contact: ContactId, request: UUID) -> str:
    return f"{tenant}/export/{contact}/{request}"
