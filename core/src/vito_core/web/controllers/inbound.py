"""What contacts write elsewhere: comments below posts, replies to outreach, enquiries."""

from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromQuery, JSONBody

from vito_contracts.ids import BindingId
from vito_core.intake import Comment, InteractionRow
from vito_core.web.controllers.conversations import reply_shape
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Accepted, EnquiryBody, InboundBody, InteractionBody, InteractionShape


class Interactions(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[InteractionRow]
    next: UUID | None = None


@post(
    "/interactions",
    operation_id="receive_comment",
    status_code=200,
    problems=(502,),
    summary="A comment; the twin's reply comes back",
)
async def comment(engine: TheEngine, within: Within, data: JSONBody[InteractionBody]) -> InteractionShape:
    interaction, contact, reply = await engine.intake.comment(
        within,
        BindingId(data.binding),
        Comment(
            id=data.id,
            platform=data.platform,
            post_id=data.post_id,
            author=data.author,
            text=data.text,
            lang=data.lang,
        ),
    )
    return InteractionShape(id=interaction, contact=contact, reply=reply_shape(reply))


@get("/interactions", summary="Answered comments")
async def list_interactions(
    engine: TheEngine,
    within: Within,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Interactions:
    rows = await engine.intake.interactions(within, after, limit)
    return Interactions(items=rows, next=next_after(rows, limit))


@post("/replies", operation_id="receive_reply", status_code=202, summary="What a contact answered to outreach")
async def reply(engine: TheEngine, within: Within, data: JSONBody[InboundBody]) -> Accepted:
    contact = await engine.intake.reply(within, key=data.id, platform=data.platform, author=data.author, text=data.text)
    return Accepted(contact=contact)


@post("/enquiries", operation_id="receive_enquiry", status_code=202, summary="A contact's question to the support twin")
async def enquiry(engine: TheEngine, within: Within, data: JSONBody[EnquiryBody]) -> Accepted:
    enquiry_id, contact = await engine.intake.enquiry(
        within, key=data.id, platform=data.platform, author=data.author, text=data.text, lang=data.lang
    )
    return Accepted(contact=contact, id=enquiry_id)


router = Router(
    "/v1",
    route_handlers=[comment, list_interactions, reply, enquiry],
    opt={"resource": "interactions"},
    tags=["inbound"],
)
