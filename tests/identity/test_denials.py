"""Every denial is an event of its tenant, with a reason, of ids and codes; equal ones are told once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from tests.identity.house import PASSWORD, House, Tenant, house_of
from vito_contracts.errors import PermissionMissing
from vito_contracts.ids import derived_id, new_id
from vito_contracts.modules import Module
from vito_contracts.tenancy import Role
from vito_core.identity import denials
from vito_core.testing import add_plugin, furnish


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("denials")) as made:
        add_plugin(made.engine, "vault", restricted=True)
        yield made


async def key_with(tenant: Tenant, **limits: Any) -> tuple[str, str]:
    """(id, secret)."""
    made = await tenant.key_of(role="viewer", limits=limits)
    return made["key"]["id"], made["secret"]


async def beyond_the_rate(tenant: Tenant) -> tuple[str, int]:
    key, secret = await key_with(tenant, rate_per_second=0.01, burst=1)
    await tenant.call("GET", "/v1/twins", by=secret)
    return key, (await tenant.call("GET", "/v1/twins", by=secret)).status_code


async def beyond_the_quota(tenant: Tenant) -> tuple[str, int]:
    key, secret = await key_with(tenant, monthly_quota=0)
    return key, (await tenant.call("GET", "/v1/twins", by=secret)).status_code


async def too_many_log_ins(tenant: Tenant) -> tuple[str, int]:
    user = await tenant.user()
    await no_attempt_left(tenant, (tenant.slug, "ana@lumbra.example"))
    return user, (await tenant.log_in()).status_code


async def no_attempt_left(tenant: Tenant, account: tuple[str, str]) -> None:
    throttle = tenant.house.engine.identity.login._throttle
    await throttle.attempt(account, f"address of {tenant.slug}")
    async with tenant.house.engine.pools.without_tenant() as connection:
        await connection.execute(
            "update core.login_pauses set next_at = clock_timestamp() + interval '60 s' where key = $1",
            throttle._key("account", *account),
        )


async def change(tenant: Tenant, current: str) -> int:
    body = {"current": current, "new": f"{PASSWORD} and more"}
    answer = await tenant.call("PUT", "/v1/sessions/me/password", body, by=await tenant.token())
    return int(answer.status_code)


async def a_wrong_current_password(tenant: Tenant) -> tuple[str, int]:
    return await tenant.user(), await change(tenant, "not the password")


async def too_many_changes(tenant: Tenant) -> tuple[str, int]:
    user = await tenant.user()
    await no_attempt_left(tenant, ("change", user))
    return user, await change(tenant, PASSWORD)


async def a_restricted_plugin(tenant: Tenant) -> tuple[str, int]:
    made = await tenant.key_of(role="tenant_admin")
    answer = await tenant.call("POST", "/v1/plugins/vault/enable", by=made["secret"])
    return made["key"]["id"], answer.status_code


async def no_scraper(tenant: Tenant) -> tuple[str, int]:
    key, secret = await key_with(tenant)
    return key, (await tenant.call("GET", "/metrics", by=secret)).status_code


DENIED: dict[str, tuple[Callable[[Tenant], Awaitable[tuple[str, int]]], int, str, str]] = {
    "rate": (beyond_the_rate, 429, "rate", ""),
    "quota": (beyond_the_quota, 429, "quota", ""),
    "log-ins": (too_many_log_ins, 429, "throttled", ""),
    "current password": (a_wrong_current_password, 422, "wrong_password", ""),
    "changes of the password": (too_many_changes, 429, "throttled", ""),
    "restricted plugin": (a_restricted_plugin, 403, "plugin_restricted", ""),
    "metrics": (no_scraper, 403, "no_permission", "platform:read"),
}


@pytest.mark.parametrize("what", list(DENIED))
async def test_a_denial_is_an_event_that_says_who_and_why(house, what):
    refuse, status, reason, needed = DENIED[what]
    tenant = await house.tenant()
    caller, answered = await refuse(tenant)
    assert answered == status
    (denied,) = await tenant.events("access.denied")
    assert (denied["caller"], denied["reason"], denied["needed"]) == (caller, reason, needed)


async def test_a_twin_that_is_not_lent_is_denied(house):
    owner = await furnish(house.engine, f"t{new_id().hex[:12]}")
    tenant = await house.tenant()
    body = {"name": "borrowed", "module": Module.MARKETING, "twin": str(owner.twin.id)}
    refused = await tenant.call("POST", "/v1/bindings", {**body, "twin_owner": str(owner.scope.tenant)})
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:vito:problem:grant-missing"), refused.text
    (denied,) = await tenant.events("access.denied")
    assert (denied["kind"], denied["reason"]) == ("api_key", "no_grant")


async def test_what_a_plugin_may_not_use_is_denied_to_the_plugin(house):
    tenant = await house.tenant()

    async def handler(_: Any) -> None:
        raise PermissionMissing("vault", "conversations:read")

    watched = house.engine.care.watch.call("vault", "subscription", "peek", handler, 1.0)
    for _ in range(2):
        with pytest.raises(PermissionMissing):
            await watched(tenant.scope)
    (denied,) = await tenant.events("access.denied")
    assert UUID(denied["caller"]) == derived_id(tenant.scope.tenant, "plugin", "vault")
    assert (denied["kind"], denied["reason"], denied["needed"]) == ("plugin", "plugin_permission", "conversations:read")


async def test_a_flood_is_one_event_and_one_look_for_the_account(house, monkeypatch):
    tenant = await house.tenant()
    await tenant.user()
    await no_attempt_left(tenant, (tenant.slug, "ana@lumbra.example"))
    login, looked = house.engine.identity.login, []
    find = login._find

    async def counted(*account: str) -> Any:
        looked.append(account)
        return await find(*account)

    monkeypatch.setattr(login, "_find", counted)
    monkeypatch.setattr(denials.time, "time", lambda: 1_700_000_000.0)
    for _ in range(5):
        assert (await tenant.log_in()).status_code == 429
    assert len(await tenant.events("access.denied")) == 1
    assert len(looked) == 1
    (row,) = await tenant.sql("select payload::text as text from core.events where type = 'access.denied'")
    assert "ana" not in row["text"]


async def test_what_is_nobodys_is_counted_in_the_log_for_each_reason(house, monkeypatch):
    lines: list[dict[str, Any]] = []

    class Log:
        def warning(self, event: str, **fields: Any) -> None:
            lines.append({"event": event, **fields})

    noted = denials.Denials(house.engine.pools, house.engine.types, house.engine.identity.aside, Log())
    now = 100.0
    monkeypatch.setattr(denials.time, "monotonic", lambda: now)
    for _ in range(3):
        noted.unknown()
        noted.unknown("flood")
    now += denials.MINUTE
    noted.unknown("flood")
    assert [(each["reason"], each["count"]) for each in lines] == [("unknown", 1), ("flood", 1), ("flood", 3)]
    assert {each["event"] for each in lines} == {"access.unknown_credential"}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
async def test_of_a_session_the_user_is_named(house, role):
    tenant = await house.tenant()
    user = await tenant.user(role=role)
    assert (await tenant.call("GET", "/v1/keys", by=await tenant.token())).status_code == 403
    (denied,) = await tenant.events("access.denied")
    assert (denied["kind"], denied["caller"], denied["needed"]) == ("user", user, "keys:read")
