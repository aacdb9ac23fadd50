"""Comments and replies on the real database: recorded once, answered once, exported and erased."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.testing import TestClient

from vito_contracts.contexts import ContentType
from vito_contracts.conversation import Interaction
from vito_contracts.errors import GrantMissing, InvalidInput, NotFound
from vito_contracts.events import PlatformEvent
from vito_contracts.ids import ContactId, ConversationId, EventId, InteractionId, RequestId, TenantId, new_id
from vito_contracts.inputs import CampaignData, InputKind, InputQuery
from vito_contracts.manifest import read_manifest
from vito_contracts.modules import Module
from vito_contracts.outputs import Content, Lead
from vito_contracts.scope import SYSTEM, BindingScope, Level, TenantScope
from vito_core.engine import Engine
from vito_core.testing import EngineOf, Furnished, add_contact, furnish, log_of
from vito_host_marketing.plugin import MarketingPlugin
from vito_host_marketing.records import Comment, Post, Reply
from vito_host_marketing.routes import handlers
from vito_host_marketing.settings import Settings

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


class Heard:
    """`Conversations`: the interactions that were recorded."""

    def __init__(self) -> None:
        self.all: dict[InteractionId, Interaction] = {}

    async def interaction(self, scope: Any, interaction: InteractionId) -> Interaction:
        if interaction not in self.all:
            raise NotFound("no such interaction")
        return self.all[interaction]


class Account(msgspec.Struct, kw_only=True):
    """A tenant's marketing plugin and one follower."""

    engine: Engine
    tenant: Furnished
    plugin: MarketingPlugin
    heard: Heard
    contact: ContactId
    services: Any

    @property
    def scope(self) -> BindingScope:
        return self.tenant.bindings[Module.MARKETING]

    async def comment(self, text: str, *, post: str = "post-1", reply: str = "Thanks!") -> PlatformEvent:
        """The follower commented, the twin answered, and the host was told: twice, as events come at least once."""
        identifier = InteractionId(new_id())
        self.heard.all[identifier] = Interaction(
            id=identifier,
            binding=self.scope.binding,
            contact=self.contact,
            conversation=ConversationId(new_id()),
            platform="TWITTER",
            post_id=post,
            language="en",
            text=text,
            reply=reply,
            at=AT,
        )
        event = self.event(identifier)
        for _ in range(2):
            await self.plugin.on_interaction(self.tenant.scope, event)
        return event

    def event(self, interaction: InteractionId) -> PlatformEvent:
        payload = {
            "interaction": str(interaction),
            "binding": str(self.scope.binding),
            "contact": str(self.contact),
            "conversation": str(new_id()),
            "platform": "TWITTER",
            "known": True,
        }
        return PlatformEvent(
            id=EventId(new_id()),
            tenant=self.tenant.scope.tenant,
            type="interaction.recorded",
            subject=self.contact,
            at=AT,
            payload=payload,
        )

    async def comments(self) -> list[Comment]:
        return await self.plugin._store.comments(self.tenant.scope, None, None, 50)

    async def posts(self) -> list[Post]:
        return await self.plugin._store.posts(self.tenant.scope, None, 50)

    async def events(self, name: str) -> list[PlatformEvent]:
        found = await log_of(self.services, self.tenant.scope, types=(name,))
        return list(found)


AccountOf = Callable[..., Awaitable[Account]]


@pytest.fixture
async def account_of(engine_of: EngineOf) -> AccountOf:
    async def make(
        slug: str = "acme", *, engine: Engine | None = None, settings: dict[str, Any] | None = None
    ) -> Account:
        engine = engine or await engine_of("marketing-host", settings={"marketing-host": settings or {}})
        tenant = await furnish(engine, slug, contexts={Module.MARKETING: {}})
        real = engine.registry.plugins["marketing-host"].plugin._services
        heard = Heard()
        names = ("plugin", "db", "bindings", "outputs", "settings", "events", "clock", "log")
        services: Any = SimpleNamespace(conversations=heard, **{name: getattr(real, name) for name in names})
        return Account(
            engine=engine,
            tenant=tenant,
            plugin=MarketingPlugin(services, Settings()),
            heard=heard,
            contact=await add_contact(engine, tenant.scope, "ana"),
            services=services,
        )

    return make


@pytest.fixture
async def account(account_of: AccountOf) -> Account:
    return await account_of()


def content(account: Account, **changes: Any) -> Content:
    fields: dict[str, Any] = {"id": new_id(), "platform": "TWITTER", "text": "Hello"}
    return Content(binding=account.scope.binding, type=ContentType.POSTS, **(fields | changes))


async def test_a_comment_is_kept_and_answered_once(account: Account) -> None:
    await account.comment("Tell me more", reply="With pleasure.")
    [comment] = await account.comments()
    assert (comment.text, comment.contact, comment.post_id) == ("Tell me more", account.contact, "post-1")
    assert comment.reply is not None
    assert comment.reply.text == "With pleasure."
    [told] = await account.events("comment.answered")
    assert told.payload["contact"] == str(account.contact)
    assert told.payload["interaction"] == str(comment.interaction)


async def test_posts_count_what_stands_below_them(account: Account) -> None:
    await account.comment("one")
    await account.comment("two", reply="")
    await account.comment("three", post="post-2")
    found = {post.post_id: (post.comments, post.replies) for post in await account.posts()}
    assert found == {"post-1": (2, 1), "post-2": (1, 1)}
    campaign = await account.plugin._host.provide(account.scope, InputKind.CAMPAIGN, InputQuery())
    assert isinstance(campaign, CampaignData)
    assert (sorted(campaign.posts), campaign.comments, campaign.replies) == (["post-1", "post-2"], 3, 2)
    assert await account.plugin._host.provide(account.scope, InputKind.CUSTOMER, InputQuery()) is None


