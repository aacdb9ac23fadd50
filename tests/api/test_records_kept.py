"""Tenants, talents, contracts, brands: versions, pages, archives, events, and who may not."""

import pytest

from tests.records_house import RecordsHouse, records_house
from vito_contracts.tenancy import Role, TenantKind


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory):
    async with records_house(postgres, tmp_path_factory.mktemp("records")) as made:
        yield made


async def test_who_changes_what_another_has_changed_is_refused(house: RecordsHouse):
    acme = await house.tenant("etag")
    made = await acme.send("POST", "/brands", {"name": "Lumbra"})
    path, first = f"/brands/{made.json()['id']}", made.headers["etag"]
    assert first.startswith('"'), "a strong one"
    missing = await acme.call("PATCH", path, 428, {"name": "Lumbra Two"})
    assert missing["type"] == "urn:vito:problem:precondition-required"
    second = (await acme.send("PATCH", path, {"name": "Lumbra Two"}, if_match=first)).headers["etag"]
    stale = await acme.call("PATCH", path, 412, {"name": "Mine"}, if_match=first)
    assert stale["type"] == "urn:vito:problem:precondition-failed"
    assert (await acme.call("GET", path))["name"] == "Lumbra Two"
    await acme.call("PATCH", path, 412, {"name": "Mine"}, if_match=f"W/{second}")
    await acme.call("PATCH", path, 422, {"name": "Mine"}, if_match=second.strip('"'))
    await acme.call("POST", f"{path}/archive", 412, if_match=first)
    changed = await acme.call("PATCH", path, 200, {"name": "Lumbra Three"}, if_match=f'"other", {second}')
    assert changed["revision"] == 3
    assert (await acme.call("PATCH", path, 200, {"name": "Four"}, if_match="*"))["revision"] == 4
    assert (await acme.call("PATCH", path, 200, {}, if_match="*"))["revision"] == 4, "nothing named, nothing changed"


async def test_what_the_caller_has_already_is_not_sent_again(house: RecordsHouse):
    acme = await house.tenant("cached")
    made = await acme.send("POST", "/brands", {"name": "Lumbra"})
    path, tag = f"/brands/{made.json()['id']}", made.headers["etag"]
    same = await acme.send("GET", path, if_none_match=f'"x", W/{tag}')
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    await acme.change(path, {"name": "Other"})
    assert (await acme.send("GET", path, if_none_match=tag)).status_code == 200


async def test_an_archived_record_can_be_read_and_changes_no_more(house: RecordsHouse):
    acme = await house.tenant("archive")
    brand = await acme.call("POST", "/brands", 201, {"name": "Lumbra"})
    path = f"/brands/{brand['id']}"
    await acme.call("POST", "/brands", 409, {"name": "Lumbra"})
    assert (await acme.call("POST", f"{path}/archive"))["status"] == "ARCHIVED"
    assert (await acme.call("POST", f"{path}/archive"))["revision"] == 2, "archived once"
    await acme.change(path, {"name": "New"}, status=409)
    assert [each["id"] for each in (await acme.call("GET", "/brands?status=ARCHIVED"))["items"]] == [brand["id"]]
    assert (await acme.call("GET", "/brands?status=ACTIVE"))["items"] == []
    assert await house.events(acme.tenant, "brand.") == ["brand.created", "brand.archived"]


async def test_a_contract_ends_after_it_starts_and_stays_while_a_talent_has_it(house: RecordsHouse):
    star = await house.tenant("star", TenantKind.TALENT)
    start, end = "2027-01-01T00:00:00Z", "2027-06-01T00:00:00+02:00"
    await star.call("POST", "/contracts", 422, {"number": "C-1", "starts_at": end, "ends_at": start})
    await star.call("POST", "/contracts", 422, {"number": "C-1", "starts_at": "2027-01-01T00:00:00"})
    contract = await star.call("POST", "/contracts", 201, {"number": "C-1", "starts_at": start, "ends_at": end})
    path = f"/contracts/{contract['id']}"
    await star.change(path, {"ends_at": start}, status=422)
    assert (await star.change(path, {"status": "ACTIVE", "ends_at": None}))["ends_at"] is None
    await star.call("GET", "/talents/me", 404)
    body = {"name": "Andrea Vale", "type": "ATHLETE", "contract": contract["id"]}
    talent = await star.call("POST", "/talents", 201, body)
    assert (talent["status"], talent["revenue_share_percentage"]) == ("PENDING_SETUP", "70.00")
    await star.call("POST", "/talents", 409, body)
    await star.call("POST", f"{path}/archive", 409)
    await star.change("/talents/me", {"contract": None})
    await star.call("POST", f"{path}/archive")
    brand = await house.tenant("no-talent")
    await brand.call("POST", "/talents", 409, {"name": "No", "type": "COACH"})
    await brand.call("POST", "/talents", 409, {"name": "No", "type": "COACH", "contract": contract["id"]})


