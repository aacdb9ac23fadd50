"""Webhooks: a tenant's own endpoints, what was delivered to them, and replays."""

import datetime as dt
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vito_core.outward.targets import LONGEST_URL
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, TAGGED, IfMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Body, Moment
from vito_core.webhooks.desk import LONGEST_GRACE, MOST_FILTERS
from vito_core.webhooks.records import Delivery, DeliveryState, Webhook, WebhookWithSecret

Url = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_URL)]
Filter = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=100,
        pattern=r"^[a-z0-9_.*-]+$",
        description="A type such as lead.qualified, or a glob such as lead.*",
    ),
]
Filters = Annotated[tuple[Filter, ...], msgspec.Meta(min_length=1, max_length=MOST_FILTERS)]
Grace = Annotated[int, msgspec.Meta(ge=0, le=int(LONGEST_GRACE.total_seconds()))]
SHOWS = "events:read"
"""An endpoint is sent what the event log holds, so whoever names one must be let read it."""


class WebhookBody(Body, frozen=True, kw_only=True):
    """`url`: public, https or http. `events`: types, or globs such as "lead.*"."""

    url: Url
    events: Filters = ("*",)


class WebhookChange(Body, frozen=True, kw_only=True):
    """What is absent stays. `on` true: also takes back what disabled or paused it."""

    url: Url | None = None
    events: Filters | None = None
    on: bool | None = None


class RotationBody(Body, frozen=True, kw_only=True):
    """`grace_seconds`: how long the secret before signs along."""

    grace_seconds: Grace = 86_400


class ReplayBody(Body, frozen=True, kw_only=True):
    """`since`: all that failed of the events told of from then on."""

    since: Moment


class WebhookPage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[Webhook]
    next: UUID | None = None


class DeliveryPage(msgspec.Struct, kw_only=True):
    items: list[Delivery]
    next: UUID | None = None


class DeliveriesReplayed(msgspec.Struct, kw_only=True):
    replayed: int


@post("/", also=SHOWS, summary="A new endpoint; its secret is in this answer alone")
async def create_webhook(engine: TheEngine, within: Within, data: JSONBody[WebhookBody]) -> WebhookWithSecret:
    return await engine.webhooks.create(within, data.url, data.events)


@get("/", summary="Your endpoints, oldest first")
async def list_webhooks(
    engine: TheEngine, within: Within, after: FromQuery[UUID | None] = None, limit: PageLimit = 50
) -> WebhookPage:
    rows = await engine.webhooks.all(within, after, limit)
    return WebhookPage(items=rows, next=next_after(rows, limit))


@get("/{webhook:uuid}", summary="One endpoint", response_headers=TAGGED)
async def show_webhook(engine: TheEngine, within: Within, webhook: FromPath[UUID]) -> Response[Webhook]:
    return shown(await engine.webhooks.get(within, webhook))


@patch(
    "/{webhook:uuid}",
    also=SHOWS,
    summary="Change an endpoint, switch it off or on",
    response_headers=TAGGED,
    problems=CHECKED,
)
async def change_webhook(
    engine: TheEngine,
    within: Within,
    webhook: FromPath[UUID],
    data: JSONBody[WebhookChange],
    if_match: IfMatch = None,
) -> Response[Webhook]:
    seen = required(if_match)
    changed = await engine.webhooks.change(within, webhook, url=data.url, events=data.events, on=data.on, seen=seen)
    return shown(changed)


@delete("/{webhook:uuid}", summary="Remove an endpoint and what is kept of its deliveries", problems=COMPARED)
async def delete_webhook(engine: TheEngine, within: Within, webhook: FromPath[UUID], if_match: IfMatch = None) -> None:
    await engine.webhooks.delete(within, webhook, optional(if_match))


@post(
    "/{webhook:uuid}/rotate",
    status_code=200,
    summary="A new secret; the one before signs along for a while",
    problems=COMPARED,
)
async def rotate_secret(
    engine: TheEngine,
    within: Within,
    webhook: FromPath[UUID],
    data: JSONBody[RotationBody],
    if_match: IfMatch = None,
) -> WebhookWithSecret:
    grace = dt.timedelta(seconds=data.grace_seconds)
    return await engine.webhooks.rotate(within, webhook, grace, optional(if_match))


@post("/{webhook:uuid}/test", status_code=202, summary="Deliver webhook.tested to this endpoint alone")
async def test_webhook(engine: TheEngine, within: Within, webhook: FromPath[UUID]) -> Delivery:
    return await engine.webhooks.test(within, webhook)


@get("/{webhook:uuid}/deliveries", summary="What was delivered, newest first; kept for 30 days")
async def list_deliveries(
    engine: TheEngine,
    within: Within,
    webhook: FromPath[UUID],
    delivery_state: Annotated[DeliveryState | None, QueryParameter(name="state")] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> DeliveryPage:
    rows = await engine.webhook_deliveries.all(within, webhook, state=delivery_state, after=after, limit=limit)
    return DeliveryPage(items=rows, next=next_after(rows, limit))


@post("/{webhook:uuid}/deliveries/{delivery:uuid}/replay", status_code=202, summary="Deliver it again")
async def replay_delivery(
    engine: TheEngine, within: Within, webhook: FromPath[UUID], delivery: FromPath[UUID]
) -> Delivery:
    return await engine.webhook_deliveries.replay(within, webhook, delivery)


@post("/{webhook:uuid}/replay", status_code=202, summary="Deliver all again that failed since then")
async def replay_failed(
    engine: TheEngine, within: Within, webhook: FromPath[UUID], data: JSONBody[ReplayBody]
) -> DeliveriesReplayed:
    return DeliveriesReplayed(replayed=await engine.webhook_deliveries.replay_failed(within, webhook, data.since))


router = Router(
    "/v1/webhooks",
    route_handlers=[
        create_webhook,
        list_webhooks,
        show_webhook,
        change_webhook,
        delete_webhook,
        rotate_secret,
        test_webhook,
        list_deliveries,
        replay_delivery,
        replay_failed,
    ],
    opt={"resource": "webhooks"},
    tags=["webhooks"],
)
