"""Data keys: made, kept, rotated, erased, wrapped anew; and payloads sealed with them."""

import asyncio
import base64
import datetime as dt
import stat
from uuid import uuid4

import asyncpg
import msgspec
import pytest
from cryptography.exceptions import InvalidTag
from temporalio.api.failure.v1 import Failure
from temporalio.converter import (
    ActivitySerializationContext,
    NexusSerializationContext,
    WorkflowSerializationContext,
)
from temporalio.exceptions import ActivityError, ApplicationError

from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.ids import TenantId, new_id
from vito_contracts.modules import Module
from vito_core.bootstrap import prepare
from vito_core.bootstrap_model import BootstrapOrder, Installation
from vito_core.db.migration_set import CORE
from vito_core.db.revisions import downgrade_to, upgrade_to
from vito_core.embedded.postgres import PostgresAddress
from vito_core.home import MASTER_KEY as MASTER_FILE
from vito_core.home import Home
from vito_core.journeys.codec import SEALED, NoTenant, TenantCodec
from vito_core.journeys.converter import data_converter
from vito_core.keyring.master import NAME, MasterKey, master_keys, read_secret
from vito_core.keyring.ring import DataKeyErased, Keyring
from vito_core.keyring.store import DatabaseKeys
from vito_core.settings import Settings
from vito_core.supervisor import Supervisor, Tuning
from vito_core.testing import LOGINS, MASTER_KEY, EngineOf, add_contact, admin_dsn, engine_on, furnish, new_tenant

SECRET = "what Ana said"


@pytest.fixture(scope="module")
async def engine(postgres: PostgresAddress, tmp_path_factory: pytest.TempPathFactory):
    made, _ = await engine_on(postgres, tmp_path_factory.mktemp("keyring"), (), {})
    yield made
    await made.close()


@pytest.fixture
async def tenants(engine):
    return await two_tenants(engine)


async def two_tenants(engine) -> list[TenantId]:
    return [(await new_tenant(engine, f"{name}-{uuid4()}"))[0].tenant for name in ("a", "b")]


def ring_of(engine, *masters: str, **more) -> Keyring:
    """Another process on the same database."""
    keys = [MasterKey.parse(each, "test") for each in masters or (MASTER_KEY,)]
    return Keyring(DatabaseKeys(engine.pools), lambda: keys, **more)


def converter(ring: Keyring, tenant: TenantId, kind: str = "workflow"):
    workflow = f"{tenant}/journey/{uuid4()}"
    context = WorkflowSerializationContext(namespace="default", workflow_id=workflow)
    if kind == "activity":
        context = ActivitySerializationContext(
            namespace="default", activity_id="1", activity_type="x", activity_task_queue="x", workflow_id=workflow,
            workflow_type="x", is_local=False,
        )  # fmt: skip
    return data_converter(TenantCodec(ring)).with_context(context)


# -- keys -----------------------------------------------------------------------------------------------------------


async def test_a_tenants_key_is_made_once_however_many_ask(engine, tenants):
    rings = [ring_of(engine) for _ in range(8)]
    keys = await asyncio.gather(*(ring.current(tenants[0]) for ring in rings))
    assert {key.version for key in keys} == {1}
    sealed = keys[0].seal(b"x", b"a test")
    assert all(key.unseal(sealed, b"a test") == b"x" for key in keys)
    for altered, bound_to in ((sealed, b"another"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), b"a test")):
        with pytest.raises(InvalidTag):
            keys[0].unseal(altered, bound_to)
    assert sealed != keys[0].seal(b"x", b"a test"), "each has a nonce of its own"


async def test_an_unknown_tenant_gets_no_key(engine):
    with pytest.raises(NotFound):
        await engine.keyring.current(TenantId(new_id()))


async def test_a_key_is_stored_wrapped_and_behind_the_wall(engine, tenants):
    a, b = tenants
    await engine.keyring.current(a)
    assert await DatabaseKeys(engine.pools).of(b) == []
    [kept] = await DatabaseKeys(engine.pools).of(a)
    data_key = MasterKey.parse(MASTER_KEY, "test").unwrap(a, 1, kept.wrapped)
    assert len(data_key) == 32
    assert data_key not in kept.wrapped
    with pytest.raises(InvalidInput, match="altered"):
        MasterKey.parse(MASTER_KEY, "test").unwrap(b, 1, kept.wrapped)
    async with engine.pools.without_tenant() as connection:
        assert await connection.fetch("select * from core.data_keys") == []
        assert not await connection.fetchval(
            "select has_column_privilege('vito_resolver', 'core.data_keys', 'wrapped', 'select')"
        )