async def test_lists_go_on_where_the_page_before_ended(house: RecordsHouse):
    acme = await house.tenant("pages")
    made = [(await acme.call("POST", "/brands", 201, {"name": f"b{n}"}))["id"] for n in range(5)]
    pages = await acme.pages("/brands", 2)
    assert [[each["id"] for each in page] for page in pages] == [made[:2], made[2:4], made[4:]]
    for path in ("/brands", "/contracts", "/twins", "/grants", "/bindings", "/deployments"):
        await acme.call("GET", f"{path}?limit=51", 422)
        assert (await acme.call("GET", path)).keys() == {"items", "next"}


async def test_the_platform_keeps_every_tenants_record_and_others_their_own(house: RecordsHouse):
    platform, acme = await house.platform(), await house.tenant("kept")
    path = f"/tenants/{acme.tenant}"
    listed = [each["id"] for page in await platform.pages("/tenants", 3) for each in page]
    assert listed == sorted(listed)
    assert {platform.tenant, acme.tenant} <= set(listed)
    verbs = [("POST", f"{path}/{verb}") for verb in ("suspend", "resume", "archive")]
    for method, where in (("GET", "/tenants"), ("GET", path), ("PATCH", path), *verbs):
        await acme.call(method, where, 403, {} if method == "PATCH" else None, if_match="*")
    renamed = await acme.change("/tenants/me", {"name": "Acme Gardens"})
    assert (renamed["name"], renamed["tier"]) == ("Acme Gardens", "ENTERPRISE")
    await acme.change("/tenants/me", {"tier": "ENTERPRISE"}, status=422)
    assert (await platform.change(path, {"tier": "FREE"}))["tier"] == "FREE"
    held = await platform.call("POST", f"{path}/suspend")
    assert held["status"] == "SUSPENDED"
    await acme.call("GET", "/tenants/me", 401)
    assert (await platform.call("POST", f"{path}/resume"))["status"] == "ACTIVE"
    await acme.call("GET", "/tenants/me")
    await platform.call("POST", f"/tenants/{platform.tenant}/suspend", 409)
    await platform.call("GET", "/tenants/00000000-0000-0000-0000-000000000001", 404)
    told = ["tenant.changed", "tenant.changed", "tenant.suspended", "tenant.resumed"]
    assert (await house.events(acme.tenant, "tenant."))[-4:] == told


async def test_no_second_platform_is_made(house: RecordsHouse):
    """It could administer nothing, and could never be archived."""
    platform = await house.platform("platform-alone")
    wanted = {"slug": "another-platform", "name": "P", "kind": "platform"}
    assert "brand or talent" in (await platform.call("POST", "/tenants", 422, wanted))["detail"]


async def test_an_archived_tenant_is_over_for_good(house: RecordsHouse):
    platform, acme = await house.platform("platform-too"), await house.tenant("over")
    path = f"/tenants/{acme.tenant}"
    seen = (await platform.call("GET", path))["revision"]
    await platform.call("POST", f"{path}/archive", 412, if_match=f'"{seen + 7}"')
    await acme.call("GET", "/tenants/me")
    assert (await platform.call("POST", f"{path}/archive"))["status"] == "ARCHIVED"
    await acme.call("GET", "/tenants/me", 401)
    again = await platform.call("POST", f"{path}/archive")
    assert again["revision"] == seen + 1, "it was over already"
    for verb in ("resume", "suspend"):
        await platform.call("POST", f"{path}/{verb}", 409)
    assert (await platform.call("GET", path))["status"] == "ARCHIVED"
    await platform.call("POST", f"/tenants/{platform.tenant}/archive", 409)
    assert (await house.events(acme.tenant, "tenant."))[-1:] == ["tenant.archived"]


async def test_a_platform_role_in_another_tenant_reaches_no_tenant_but_its_own(house: RecordsHouse):
    """The database itself looks at who asks: a role alone opens nothing."""
    acme, other = await house.tenant("impostor"), await house.tenant("victim")
    acme.key = await house.engine.tenancy.add_key(acme.tenant, "x", Role.PLATFORM_ADMIN)  # type: ignore[arg-type]
    assert (await acme.call("GET", "/tenants"))["items"] == []
    path = f"/tenants/{other.tenant}"
    await acme.call("GET", path, 404)
    await acme.call("PATCH", path, 404, {"name": "x"}, if_match="*")
    await acme.call("POST", f"{path}/suspend", 404)
    await acme.call("POST", f"{path}/archive", 404)
    await other.call("GET", "/tenants/me")


async def test_the_platform_sets_a_talents_share_and_the_talent_does_not(house: RecordsHouse):
    platform, star = await house.platform("platform-two"), await house.tenant("star-two", TenantKind.TALENT)
    await star.call("POST", "/talents", 201, {"name": "Andrea Vale", "type": "COACH"})
    await star.change("/talents/me", {"revenue_share_percentage": "99"}, status=422)
    path = f"/tenants/{star.tenant}/talent"
    terms = {"revenue_share_percentage": "65.50", "status": "ACTIVE"}
    assert (await platform.call("PATCH", path, 200, terms, if_match="*"))["revenue_share_percentage"] == "65.50"
    for wrong in ("100.01", "-1", "NaN", "65.555"):
        await platform.call("PATCH", path, 422, {"revenue_share_percentage": wrong}, if_match="*")
    await star.call("PATCH", path, 403, terms, if_match="*")
