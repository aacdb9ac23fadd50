"""Data subjects: what is held about a contact, and its erasure."""

from typing import Any
from uuid import UUID

from litestar import Router, delete, get
from litestar.params import FromPath

from vito_contracts.ids import ContactId
from vito_core.journeys.service import stop_signal
from vito_core.web.auth import may_write
from vito_core.web.depends import TheEngine, Within


@get("/{contact:uuid}/export", summary="All that is held about a contact, by plugin")
async def export(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> dict[str, Any]:
    return await engine.subjects.export(within, ContactId(contact))


@delete("/{contact:uuid}", guards=[may_write], status_code=200, summary="Erase a contact's personal data")
async def erase(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> dict[str, int]:
    # First the journey: nothing more may go out to somebody who asked to be forgotten.
    await engine.journeys.signal(within.tenant, ContactId(contact), stop_signal(within.tenant, ContactId(contact)))
    return await engine.subjects.erase(within, ContactId(contact))


router = Router("/v1/contacts", route_handlers=[export, erase], tags=["contacts"])
