"""The marketing host on the real database: each comment once, each reply published once."""

import pytest

from vito_contracts.capabilities import Conversational, KnowledgeBase
from vito_contracts.conversation import ReplyPart
from vito_contracts.errors import InvalidInput
from vito_contracts.events import InteractionRecorded
from vito_contracts.hooks import CapabilityOffer
from vito_contracts.inputs import InputKind, InputQuery
from vito_contracts.modules import Module
from vito_core.intake import Comment
from vito_core.testing import EngineOf, add_plugin, furnish


class Short:
    async def reply(self, scope, turn):
        yield ReplyPart(text="Hello there.", last=True)


class Nothing:
    async def search(self, scope, query):
        return ()


@pytest.fixture
async def marketing(engine_of: EngineOf):
    engine = await engine_of("marketing-host", "analytics-host")
    add_plugin(engine, "short", CapabilityOffer(Conversational, Short()))
    add_plugin(engine, "nothing", CapabilityOffer(KnowledgeBase, Nothing()))
    tenant = await furnish(engine, "one")
    binding = tenant.bindings[Module.MARKETING]
    comment = Comment(id="c1", platform="TWITTER", post_id="p1", author="@ana", text="nice!")
    _, contact, _ = await engine.intake.comment(tenant.scope, binding.binding, comment)
    plugin = engine.registry.plugins["marketing-host"].plugin
    async with engine.pools.within(tenant.scope.tenant) as connection:
        row = await connection.fetchrow("select * from core.events where type = 'interaction.recorded'")
    from vito_core.events.log import event_of

    return engine, plugin, tenant, contact, event_of(row)


async def rows(engine, tenant, query: str):
    async with engine.pools.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        await driver.execute(
            f"begin; select set_config('app.tenant_id', '{tenant.scope.tenant}', true),"
            " set_config('role', 'plugin_marketing', true)"
        )
        found = await driver.fetch(query)
        await driver.execute("rollback")
    return found


async def test_a_comment_and_its_reply_stand_once_however_often_they_are_told(marketing):
    engine, plugin, tenant, contact, event = marketing
    assert event.read(InteractionRecorded).contact == contact
    for _ in range(2):
        await plugin.on_interaction(tenant.scope, event)
    assert [r["text"] for r in await rows(engine, tenant, "select text from marketing.comments")] == ["nice!"]
    published = await rows(engine, tenant, "select text, in_reply_to from marketing.publications")
    assert [r["text"] for r in published] == ["Hello there."]
    async with engine.pools.within(tenant.scope.tenant) as connection:
        assert await connection.fetchval("select count(*) from core.events where type = 'comment.answered'") == 1


async def test_it_tells_a_twin_about_the_campaign(marketing):
    _, plugin, tenant, _, event = marketing
    await plugin.on_interaction(tenant.scope, event)
    data = await plugin._account.provide(tenant.bindings[Module.MARKETING], InputKind.CAMPAIGN, InputQuery())
    assert (data.posts, data.comments, data.replies) == (("p1",), 1, 1)
    assert await plugin._account.provide(tenant.bindings[Module.MARKETING], InputKind.PRODUCT, InputQuery()) is None


async def test_it_takes_content_only(marketing):
    engine, plugin, tenant, _, event = marketing
    interaction = await engine.contacts.interaction(tenant.scope, event.read(InteractionRecorded).interaction)
    with pytest.raises(InvalidInput, match="takes content"):
        await plugin._account.accept(tenant.bindings[Module.MARKETING], interaction)


async def test_erasing_a_contact_blanks_comment_and_reply(marketing):
    engine, plugin, tenant, contact, event = marketing
    await plugin.on_interaction(tenant.scope, event)
    assert (await engine.subjects.export(tenant.scope, contact))["marketing-host"]["comments"][0]["text"] == "nice!"
    assert (await engine.subjects.erase(tenant.scope, contact))["marketing-host"] == 2
    assert [r["text"] for r in await rows(engine, tenant, "select text from marketing.comments")] == [""]
