"""Tenants to throw things as. What a resident owns is made when it is first asked for."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.fuzz.ground import Ground

PASSWORD = "correct horse battery staple"
PLUGIN = "lead-gen"
AUTHOR = "ana"
SECONDS = 30.0
CONFIG = {"personality_profile": {"tone": "warm", "language": "en"}}
PAGE = {"path": "plans.md", "text": "# Plans\n\nThe Team plan costs 29 dollars per seat and month.\n"}
UNIQUE_WORDS = ("slug", "email")


def unique(prefix: str = "n") -> str:
    return f"{prefix}-{uuid4().hex}"


class Resident:
    """`known`: what it owns so far, by the name that routes and bodies call it."""

    def __init__(self, ground: "Ground", key: str, known: dict[str, str]) -> None:
        self.ground = ground
        self.key = key
        self.known = known

    def id(self, name: str) -> str:
        if name not in self.known:
            # A maker may note more than it was asked for.
            made = MAKERS[name](self)
            self.known[name] = made
        return self.known[name]

    def renew(self, name: str) -> None:
        self.known.pop(name, None)

    def credential(self, needs: str | None) -> str:
        """Of whoever may, for an operation that needs this permission."""
        resource = (needs or "platform:").partition(":")[0]
        if resource == "platform":
            return self.ground.platform_key
        if resource in ("session", "end-user"):
            return self.id("session" if resource == "session" else "end_user")
        return self.key

    def post(self, path: str, body: Any = None, key: str = "") -> Any:
        return self.ground.ask("POST", path, key or self.key, body)

    def get(self, path: str) -> Any:
        return self.ground.ask("GET", path, self.key)

    def bind(self, module: str, context: dict[str, Any] | None = None) -> str:
        body = {"name": module, "module": module, "twin": self.id("twin"), "context": context or {}}
        return str(self.post("/v1/bindings", body)["id"])


def _twin(resident: Resident) -> str:
    twin = resident.post("/v1/twins", {"name": "Marina", "config": CONFIG})["id"]
    resident.post(f"/v1/twins/{twin}/versions/1/approve")
    return str(twin)


def _contact(resident: Resident) -> str:
    body = {"binding": resident.id("binding"), "author": AUTHOR}
    opened = resident.post("/v1/conversations", body)
    resident.known["conversation"] = opened["id"]
    return str(opened["contact"])


def _conversation(resident: Resident) -> str:
    _contact(resident)
    return resident.known["conversation"]


def _grant(resident: Resident) -> str:
    body = {"twin": resident.id("twin"), "grantee": resident.id("grantee"), "uses": ["MARKETING"]}
    return str(resident.post("/v1/grants", body)["id"])


def _user(resident: Resident) -> str:
    resident.known["email"] = f"{unique()}@acme.example"
    made = resident.post("/v1/users", {"name": "Ana", "email": resident.known["email"], "role": "editor"})
    resident.known["invitation"] = made["invitation"]
    return str(made["user"]["id"])


def _invitation(resident: Resident) -> str:
    resident.renew("user")
    resident.id("user")
    return resident.known["invitation"]


def _session(resident: Resident) -> str:
    resident.ground.backstage.forget_logins()
    accepted = {"invitation": _invitation(resident), "password": PASSWORD}
    resident.post("/v1/invitations/accept", accepted)
    resident.known["password"] = PASSWORD
    return log_in(resident)


def log_in(resident: Resident) -> str:
    """A token, for the resident's user and the password it has now."""
    account = {name: resident.id(name) for name in ("email", "password")}
    return str(resident.post("/v1/sessions", {"tenant": resident.known["slug"], **account})["token"])


def _password(resident: Resident) -> str:
    resident.id("session")
    return resident.known["password"]


def _email(resident: Resident) -> str:
    resident.id("session")
    return resident.known["email"]


def _end_user(resident: Resident) -> str:
    return str(resident.post(f"/v1/deployments/{resident.id('deployment')}/tokens", {"author": AUTHOR})["token"])


def _erasure(resident: Resident) -> str:
    resident.id("disabled")
    return str(resident.post(f"/v1/plugins/{PLUGIN}/erasures", {"confirm": PLUGIN})["id"])


def _request(resident: Resident) -> str:
    """An export that is done."""
    contact = f"/v1/contacts/{resident.id('contact')}"
    request = resident.post(f"{contact}/export")["request"]
    until(lambda: resident.get(f"{contact}/requests/{request}")["archive"])
    return str(request)


def _delivery(resident: Resident) -> str:
    return str(resident.post(f"/v1/webhooks/{resident.id('webhook')}/test")["id"])


def _letter(resident: Resident) -> str:
    resident.id("twin")  # so that there is an event
    return resident.ground.backstage.dead_letter(resident.id("tenant"))


def _effect(resident: Resident) -> str:
    return resident.ground.backstage.doubtful_effect(resident.id("tenant"), resident.id("contact"))


def _approval(resident: Resident) -> str:
    return resident.ground.backstage.approval(resident.id("tenant"), resident.id("contact"))


def _made(path: str, body: Callable[[Resident], Any]) -> Callable[[Resident], str]:
    return lambda resident: str(resident.post(path, body(resident))["id"])


MAKERS: dict[str, Callable[[Resident], str]] = {
    "twin": _twin,
    "version": lambda _: "1",
    "plugin": lambda _: PLUGIN,
    "binding": lambda resident: resident.bind("MARKETING"),
    "support": lambda resident: resident.bind("CUSTOMER_SUPPORT"),
    "contact": _contact,
    "conversation": _conversation,
    "author": lambda _: AUTHOR,
    "brand": _made("/v1/brands", lambda _: {"name": unique("Lumbra")}),
    "contract": _made("/v1/contracts", lambda _: {"number": unique()}),
    "deployment": _made("/v1/deployments", lambda each: {"type": "VIBETHINK_PORTAL", "binding": each.id("binding")}),
    "webhook": _made("/v1/webhooks", lambda _: {"url": "https://partner.example/"}),
    "delivery": _delivery,
    "stop": _made("/v1/stops", lambda _: {"level": "channel", "target": "email", "reason_code": "incident"}),
    "key": lambda resident: str(resident.post("/v1/keys", {"name": "shop"})["key"]["id"]),
    "user": _user,
    "invitation": _invitation,
    "email": _email,
    "password": _password,
    "session": _session,
    "end_user": _end_user,
    "grant": _grant,
    "grantee": lambda resident: resident.ground.neighbour,
    "twin_owner": lambda resident: resident.id("tenant"),
    "disabled": lambda resident: str(resident.post(f"/v1/plugins/{PLUGIN}/disable")["id"]),
    "erasure": _erasure,
    "request_id": _request,
    "run": lambda each: str(each.post("/v1/platform/archive", {}, each.ground.platform_key)["run"]["id"]),
    "event": _letter,
    "subscriber": lambda _: "lead-gen/main",
    "effect": _effect,
    "approval": _approval,
    "alert": lambda resident: resident.ground.backstage.alert(resident.id("tenant")),
    "talent": lambda each: str(each.post("/v1/talents", {"name": "Andrea", "type": "ATHLETE"})["tenant_id"]),
}
BODY_IDS = {"brand_id": "brand", "deployment_id": "deployment"} | {
    name: name for name in ("twin", "binding", "deployment", "contract", "grantee", "twin_owner", "invitation")
}
"""What bodies call the things that a resident can own."""


def until(holds: Callable[[], Any]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("what was asked for did not come")
        time.sleep(0.05)