async def test_keys_are_read_once_not_once_for_each_payload(engine, tenants):
    reads = 0

    class Counting(DatabaseKeys):
        async def of(self, tenant):
            nonlocal reads
            reads += 1
            return await super().of(tenant)

    ring = Keyring(Counting(engine.pools), lambda: [MasterKey.parse(MASTER_KEY, "test")])
    own = converter(ring, tenants[0])
    for _ in range(50):
        assert await own.decode(await own.encode([SECRET])) == [SECRET]
    assert reads <= 2


async def test_a_new_data_key_seals_and_the_old_ones_still_open(engine, tenants):
    own = converter(engine.keyring, tenants[0])
    [old] = await own.encode([SECRET])
    assert await engine.keyring.rotate(tenants[0]) == 2
    [new] = await own.encode([SECRET])
    assert (old.metadata["vito-key"], new.metadata["vito-key"]) == (b"1", b"2")
    assert await own.decode([old, new]) == [SECRET, SECRET]
    assert await converter(ring_of(engine), tenants[0]).decode([old, new]) == [SECRET, SECRET]
    assert [key.retired for key in await DatabaseKeys(engine.pools).of(tenants[0])] == [True, False]


async def test_another_process_learns_of_a_new_version_when_it_meets_one(engine, tenants):
    other = converter(ring_of(engine), tenants[0])
    await other.encode([SECRET])
    await engine.keyring.rotate(tenants[0])
    assert await other.decode(await converter(engine.keyring, tenants[0]).encode([SECRET])) == [SECRET]


async def test_an_erased_tenant_is_unreadable_everywhere_and_for_ever(engine, tenants):
    a, b = tenants
    elsewhere = ring_of(engine, kept_seconds=0.0)
    own, other = converter(engine.keyring, a), converter(engine.keyring, b)
    kept, others = await own.encode([SECRET]), await other.encode([SECRET])
    assert await converter(elsewhere, a).decode(kept) == [SECRET]
    assert await engine.keyring.erase(a) == 1
    for ring in (engine.keyring, elsewhere):
        with pytest.raises(ApplicationError) as error:
            await converter(ring, a).decode(kept)
        assert error.value.type == "DataKeyErased"
        with pytest.raises(DataKeyErased):
            await converter(ring, a).encode([SECRET])
    async with engine.pools.within(a) as connection:
        assert await connection.fetchval("select wrapped from core.data_keys") is None
    assert await other.decode(others) == [SECRET]
    assert await engine.keyring.rotate(a) == 2, "version 1 is never given out again"
    with pytest.raises(ApplicationError):
        await own.decode(kept)


async def test_a_key_cannot_be_deleted_by_the_app(engine, tenants):
    await engine.keyring.current(tenants[0])
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with engine.pools.within(tenants[0]) as connection:
            await connection.execute("delete from core.data_keys")


# -- the master key -------------------------------------------------------------------------------------------------


async def test_a_wrong_master_key_stops_the_start_in_one_line(engine, tenants):
    await engine.keyring.current(tenants[0])
    await engine.keyring.check()
    wrong = ring_of(engine, MasterKey.generate())
    with pytest.raises(InvalidInput, match=r"^the master key [0-9a-f]{16} is not the one .*VITO_MASTER_KEY") as error:
        await wrong.check()
    assert "\n" not in str(error.value)
    with pytest.raises(InvalidInput, match="wrapped by the master key"):
        await wrong.current(tenants[0])


