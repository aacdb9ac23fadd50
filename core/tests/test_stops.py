"""The kill switch: what it holds is neither sent nor lost, and how far each stop reaches."""

import asyncio
from uuid import UUID

import pytest

from tests.target import Target, alter, column, request
from vito_contracts.effects import EffectState, StopLevel
from vito_contracts.errors import EffectsStopped, InvalidInput, NotFound
from vito_contracts.ids import TenantId, new_id
from vito_contracts.modules import Module
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.twin import TwinPart
from vito_core.db.pool import WalledConnection
from vito_core.engine import Engine
from vito_core.testing import EngineOf, Furnished, furnish, new_tenant

CHANNEL = "email"


class House:
    """A talent that owns a twin, a brand that uses it by grant, a third tenant, and a target to send to."""

    def __init__(self, engine: Engine, owner: Furnished, brand: TenantScope, lent: BindingScope, third: Furnished):
        self.engine, self.owner, self.brand, self.lent, self.third = engine, owner, brand, lent, third
        self.target = Target()
        others = [self.target.kind(f"t.{channel}", channel=channel) for channel in ("crm", "old")]
        engine.ledger.fill([("t", kind) for kind in (self.target.kind(channel=CHANNEL), *others)])

    @property
    def own(self) -> BindingScope:
        return self.owner.bindings[Module.SALES_CRM]

    async def goes_out(self, scope: TenantScope) -> bool:
        try:
            receipt = await self.engine.ledger.perform(scope, request(key=str(new_id())))
        except EffectsStopped:
            return False
        assert receipt.state is EffectState.CONFIRMED
        return True

    async def turn_stopped(self, tenant: TenantId, owner: UUID, twin: UUID) -> bool:
        async with self.engine.pools.within(tenant) as connection:
            return bool(await connection.fetchval("select core.turn_stopped($1, $2)", owner, twin))


@pytest.fixture
async def house(engine_of: EngineOf) -> House:
    engine = await engine_of()
    owner = await furnish(engine, "talent", contexts={Module.SALES_CRM: {}})
    third = await furnish(engine, "third", contexts={Module.SALES_CRM: {}})
    brand, _ = await new_tenant(engine, "brand")
    await engine.twins.grant(
        owner.scope,
        twin=owner.twin.id,
        grantee=brand.tenant,
        parts=tuple(TwinPart),
        uses=tuple(Module),
        ends_at=None,
    )
    view = await engine.bindings.create(
        brand,
        name="lent",
        module=Module.SALES_CRM,
        context={},
        twin_owner=owner.scope.tenant,
        twin=owner.twin.id,
        required_guardrails=(),
    )
    return House(engine, owner, brand, await engine.bindings.of_id(brand, view.id), third)


async def test_what_is_held_is_not_sent_stays_planned_and_goes_out_after_the_release(house: House):
    engine, scope = house.engine, house.own
    stop = await engine.stops.set(scope, StopLevel.TENANT, "", "incident")
    for _ in range(3):
        with pytest.raises(EffectsStopped, match="held by a stop"):
            await engine.ledger.perform(scope, request())
    assert house.target.calls == 0
    assert await column(engine, scope, "select state || attempts from core.effects") == ["planned0"]
    await engine.stops.release(scope, stop.id)
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert house.target.calls == 1


@pytest.mark.parametrize(
    ("level", "target", "held"),
    [
        (StopLevel.TENANT, "", True),
        (StopLevel.CHANNEL, CHANNEL, True),
        (StopLevel.CHANNEL, "crm", False),
        (StopLevel.TWIN, "own", True),
    ],
)
async def test_how_far_a_stop_reaches(house: House, level: StopLevel, target: str, held: bool):
    target = str(house.owner.twin.id) if target == "own" else target
    await house.engine.stops.set(house.owner.scope, level, target, "manual")
    assert await house.goes_out(house.own) is not held
    assert await house.goes_out(house.third.bindings[Module.SALES_CRM]), "nobody else's business"
    assert await house.goes_out(house.lent) is (level is not StopLevel.TWIN), "the owner stops its twin everywhere"


async def test_a_stop_of_one_twin_leaves_the_tenants_others_alone(house: House):
    owner = house.owner.scope
    other = await house.engine.twins.create(owner, "another", house.owner.twin.config)
    await house.engine.stops.set(owner, StopLevel.TWIN, str(other.id), "manual")
    assert await house.goes_out(house.own)


async def test_a_grantee_stops_the_twin_for_itself_alone(house: House):
    await house.engine.stops.set(house.brand, StopLevel.TWIN, str(house.owner.twin.id), "manual")
    assert not await house.goes_out(house.lent)
    assert await house.goes_out(house.own)


async def test_the_owners_stop_holds_after_the_grant_has_ended(house: House):
    engine = house.engine
    await engine.stops.set(house.owner.scope, StopLevel.TWIN, str(house.owner.twin.id), "manual")
    [grant] = await engine.records.grants.page(house.owner.scope, after=None, limit=50)
    await engine.records.grants.revoke(house.owner.scope, grant.id, None)
    assert not await house.goes_out(house.lent)


