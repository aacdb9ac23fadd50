"""The marketing module as a host: publishes posts and replies, tells of the campaign.

Its own tables stand in for the social account (the demo's Postiz): what is published is a row here, below its comment.
"""

from vito_contracts.contexts import MarketingContext, ModuleContext
from vito_contracts.errors import InvalidInput
from vito_contracts.inputs import CampaignData, InputKind, InputQuery, ModuleInput
from vito_contracts.modules import Module
from vito_contracts.outputs import Content, Output, Receipt
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_host_marketing.store import Store


class MarketingHost:
    """Capability "host" of MARKETING."""

    module: Module = Module.MARKETING
    context: type[ModuleContext] = MarketingContext

    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store

    async def provide(self, scope: BindingScope, kind: InputKind, query: InputQuery) -> ModuleInput | None:
        """CAMPAIGN: the platform's names of at most `query.limit` posts, and the counts over all of them."""
        if kind is not InputKind.CAMPAIGN:
            return None
        found = await self._store.posts(scope, None, max(query.limit, 0))
        comments, replies = await self._store.counts(scope)
        return CampaignData(posts=tuple(post.post_id for post in found), comments=comments, replies=replies)

    async def accept(self, scope: BindingScope, output: Output) -> Receipt:
        """Publishes a post, or a reply below the comment it answers. Idempotent by `output.id`."""
        if not isinstance(output, Content):
            raise InvalidInput(f"marketing takes content, not {type(output).__name__}; send it to its own module")
        if not output.text.strip():
            raise InvalidInput(f"content {output.id} has no text")
        publish = self._store.publish if output.in_reply_to is None else self._store.reply
        new = await publish(scope, output, self._services.clock.now())
        return Receipt(id=output.id, plugin=self._services.plugin, repeated=not new)
