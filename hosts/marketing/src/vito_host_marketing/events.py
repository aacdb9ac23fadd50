"""Events the marketing host writes. Ids only: the platform's own names of posts stay in the tables."""

from uuid import UUID

from vito_contracts.events import EventPayload, EventType
from vito_contracts.ids import ContactId, InteractionId


class CommentAnswered(EventPayload, frozen=True, kw_only=True):
    """`comment.answered`: the twin's reply stands below the comment. `content`: the reply's id."""

    interaction: InteractionId
    contact: ContactId
    post: UUID
    content: UUID


class PostPublished(EventPayload, frozen=True, kw_only=True):
    """`post.published`."""

    post: UUID
    content: UUID


EVENT_TYPES = (
    EventType(name="comment.answered", payload=CommentAnswered),
    EventType(name="post.published", payload=PostPublished),
)