async def test_two_stops_hold_until_both_are_released(house: House):
    stops = house.engine.stops
    first = await stops.set(house.owner.scope, StopLevel.TENANT, "", "manual")
    second = await stops.set(house.owner.scope, StopLevel.CHANNEL, CHANNEL, "manual")
    await stops.release(house.owner.scope, first.id)
    assert not await house.goes_out(house.own)
    await stops.release(house.owner.scope, second.id)
    assert await house.goes_out(house.own)


async def test_what_was_sent_before_the_stop_is_still_settled(house: House):
    house.target.mode = "waits"
    performing = asyncio.create_task(house.engine.ledger.perform(house.own, request()))
    await house.target.arriving.wait()
    await house.engine.stops.set(house.owner.scope, StopLevel.TENANT, "", "manual")
    house.target.go_on.set()
    assert (await performing).state is EffectState.CONFIRMED


async def test_doubt_is_settled_by_looking_while_stopped_but_never_by_sending(house: House):
    engine, scope = house.engine, house.own
    await engine.ledger.perform(scope, request())
    await engine.stops.set(house.owner.scope, StopLevel.TENANT, "", "manual")
    stale = "state = 'sent', broke_at = clock_timestamp() - interval '1 hour'"
    await alter(engine, scope, stale)
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    await alter(engine, scope, stale)
    house.target.received.clear()
    with pytest.raises(EffectsStopped):
        await engine.ledger.perform(scope, request())
    assert house.target.calls == 1


async def test_a_stop_set_between_planning_and_claiming_holds(house: House, monkeypatch):
    """The claim itself asks: there is no moment after the question in which a stop could be missed."""
    engine, plan = house.engine, house.engine.ledger._rows.plan

    async def then_stop(*arguments):
        row = await plan(*arguments)
        await engine.stops.set(house.owner.scope, StopLevel.TENANT, "", "manual")
        return row

    monkeypatch.setattr(engine.ledger._rows, "plan", then_stop)
    assert not await house.goes_out(house.own)
    assert house.target.calls == 0


async def test_turns_obey_tenant_and_twin_and_not_channels(house: House):
    stops, owner, twin = house.engine.stops, house.owner.scope.tenant, house.owner.twin.id
    third = house.third.scope.tenant
    channel = await stops.set(house.owner.scope, StopLevel.CHANNEL, CHANNEL, "manual")
    assert not await house.turn_stopped(owner, owner, twin)
    await stops.release(house.owner.scope, channel.id)
    stop = await stops.set(house.owner.scope, StopLevel.TWIN, str(twin), "manual")
    assert await house.turn_stopped(owner, owner, twin)
    assert await house.turn_stopped(house.brand.tenant, owner, twin)
    assert not await house.turn_stopped(third, owner, twin), "who never had a grant is not told"
    await stops.release(house.owner.scope, stop.id)
    assert not await house.turn_stopped(house.brand.tenant, owner, twin)
    await stops.set(house.brand, StopLevel.TENANT, "", "manual")
    assert await house.turn_stopped(house.brand.tenant, owner, twin)
    assert not await house.turn_stopped(owner, owner, twin)


async def test_without_a_tenant_nothing_is_known_and_plugins_may_not_ask(house: House):
    owner, twin = house.owner.scope.tenant, house.owner.twin.id
    await house.engine.stops.set(house.owner.scope, StopLevel.TWIN, str(twin), "manual")
    async with house.engine.pools.without_tenant() as connection:
        assert not await connection.fetchval("select core.turn_stopped($1, $2)", owner, twin)
        assert await connection.fetchval("select count(*) from core.stops") == 0
        rights = "select has_function_privilege('vito_walled', 'core.' || $1, 'execute')"
        for function in ("effects_stopped(uuid, uuid, text)", "turn_stopped(uuid, uuid)", "effects_by_state()"):
            assert not await connection.fetchval(rights, function)


async def test_setting_and_releasing_may_be_repeated(house: House):
    stops, scope = house.engine.stops, house.owner.scope
    first = await stops.set(scope, StopLevel.CHANNEL, CHANNEL, "incident")
    assert (await stops.set(scope, StopLevel.CHANNEL, CHANNEL, "other")) == first
    released = await stops.release(scope, first.id)
    assert (await stops.release(scope, first.id)).released_at == released.released_at
    assert await stops.all(scope, released=False, after=None, limit=50) == []
    again = await stops.set(scope, StopLevel.CHANNEL, CHANNEL, "manual")
    assert [each.id for each in await stops.all(scope, released=True, after=None, limit=50)] == [again.id, first.id]
    told = "select type || ':' || (payload->>'level') from core.events where type like 'stop.%' order by txid, seq"
    assert await column(house.engine, scope, told) == ["stop.set:channel", "stop.released:channel", "stop.set:channel"]


