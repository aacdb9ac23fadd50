"""Contacts as data subjects: finding one, what is held about it, its export and its erasure."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, post
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery

from vito_contracts.events import ContactExported, NewEvent
from vito_contracts.ids import ContactId
from vito_contracts.scope import TenantScope
from vito_core.contacts import ContactRow
from vito_core.engine import Engine
from vito_core.events.log import append, doer
from vito_core.personal_data.requests import SubjectRequest
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after

WHOLE_PERSON = "subjects:read"
"""To fetch all that is held of somebody: more than `contacts:read`, which says who somebody is."""


class Contacts(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[ContactRow]
    next: UUID | None = None


class Requested(msgspec.Struct, kw_only=True):
    """`state`: requested, running, completed or failed. The request's own route says more."""

    request: UUID
    state: str
    requested_at: dt.datetime


@get("/", summary="Contacts, by author name and platform if given")
async def list_contacts(
    engine: TheEngine,
    within: Within,
    author: FromQuery[str | None] = None,
    platform: FromQuery[str | None] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Contacts:
    rows = await engine.contacts.page(within, author=author, platform=platform, after=after, limit=limit)
    return Contacts(items=rows, next=next_after(rows, limit))


@get(
    "/{contact:uuid}/export",
    operation_id="get_contact_export",
    needs=WHOLE_PERSON,
    summary="All that is held about a contact, by plugin, as it is just now",
)
async def export(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> dict[str, Any]:
    held = await engine.subjects.export(within, ContactId(contact))
    await _tell(engine, within, ContactId(contact))
    return held


@post(
    "/{contact:uuid}/export",
    operation_id="request_contact_export",
    status_code=202,
    summary="Make an archive of all that is held",
)
async def ask_export(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> Requested:
    return _requested(await engine.personal_data.export(within, ContactId(contact)))


@delete("/{contact:uuid}", operation_id="erase_contact", status_code=202, summary="Erase a contact's personal data")
async def erase(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> Requested:
    return _requested(await engine.personal_data.erase(within, ContactId(contact)))


@get(
    "/{contact:uuid}/requests/{request_id:uuid}",
    operation_id="get_contact_request",
    summary="How far a request is, and its receipt",
)
async def get_request(
    engine: TheEngine, within: Within, contact: FromPath[UUID], request_id: FromPath[UUID]
) -> SubjectRequest:
    return await engine.personal_data.requests.get(within.tenant, request_id, ContactId(contact))


@get(
    "/{contact:uuid}/requests/{request_id:uuid}/archive",
    operation_id="get_contact_archive",
    needs=WHOLE_PERSON,
    responses={200: ResponseSpec(dict[str, Any], generate_examples=False, description="The archive, as it was made")},
    summary="The archive of an export",
)
async def get_archive(
    engine: TheEngine, within: Within, contact: FromPath[UUID], request_id: FromPath[UUID]
) -> Response[bytes]:
    data = await engine.personal_data.archive(within, ContactId(contact), request_id)
    await _tell(engine, within, ContactId(contact), request_id)
    disposition = f'attachment; filename="{request_id}.json"'
    return Response(data, media_type="application/json", headers={"content-disposition": disposition})


async def _tell(engine: Engine, within: TenantScope, contact: ContactId, request: UUID | None = None) -> None:
    """That all of a person is handed out now; it is not, where that cannot be written down."""
    exported = ContactExported(contact=contact, request=request, by=doer(within))
    event = NewEvent(type="contact.exported", subject=contact, payload=exported)
    async with engine.pools.within(within.tenant) as connection:
        await append(connection, within.tenant, "core", engine.types, [event])


def _requested(request: SubjectRequest) -> Requested:
    return Requested(request=request.id, state=request.state, requested_at=request.requested_at)


router = Router(
    "/v1/contacts",
    route_handlers=[list_contacts, export, ask_export, erase, get_request, get_archive],
    opt={"resource": "contacts"},
    tags=["contacts"],
)
