"""End-user tokens: one contact, one deployment, one conversation, and nothing else."""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import jwt
import msgspec
import pytest

from tests.house import PLUGINS
from tests.identity.house import House, Tenant, house_of
from vito_contracts.ids import BindingId, ContactId, DeploymentId, new_id
from vito_contracts.modules import Module
from vito_core.identity.end_users import EndUser, EndUserTokens, TokenRefused
from vito_core.keyring.master import MasterKey
from vito_core.testing import MASTER_KEY, Furnished, furnish

OLD, NEW = MasterKey(b"o" * 32), MasterKey(b"n" * 32)


class Portal(msgspec.Struct, kw_only=True):
    tenant: Tenant
    furnished: Furnished
    deployment: str

    async def issue(self, author: str = "ana", **more: Any) -> dict[str, Any]:
        return await self.tenant.ok("POST", f"/v1/deployments/{self.deployment}/tokens", {"author": author, **more})

    async def deployed(self) -> str:
        """One more deployment of the same binding."""
        deployment = new_id()
        await self.tenant.sql(
            "insert into core.deployments (tenant_id, id, binding, type)"
            " select tenant_id, $2, binding, type from core.deployments where id = $1",
            self.deployment,
            deployment,
        )
        return str(deployment)

    async def say(self, token: str, text: str = "What does the plan cost?", **headers: str) -> Any:
        return await self.tenant.call("POST", "/v1/end-user/messages", {"text": text}, by=token, headers=headers)

    async def read(self, token: str, **page: Any) -> Any:
        return await self.tenant.call("GET", "/v1/end-user/messages", by=token, params=page)


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("end-users"), *PLUGINS) as made:
        yield made


async def portal(house: House) -> Portal:
    slug = f"p{uuid4().hex[:10]}"
    furnished = await furnish(house.engine, slug)
    tenant = Tenant(house=house, slug=slug, scope=furnished.scope, key=furnished.key)
    page = {"path": "plans.md", "text": "# Plans\n\nThe plan costs 40 USD a month.\n"}
    await tenant.ok("POST", "/v1/knowledge", {"corpus": "docs", "documents": [page]})
    deployment = new_id()
    await tenant.sql(
        "insert into core.deployments (tenant_id, id, binding, type) values ($1, $2, $3, 'EMBEDDED_WIDGET')",
        furnished.scope.tenant,
        deployment,
        furnished.bindings[Module.CUSTOMER_SUPPORT].binding,
    )
    return Portal(tenant=tenant, furnished=furnished, deployment=str(deployment))


async def test_an_end_user_talks_and_reads_its_own_conversation_alone(house):
    here = await portal(house)
    ana, ben = await here.issue("ana"), await here.issue("ben")
    assert ana["expires_in"] == 900
    first = await here.say(ana["token"], **{"idempotency-key": "k1"})
    assert first.status_code == 200, first.text
    again = await here.say(ana["token"], **{"idempotency-key": "k1"})
    assert (again.json()["id"], again.json()["repeated"]) == (first.json()["id"], True)
    streamed = await here.say(ana["token"], accept="text/event-stream")
    assert "event: reply.completed" in streamed.text
    items = (await here.read(ana["token"])).json()["items"]
    assert [each["speaker"] for each in items] == ["end_user", "twin"] * 2
    latest = (await here.read(ana["token"], limit=3)).json()
    assert latest["items"] == items[1:]
    rest = (await here.read(ana["token"], limit=3, after=latest["next"])).json()
    assert (rest["items"], rest["next"]) == (items[:1], None)
    assert (await here.read(ben["token"])).json()["items"] == []
    assert (await here.read(ben["token"], after=latest["next"])).json()["items"] == [], "the message is of another"
    same = await here.issue("ana")
    assert same["contact"] == ana["contact"]
    assert len((await here.read(same["token"])).json()["items"]) == 4, "a new token is the same contact"
    (row,) = await here.tenant.sql("select deployment::text as id from core.conversations")
    assert row["id"] == here.deployment


