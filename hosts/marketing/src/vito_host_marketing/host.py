"""The marketing module as a host: takes content and publishes it, each output once."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.contexts import MarketingContext, ModuleContext
from vito_contracts.errors import InvalidInput
from vito_contracts.events import EventPayload, EventType, NewEvent
from vito_contracts.ids import ContactId, InteractionId
from vito_contracts.inputs import CampaignData, InputKind, InputQuery, ModuleInput
from vito_contracts.modules import Module
from vito_contracts.outputs import Content, Output, Receipt
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_host_marketing.tables import comments, publications


class CommentAnswered(EventPayload, frozen=True, kw_only=True):
    """`comment.answered`: the twin's reply stands below the comment."""

    interaction: InteractionId
    contact: ContactId


EVENT_TYPES = (EventType(name="comment.answered", payload=CommentAnswered),)


class SocialAccount:
    """The capability "host" for MARKETING: a social account of the engine's own."""

    module: Module = Module.MARKETING
    context: type[ModuleContext] = MarketingContext

    def __init__(self, services: Services) -> None:
        self._services = services

    async def provide(self, scope: BindingScope, kind: InputKind, query: InputQuery) -> ModuleInput | None:
        """The posts that drew most comments, for `campaignData`; nothing for the other kinds."""
        if kind is not InputKind.CAMPAIGN:
            return None
        async with self._services.db.transaction(scope) as tx:
            posts = await tx.execute(
                sa.select(comments.c.post_id)
                .group_by(comments.c.post_id)
                .order_by(sa.func.count().desc())
                .limit(query.limit)
            )
            counted = await tx.execute(
                sa.select(
                    sa.select(sa.func.count()).select_from(comments).scalar_subquery(),
                    sa.select(sa.func.count()).where(publications.c.in_reply_to.is_not(None)).scalar_subquery(),
                )
            )
        return CampaignData(posts=tuple(row.post_id for row in posts), comments=counted[0][0], replies=counted[0][1])

    async def accept(self, scope: BindingScope, output: Output) -> Receipt:
        """Publishes content; a reply to a comment also writes `comment.answered`. Raises `InvalidInput`."""
        if not isinstance(output, Content):
            raise InvalidInput(f"module {self.module} takes content, not {type(output).__name__}")
        statement = (
            insert(publications)
            .values(
                id=output.id,
                platform=output.platform,
                post_id=output.post_id,
                in_reply_to=output.in_reply_to,
                text=output.text,
            )
            .on_conflict_do_nothing()
            .returning(publications.c.id)
        )
        async with self._services.db.transaction(scope) as tx:
            published = bool(await tx.execute(statement))
            if published and output.in_reply_to is not None:
                contact = await tx.execute(sa.select(comments.c.contact).where(comments.c.id == output.in_reply_to))
                if contact:
                    payload = CommentAnswered(interaction=output.in_reply_to, contact=contact[0].contact)
                    await tx.emit(NewEvent(type="comment.answered", subject=contact[0].contact, payload=payload))
        return Receipt(id=output.id, plugin=self._services.plugin, repeated=not published)