async def test_an_engine_does_not_open_with_a_missing_or_wrong_master_key(postgres, tmp_path, monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    with pytest.raises(InvalidInput, match="no master key: set VITO_MASTER_KEY"):
        await engine_on(postgres, tmp_path, (), {}, master_key="")
    with pytest.raises(InvalidInput, match="not a master key") as error:
        await engine_on(postgres, tmp_path, (), {}, master_key="c2hvcnQ=")
    assert "c2hvcnQ" not in str(error.value)


async def test_changing_the_master_key_wraps_every_key_anew(engine_of: EngineOf):
    engine = await engine_of()
    a, b = await two_tenants(engine)
    own = converter(engine.keyring, a)
    kept = await own.encode([SECRET])
    await engine.keyring.rotate(a)
    await engine.keyring.current(b)
    await engine.keyring.erase(b)
    new = MasterKey.generate()
    changing = ring_of(engine, new, MASTER_KEY)
    await changing.check()
    assert await changing.adopt() == 2, "both versions of a; there is nothing left of b to wrap"
    assert await changing.adopt() == 0
    only_new = ring_of(engine, new)
    await only_new.check()
    assert await converter(only_new, a).decode(kept) == [SECRET]
    with pytest.raises(InvalidInput):
        await ring_of(engine).check()


async def test_processes_that_do_not_migrate_wrap_anew_too(engine_of: EngineOf):
    engine = await engine_of()
    (tenant, _), new = await two_tenants(engine), MasterKey.generate()
    kept = await converter(engine.keyring, tenant).encode([SECRET])
    changed = msgspec.structs.replace(engine.settings, master_key=new, previous_master_key=MASTER_KEY)
    installation = Installation(new_id(), "test")
    await prepare(BootstrapOrder(migrate=False, installation=installation, logins=LOGINS, settings=changed))
    only_new = ring_of(engine, new)
    await only_new.check()
    assert await converter(only_new, tenant).decode(kept) == [SECRET]


def settings(**more) -> Settings:
    return Settings(database_url="", dispatcher_url="", temporal="", objects=None, plugins_file=None, **more)


def test_the_master_key_comes_from_settings_environment_or_file(tmp_path):
    first, second = MasterKey.generate(), MasterKey.generate()
    (tmp_path / "key").write_text(first + "\n")
    in_file = {f"{NAME}_FILE": str(tmp_path / "key")}
    assert read_secret(NAME, in_file) == first
    id_of = MasterKey.parse(first, "test").id
    assert [key.id for key in master_keys(settings(), in_file)] == [id_of]
    found = master_keys(settings(master_key=second), {**in_file, "VITO_MASTER_KEY_PREVIOUS": first})
    assert [key.id for key in found] == [MasterKey.parse(second, "test").id, id_of]
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_secret(NAME, {f"{NAME}_FILE": str(tmp_path / "none")})
    for bad in ("", "no base64!", base64.b64encode(b"short").decode()):
        with pytest.raises(InvalidInput):
            master_keys(settings(master_key=bad), {})


def test_a_home_makes_its_master_key_once_and_misses_it(tmp_path):
    home = Home(tmp_path / "home")
    file = home.folder / "keys" / MASTER_FILE
    with home.in_use() as state:
        key = home.master_key(state, MasterKey.generate)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with home.in_use() as state:
        assert home.master_key(state, MasterKey.generate) == key
        file.unlink()
    with home.in_use() as state, pytest.raises(InvalidInput, match=r"master.key: the master key is missing"):
        home.master_key(state, MasterKey.generate)
    assert not file.exists(), "another key would open nothing"


def test_a_supervisor_without_its_key_starts_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv(NAME, "not a key")
    home = Home(tmp_path / "home")
    with home.in_use() as state:
        supervisor = Supervisor(home, state, Tuning(plugins_file=tmp_path / "plugins.toml"))
        with pytest.raises(InvalidInput, match="VITO_MASTER_KEY: not a master key"):
            supervisor.start()
        assert not supervisor.postgres.running
        assert not supervisor.temporal.running
    assert not (home.folder / "postgres").exists()


async def test_an_upgrade_forgives_journeys_of_the_release_before_and_a_new_database_none(postgres, tmp_path):
    made, its = await engine_on(postgres, tmp_path, (), {})
    dsn = admin_dsn(postgres, its.database_url.rpartition("/")[2])
    required = "select core.headers_required_since() - clock_timestamp()"
    try:
        async with made.pools.without_tenant() as connection:
            assert await connection.fetchval(required) is None
        one = await furnish(made, "one")
        contact = await add_contact(made, one.scope, "@ana")
        async with made.pools.within(one.scope.tenant) as connection:
            await connection.execute(
                "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)",
                one.scope.tenant, contact, uuid4(), one.bindings[Module.SALES_CRM].binding,
            )  # fmt: skip
        await downgrade_to(dsn, CORE, "core_0004")
        await upgrade_to(dsn, CORE, "head")
        async with made.pools.without_tenant() as connection:
            left = await connection.fetchval(required)
        assert dt.timedelta(hours=23) < left < dt.timedelta(hours=25)
    finally:
        await made.close()


# -- payloads -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["workflow", "activity"])
async def test_a_sealed_payload_shows_tenant_and_version_and_nothing_else(engine, tenants, kind):
    a, b = tenants
    own = converter(engine.keyring, a, kind)
    [sealed, nothing, again] = await own.encode([SECRET, None, SECRET])
    assert dict(sealed.metadata) == {"encoding": SEALED, "vito-tenant": str(a).encode(), "vito-key": b"1"}
    assert SECRET.encode() not in sealed.SerializeToString()
    assert b"json/plain" not in sealed.SerializeToString()
    assert nothing.metadata["encoding"] == SEALED
    assert sealed.data != again.data
    assert await own.decode([sealed, nothing]) == [SECRET, None]
    with pytest.raises(ApplicationError) as error:
        await converter(engine.keyring, b, kind).decode([sealed])
    assert (error.value.type, error.value.non_retryable) == ("TenantMismatch", True)


@pytest.mark.parametrize("what", ["tenant", "version", "data", "metadata"])
async def test_an_altered_payload_is_not_opened(engine, tenants, what):
    a, b = tenants
    [sealed] = await converter(engine.keyring, a).encode([SECRET])
    await engine.keyring.rotate(a)
    await engine.keyring.current(b)
    opener = converter(engine.keyring, a)
    if what == "tenant":  # relabelled, so that it fits the other's context
        sealed.metadata["vito-tenant"] = str(b).encode()
        opener = converter(engine.keyring, b)
    elif what == "version":
        sealed.metadata["vito-key"] = b"2"
    elif what == "data":
        sealed.data = sealed.data[:-1] + bytes([sealed.data[-1] ^ 1])
    else:
        del sealed.metadata["vito-key"]
    with pytest.raises(ApplicationError) as error:
        await opener.decode([sealed])
    assert error.value.type == "PayloadDamaged"


async def test_a_version_that_never_was_is_tried_again_later(engine, tenants):
    """A database set back to an older state must not end journeys for good."""
    own = converter(engine.keyring, tenants[0])
    [sealed] = await own.encode([SECRET])
    sealed.metadata["vito-key"] = b"7"
    with pytest.raises(NotFound, match="was the database set back"):
        await own.decode([sealed])


async def test_what_was_written_before_there_were_keys_is_still_read(engine, tenants):
    plain = await data_converter(None).encode([SECRET])
    assert await converter(engine.keyring, tenants[0]).decode(plain) == [SECRET]


async def test_nothing_goes_out_where_no_tenant_is_known(engine):
    nexus = NexusSerializationContext(endpoint="x", service="x", operation="x")
    by_id = [WorkflowSerializationContext(namespace="default", workflow_id=id_) for id_ in ("", "probe", "x/y")]
    for context in (nexus, *by_id):
        with pytest.raises(NoTenant):
            await data_converter(TenantCodec(engine.keyring)).with_context(context).encode([SECRET])
    with pytest.raises(NoTenant):
        await data_converter(TenantCodec(engine.keyring)).encode([SECRET])


async def test_the_text_of_a_failure_and_of_all_its_causes_is_sealed(engine, tenants):
    own = converter(engine.keyring, tenants[0])

    def failing() -> Exception:
        try:
            try:
                raise ValueError(SECRET)
            except ValueError as error:
                raise ApplicationError(f"no: {SECRET}", SECRET) from error
        except ApplicationError as error:
            return error

    first = Failure()
    await own.encode_failure(failing(), first)
    read = await own.decode_failure(Failure.FromString(first.SerializeToString()))
    assert (str(read), str(read.cause)) == (f"no: {SECRET}", f"ValueError: {SECRET}")
    # As in a workflow that fails because an activity did: the failure was decoded, and is sent on.
    around = ActivityError(
        SECRET, scheduled_event_id=1, started_event_id=2, identity="x", activity_type="x", activity_id="1",
        retry_state=None,
    )  # fmt: skip
    around.__cause__ = read
    passed_on, again = Failure(), Failure()
    await own.encode_failure(around, passed_on)
    decoded = await own.decode_failure(Failure.FromString(passed_on.SerializeToString()))
    await own.encode_failure(decoded, again)
    for failure in (first, passed_on, again):
        assert SECRET not in str(failure)
        assert "Traceback" not in str(failure)
        assert "line " not in str(failure), "no stack trace"
    assert SECRET in str((await own.decode_failure(again)).cause.cause)