async def test_comments_of_one_post_page_by_page(account: Account) -> None:
    for number in range(5):
        await account.comment(f"comment {number}")
    await account.comment("elsewhere", post="post-2")
    post = (await account.comments())[0].post
    store, scope = account.plugin._store, account.tenant.scope
    first = await store.comments(scope, post, None, 3)
    rest = await store.comments(scope, post, first[-1].interaction, 3)
    assert [c.text for c in first + rest] == [f"comment {number}" for number in range(5)]


async def test_a_tenant_may_keep_replies_to_itself(account_of: AccountOf) -> None:
    account = await account_of(settings={"publish_replies": False})
    await account.comment("Tell me more")
    [comment] = await account.comments()
    assert comment.reply is None


async def test_a_twin_whose_grant_has_ended_publishes_nothing(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(self: Any, scope: Any, binding: Any) -> Any:
        raise GrantMissing("the grant has ended")

    monkeypatch.setattr(type(account.services.bindings), "of_id", ended)
    await account.comment("Tell me more")
    [comment] = await account.comments()
    assert comment.reply is None


async def test_an_erased_interaction_is_passed_over(account: Account) -> None:
    await account.plugin.on_interaction(account.tenant.scope, account.event(InteractionId(new_id())))
    assert await account.comments() == []


async def test_posts_are_published_once(account: Account) -> None:
    post = content(account, post_id="post-1", text="We are live")
    await account.comment("before we knew the post")
    receipts = [await account.plugin._host.accept(account.scope, post) for _ in range(2)]
    assert [receipt.repeated for receipt in receipts] == [False, True]
    [found] = await account.posts()
    assert (found.text, found.type, found.comments) == ("We are live", "POSTS", 1)
    assert len(await account.events("post.published")) == 1
    unnamed = content(account)
    await account.plugin._host.accept(account.scope, unnamed)
    assert str(unnamed.id) in {each.post_id for each in await account.posts()}
    with pytest.raises(InvalidInput, match="another post"):
        await account.plugin._host.accept(account.scope, content(account, post_id="post-1"))


async def test_what_cannot_be_published_is_refused(account: Account) -> None:
    lead = Lead(
        id=new_id(),
        contact=account.contact,
        binding=account.scope.binding,
        interaction=InteractionId(new_id()),
        score=1,
    )
    with pytest.raises(InvalidInput, match="Lead"):
        await account.plugin._host.accept(account.scope, lead)
    with pytest.raises(InvalidInput, match="no text"):
        await account.plugin._host.accept(account.scope, content(account, text=" "))
    with pytest.raises(InvalidInput, match="not known"):
        await account.plugin._host.accept(account.scope, content(account, in_reply_to=InteractionId(new_id())))


async def test_the_wall(account_of: AccountOf) -> None:
    mine = await account_of("mine")
    theirs = await account_of("theirs", engine=mine.engine)
    await mine.comment("Tell me more")
    assert await theirs.comments() == []
    assert await theirs.posts() == []
    assert await theirs.plugin.erase(theirs.tenant.scope, mine.contact) == 0
    held = await mine.plugin.export(mine.tenant.scope, mine.contact)
    assert [each["text"] for each in held["comments"]] == ["Tell me more"]
    await theirs.comment("The same post elsewhere")
    assert len(await mine.comments()) == 1


async def test_export_and_erase(account: Account) -> None:
    await account.comment("Tell me more")
    held = await account.plugin.export(account.tenant.scope, account.contact)
    assert held["comments"][0]["text"] == "Tell me more"
    assert held["comments"][0]["reply"]["text"] == "Thanks!"
    assert await account.plugin.erase(account.tenant.scope, account.contact) == 1
    assert await account.plugin.export(account.tenant.scope, account.contact) == {"comments": []}
    assert [post.comments for post in await account.posts()] == [0]


def test_manifest() -> None:
    manifest = read_manifest(Path(str(files("vito_host_marketing"))) / "plugin.toml")
    assert (manifest.id, manifest.level, manifest.personal_data) == ("marketing-host", Level.TENANT, True)


class Rows:
    async def posts(self, scope: Any, after: Any, limit: int) -> list[Post]:
        return [Post(id=new_id(), platform="X", post_id="p", type=None, text=None, at=AT, comments=1, replies=0)]

    async def comments(self, scope: Any, post: Any, after: Any, limit: int) -> list[Comment]:
        made = Comment(
            interaction=InteractionId(new_id()),
            post=post or new_id(),
            platform="X",
            post_id="p",
            contact=ContactId(new_id()),
            text="Tell me more",
            language="en",
            at=AT,
            reply=Reply(id=new_id(), text="Sure", at=AT),
        )
        return [made][:limit]


@pytest.fixture
def client() -> Iterator[TestClient[Litestar]]:
    rows: Any = Rows()
    scope = TenantScope(tenant=TenantId(new_id()), actor=SYSTEM, request=RequestId(new_id()))
    within = Provide(lambda: scope, sync_to_thread=False)
    with TestClient(Litestar(list(handlers(rows)), dependencies={"within": within})) as client:
        yield client


def test_over_http(client: TestClient[Litestar]) -> None:
    assert client.get("/posts").json()["items"][0]["comments"] == 1
    post = str(new_id())
    page = client.get("/comments", params={"post": post, "limit": 1}).json()
    assert page["items"][0]["post"] == post
    assert page["items"][0]["reply"]["text"] == "Sure"
    assert page["next"] == page["items"][0]["interaction"]
    assert client.get("/comments", params={"limit": 99}).status_code == 400
