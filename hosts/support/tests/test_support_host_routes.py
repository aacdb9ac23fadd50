"""The routes, in an application that gives them a scope and maps errors as simply as can be."""

from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from litestar import Litestar, Request, Response
from litestar.di import Provide

from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.ids import ContactId, new_id
from vito_contracts.outputs import TicketStatus
from vito_contracts.scope import TenantScope


def client_of(desk: Any, tenant: Any = None) -> AsyncClient:
    scope = (tenant or desk.tenant).scope

    def within() -> TenantScope:
        return scope  # type: ignore[no-any-return]

    def answer(status: int) -> Any:
        def handle(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, str]]:
            return Response({"title": str(error)}, status_code=status)

        return handle

    (routes,) = desk.plugin.routes()
    app: Any = Litestar(
        list(routes.handlers),
        dependencies={"within": Provide(within, sync_to_thread=False)},
        exception_handlers={NotFound: answer(404), InvalidInput: answer(422)},
        openapi_config=None,
    )
    # Litestar's own client runs in another event loop, where the database connections are not at home.
    return AsyncClient(transport=ASGITransport(app), base_url="http://helpdesk.test")


@pytest.fixture
def client(desk: Any) -> AsyncClient:
    return client_of(desk)


async def pages(client: AsyncClient, **query: Any) -> list[list[str]]:
    found = []
    while True:
        body = (await client.get("/tickets", params=query)).raise_for_status().json()
        found.append([item["id"] for item in body["items"]])
        if body["next"] is None:
            return found
        query["after"] = body["next"]


async def test_one_ticket(desk: Any, client: AsyncClient) -> None:
    (ticket,) = await desk.file(1, status=TicketStatus.ESCALATED, escalated_to="team", escalation_reason="why")
    body = (await client.get(f"/tickets/{ticket.id}")).raise_for_status().json()
    assert body == {
        "id": str(ticket.id),
        "contact": str(ticket.contact),
        "category": "technical",
        "status": "escalated",
        "question": "Why does it crash?",
        "answer": "Open the settings.",
        "citations": [{"source": "faq.md", "quote": "Open the settings"}],
        "attempt": 1,
        "escalated_to": "team",
        "escalation_reason": "why",
        "opened_at": "2026-03-02T09:00:00Z",
    }


async def test_pages_newest_first(desk: Any, client: AsyncClient) -> None:
    newest_first = [str(ticket.id) for ticket in reversed(await desk.file(5))]
    assert await pages(client) == [newest_first]
    assert await pages(client, limit=2) == [newest_first[:2], newest_first[2:4], newest_first[4:]]
    assert await pages(client, limit=5) == [newest_first]


async def test_tickets_of_one_moment_are_all_listed(desk: Any, client: AsyncClient) -> None:
    moment = desk.ticket().opened_at
    tickets = await desk.file(7, opened_at=moment)
    listed = [ticket for page in await pages(client, limit=2) for ticket in page]
    assert sorted(listed) == sorted(str(ticket.id) for ticket in tickets)


async def test_filters(desk: Any, client: AsyncClient) -> None:
    contact = ContactId(new_id())
    mine = await desk.file(2, contact=contact)
    handed = await desk.file(1, status=TicketStatus.ESCALATED)
    assert await pages(client, contact=str(contact)) == [[str(each.id) for each in reversed(mine)]]
    assert await pages(client, status="escalated") == [[str(handed[0].id)]]
    assert await pages(client, status="escalated", contact=str(contact)) == [[]]


@pytest.mark.parametrize("query", ["limit=0", "limit=51", "status=lost", "contact=ana", "after=1"])
async def test_bad_queries(query: str, client: AsyncClient) -> None:
    assert (await client.get(f"/tickets?{query}")).status_code == 400


async def test_another_tenants_tickets_do_not_exist(desk: Any) -> None:
    (ticket,) = await desk.file(1)
    stranger = client_of(desk, desk.other)
    assert await pages(stranger) == [[]]
    assert (await stranger.get(f"/tickets/{ticket.id}")).status_code == 404
    assert (await stranger.get(f"/tickets?after={ticket.id}")).status_code == 422