async def test_a_stop_says_how_many_planned_effects_it_holds(house: House):
    scope = house.owner.scope
    await house.engine.stops.set(scope, StopLevel.TENANT, "", "manual")
    for _ in range(2):
        assert not await house.goes_out(house.own)
    held = {}
    for level, target in ((StopLevel.TWIN, str(house.owner.twin.id)), (StopLevel.CHANNEL, "crm")):
        held[level] = (await house.engine.stops.set(scope, level, target, "manual")).held
    assert held == {StopLevel.TWIN: 2, StopLevel.CHANNEL: 0}


@pytest.mark.parametrize(
    ("level", "target", "error"),
    [
        (StopLevel.TENANT, "x", InvalidInput),
        (StopLevel.CHANNEL, "", InvalidInput),
        (StopLevel.TWIN, "not-an-id", InvalidInput),
        (StopLevel.TWIN, "00000000-0000-7000-8000-000000000000", NotFound),
    ],
)
async def test_targets_that_are_none(house: House, level: StopLevel, target: str, error: type[Exception]):
    with pytest.raises(error):
        await house.engine.stops.set(house.owner.scope, level, target, "manual")


async def test_a_channel_is_one_that_something_goes_out_by(house: House):
    """A typo stopped nothing, and said that it did."""
    stops, scope = house.engine.stops, house.owner.scope
    with pytest.raises(InvalidInput, match="no channel 'emial'; known: crm, email, old"):
        await stops.set(scope, StopLevel.CHANNEL, "emial", "manual")
    assert await house.goes_out(house.own)
    assert (await stops.set(scope, StopLevel.CHANNEL, "Email", "manual")).target == CHANNEL
    assert not await house.goes_out(house.own)


async def test_without_any_kind_of_effect_every_channel_is_accepted(house: House):
    house.engine.ledger.fill([])
    stop = await house.engine.stops.set(house.owner.scope, StopLevel.CHANNEL, "fax", "manual")
    assert stop.target == "fax"


async def test_anothers_stop_and_anothers_twin_do_not_exist(house: House):
    stop = await house.engine.stops.set(house.owner.scope, StopLevel.TENANT, "", "manual")
    with pytest.raises(NotFound):
        await house.engine.stops.release(house.third.scope, stop.id)
    with pytest.raises(NotFound):
        await house.engine.stops.set(house.third.scope, StopLevel.TWIN, str(house.owner.twin.id), "manual")
    assert await house.engine.stops.all(house.third.scope, released=True, after=None, limit=50) == []
    assert not await house.goes_out(house.own), "still held"


async def test_a_stop_released_while_it_is_set_again_is_still_given_back(house: House, monkeypatch: pytest.MonkeyPatch):
    """The release comes right after the look for a standing stop: the caller must not end up with none."""
    stops, scope = house.engine.stops, house.owner.scope
    standing = await stops.set(scope, StopLevel.CHANNEL, CHANNEL, "manual")
    releasing: list[asyncio.Task] = []

    def then_release(original):
        async def ask(self, query, *arguments, **more):
            answer = await original(self, query, *arguments, **more)
            if "insert into core.stops" in query:
                releasing.append(asyncio.create_task(stops.release(scope, standing.id)))
                await asyncio.wait(releasing, timeout=0.3)
            return answer

        return ask

    for original in (WalledConnection.fetchval, WalledConnection.fetchrow):
        monkeypatch.setattr(WalledConnection, original.__name__, then_release(original))
    again = await stops.set(scope, StopLevel.CHANNEL, CHANNEL, "manual")
    assert again.id == standing.id
    [released] = await asyncio.gather(*releasing)
    assert released.released_at is not None


async def test_a_list_counts_what_its_stops_hold_in_one_look(house: House, monkeypatch: pytest.MonkeyPatch):
    stops, scope = house.engine.stops, house.owner.scope
    for level, target in (
        (StopLevel.TENANT, ""),
        (StopLevel.TWIN, str(house.owner.twin.id)),
        (StopLevel.CHANNEL, CHANNEL),
        (StopLevel.CHANNEL, "crm"),
    ):
        await stops.set(scope, level, target, "manual")
    old = await stops.set(scope, StopLevel.CHANNEL, "old", "manual")
    await stops.release(scope, old.id)
    assert not await house.goes_out(house.own)
    asked = []
    fetch = WalledConnection.fetch, WalledConnection.fetchval, WalledConnection.fetchrow

    def counting(original):
        async def ask(self, query, *arguments, **more):
            asked.append(query)
            return await original(self, query, *arguments, **more)

        return ask

    for original in fetch:
        monkeypatch.setattr(WalledConnection, original.__name__, counting(original))
    listed = await stops.all(scope, released=True, after=None, limit=50)
    assert {(each.level, each.target): each.held for each in listed} == {
        (StopLevel.TENANT, ""): 1,
        (StopLevel.TWIN, str(house.owner.twin.id)): 1,
        (StopLevel.CHANNEL, CHANNEL): 1,
        (StopLevel.CHANNEL, "crm"): 0,
        (StopLevel.CHANNEL, "old"): 0,
    }
    assert len(asked) == 1