async def test_a_token_opens_nothing_else(house):
    here = await portal(house)
    token = (await here.issue())["token"]
    conversation = str(uuid4())
    for method, path in (
        ("GET", "/v1/twins"),
        ("GET", "/v1/contacts"),
        ("GET", "/v1/tenants/me"),
        ("GET", "/v1/sessions/me"),
        ("POST", "/v1/keys"),
        ("POST", "/v1/conversations"),
        ("GET", f"/v1/conversations/{conversation}/messages"),
        ("POST", f"/v1/deployments/{here.deployment}/tokens"),
        ("GET", "/v1/x/sales-host/outbox"),
    ):
        answer = await here.tenant.call(method, path, {}, by=token)
        assert answer.status_code == 403, (path, answer.text)
    assert (await here.tenant.call("GET", "/v1/end-user/messages")).status_code == 403, "no key stands in for a token"
    kinds = {each["kind"] for each in await here.tenant.events("access.denied")}
    assert kinds == {"end_user", "api_key"}


async def test_an_erased_contacts_token_is_dead(house):
    here = await portal(house)
    issued = await here.issue()
    await here.say(issued["token"])
    await here.tenant.sql("update core.contacts set handle = 'erased:' || id, erased_at = now()")
    for answer in (await here.say(issued["token"]), await here.read(issued["token"])):
        assert answer.status_code == 401
    assert {each["reason"] for each in await here.tenant.events("access.denied")} == {"contact_erased"}


@pytest.mark.parametrize(
    "change",
    [
        "status = 'SUSPENDED'",
        "ends_at = now()",
        "starts_at = now() + interval '1 day'",
    ],
)
async def test_a_deployment_that_does_not_serve_answers_nobody(house, change):
    here = await portal(house)
    token = (await here.issue())["token"]
    await here.tenant.sql(f"update core.deployments set {change}")
    assert (await here.say(token)).status_code == 409
    refused = await here.tenant.call("POST", f"/v1/deployments/{here.deployment}/tokens", {"author": "x"})
    assert refused.status_code == 409


@pytest.mark.parametrize(
    "body", [{}, {"author": ""}, {"author": "a", "ttl_seconds": 86_401}, {"author": "a", "ttl_seconds": 0}]
)
async def test_what_asks_for_no_token_is_refused(house, body):
    here = await portal(house)
    assert (await here.tenant.call("POST", f"/v1/deployments/{here.deployment}/tokens", body)).status_code in (400, 422)
    assert (await here.tenant.call("POST", f"/v1/deployments/{uuid4()}/tokens", {"author": "a"})).status_code == 404


def forged(**changed: Any) -> dict[str, Any]:
    now = int(time.time())
    ids = {name: str(uuid4()) for name in ("sub", "tnt", "dep", "bnd", "pay", "jti")}
    claims = {"iss": "vito", "aud": "vito:end-user", "iat": now, "exp": now + 60, **ids, **changed}
    return {name: value for name, value in claims.items() if value is not None}


def signed(claims: dict[str, Any], master: MasterKey = NEW, **header: Any) -> str:
    key = master.derived(b"vito end-user token")
    return jwt.encode(claims, key, algorithm="HS256", headers={"kid": master.id, **header})


NOW = int(time.time())
BAD = {
    "expired": signed(forged(exp=NOW - 60)),
    "from the future": signed(forged(iat=NOW + 600)),
    "not yet": signed(forged(nbf=NOW + 600)),
    "other audience": signed(forged(aud="someone")),
    "other issuer": signed(forged(iss="someone")),
    "no end": signed(forged(exp=None)),
    "no id": signed(forged(jti=None)),
    "no tenant": signed(forged(tnt=None)),
    "no payer": signed(forged(pay=None)),
    "odd tenant": signed(forged(tnt="x' or '1")),
    "odd end": signed(forged(exp="soon")),
    "other key": signed(forged(), MasterKey(b"x" * 32)),
    "key of another purpose": jwt.encode(forged(), NEW.derived(b"other"), algorithm="HS256", headers={"kid": NEW.id}),
    "none": jwt.encode(forged(), None, algorithm="none", headers={"kid": NEW.id}),
    "other algorithm": jwt.encode(
        forged(), NEW.derived(b"vito end-user token").ljust(64, b"x"), algorithm="HS512", headers={"kid": NEW.id}
    ),
    "no key named": signed(forged(), kid=""),
    "three dots of nothing": "..",
    "garbage": "a.b.c",
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_token_is_refused(name):
    with pytest.raises(TokenRefused):
        EndUserTokens(lambda: [NEW, OLD]).read(BAD[name])


def test_a_good_token_is_read_also_while_the_master_key_changes():
    user = EndUser(new_id(), DeploymentId(uuid4()), BindingId(uuid4()), ContactId(uuid4()), uuid4())
    before = EndUserTokens(lambda: [OLD]).sign(user, 60)
    assert EndUserTokens(lambda: [NEW, OLD]).read(before) == user
    with pytest.raises(TokenRefused):
        EndUserTokens(lambda: [NEW]).read(before)
    assert EndUserTokens(lambda: [NEW]).read(signed(forged(iat=int(time.time()) + 2))), "clocks differ a little"


async def test_a_tampered_token_is_refused_and_an_expired_one_noted(house):
    here = await portal(house)
    issued = await here.issue()
    head, body, mark = issued["token"].split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["sub"] = str(uuid4())
    other = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    for token in (f"{head}.{other}.{mark}", f"{head}.{body}.", f"{head}.{body}.{mark[:-4]}AAAA", f"{head}.{body}"):
        assert (await here.read(token)).status_code == 401
    master = MasterKey.parse(MASTER_KEY, "test")
    claims = jwt.decode(issued["token"], options={"verify_signature": False})
    old = jwt.encode(
        {**claims, "iat": NOW - 100, "exp": NOW - 50},
        master.derived(b"vito end-user token"),
        headers={"kid": master.id},
    )
    assert (await here.read(old)).status_code == 401
    (denied,) = await here.tenant.events("access.denied")
    assert (denied["reason"], denied["caller"], denied["kind"]) == ("expired", issued["contact"], "end_user")


async def test_after_its_conversation_was_archived_an_end_user_goes_on_in_a_new_one(house):
    here = await portal(house)
    token = (await here.issue())["token"]
    await here.say(token)
    await here.tenant.sql("update core.conversations set archived_at = now()")
    assert (await here.read(token)).json()["items"] == []
    (row,) = await here.tenant.sql("select count(*) as n from core.conversations")
    assert row["n"] == 1, "reading makes none"
    for _ in range(2):
        assert (await here.say(token)).status_code == 200
    assert len((await here.read(token)).json()["items"]) == 4, "what is read is what was said in the new one"


async def test_two_deployments_of_one_binding_share_no_conversation(house):
    here = await portal(house)
    first = await here.issue()
    await here.say(first["token"])
    other = Portal(tenant=here.tenant, furnished=here.furnished, deployment=await here.deployed())
    second = await other.issue()
    assert second["contact"] == first["contact"]
    assert (await other.read(second["token"])).json()["items"] == []
    await here.tenant.sql("update core.deployments set ends_at = now() where id = $1", here.deployment)
    assert (await here.say(first["token"])).status_code == 409
    assert (await other.say(second["token"])).status_code == 200, "the other one goes on"
    (row,) = await here.tenant.sql("select context from core.conversations where deployment = $1", other.deployment)
    context = json.loads(row["context"])
    assert (context["deployment_id"], context["deployment_type"]) == (other.deployment, "EMBEDDED_WIDGET")


async def test_a_token_is_issued_to_who_may_read_what_it_opens(house):
    here = await portal(house)
    path = f"/v1/deployments/{here.deployment}/tokens"
    for scopes, status in ((["conversations:write"], 403), (["conversations:write", "conversations:read"], 201)):
        key = await here.tenant.key_of(scopes=scopes)
        answer = await here.tenant.call("POST", path, {"author": "ana"}, by=key["secret"])
        assert answer.status_code == status, answer.text
    assert {each["needed"] for each in await here.tenant.events("access.denied")} == {"conversations:read"}


async def shop_key(here: Portal, **limits: Any) -> tuple[str, str]:
    """Id and secret of a key that issues tokens."""
    made = await here.tenant.key_of(scopes=["conversations:read", "conversations:write"], limits=limits)
    return made["key"]["id"], made["secret"]


async def test_what_end_users_do_is_charged_to_the_key_that_issued_their_tokens(house):
    here = await portal(house)
    key, secret = await shop_key(here, monthly_quota=6)
    path = f"/v1/deployments/{here.deployment}/tokens"
    tokens = [(await here.tenant.ok("POST", path, {"author": name}, by=secret))["token"] for name in ("ana", "ben")]
    answers = [await here.say(tokens[0]), *[await here.read(token) for token in (*tokens, *tokens)]]
    assert [each.status_code for each in answers] == [200, 200, 200, 200, 429]
    assert answers[-1].json()["type"] == "urn:vito:problem:quota-exceeded"
    assert "month" not in answers[0].headers.get("ratelimit", ""), "what is left to the key is told to it alone"
    refused = await here.tenant.call("POST", path, {"author": "carla"}, by=secret)
    assert refused.status_code == 429, "neither by a fresh token"
    rows = {row["key"]: row for row in (await here.tenant.ok("GET", "/v1/usage"))["items"]}
    assert (rows[key]["requests"], rows[key]["turns"]) == (6, 1)
    assert not {jwt.decode(token, options={"verify_signature": False})["sub"] for token in tokens} & set(rows)


async def test_the_rate_of_the_key_holds_for_its_end_users_together(house):
    here = await portal(house)
    _, secret = await shop_key(here, rate_per_second=0.001, burst=4)
    path = f"/v1/deployments/{here.deployment}/tokens"
    tokens = [(await here.tenant.ok("POST", path, {"author": name}, by=secret))["token"] for name in ("ana", "ben")]
    answers = [await here.read(tokens[number % 2]) for number in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[-1].json()["type"] == "urn:vito:problem:too-many-requests"


async def test_a_token_is_dead_once_its_key_is_revoked(house):
    here = await portal(house)
    key, secret = await shop_key(here)
    path = f"/v1/deployments/{here.deployment}/tokens"
    token = (await here.tenant.ok("POST", path, {"author": "ana"}, by=secret))["token"]
    assert (await here.read(token)).status_code == 200
    await here.tenant.ok("DELETE", f"/v1/keys/{key}")
    async with asyncio.timeout(5):
        while (await here.read(token)).status_code != 401:
            await asyncio.sleep(0.05)
    assert "payer_gone" in {each["reason"] for each in await here.tenant.events("access.denied")}


async def test_staff_pays_by_the_user_for_sessions_and_for_the_tokens_it_issued(house):
    here = await portal(house)
    user = await here.tenant.user()
    sessions = [await here.tenant.token() for _ in range(2)]
    path = f"/v1/deployments/{here.deployment}/tokens"
    token = (await here.tenant.ok("POST", path, {"author": "ana"}, by=sessions[0]))["token"]
    assert (await here.read(token)).status_code == 200
    await here.tenant.ok("GET", "/v1/twins", by=sessions[1])
    rows = {row["key"]: row["requests"] for row in (await here.tenant.ok("GET", "/v1/usage"))["items"]}
    assert rows[user] == 3
    assert len(rows) == 2, "the administrator's key is the other one"
