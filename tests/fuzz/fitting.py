"""Operations of the OpenAPI document, and how each is asked so that it is carried out: as the document's example says,
with ids that exist, by whoever may."""

import copy
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from tests.fuzz.residents import BODY_IDS, MAKERS, PASSWORD, Resident, unique

FUTURE = {"starts_at": 1, "ends_at": 300, "expires_at": 300}
"""Days from now, for dates that must not have passed."""
Fill = Callable[[Resident], dict[str, Any]]


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    method: str
    path: str
    spec: dict[str, Any]

    @property
    def label(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def needs(self) -> str | None:
        """The permission; None: it names none."""
        needs: str | None = self.spec.get("x-permission")
        return needs

    @property
    def content(self) -> dict[str, Any] | None:
        """Of the JSON body, with `schema` and example."""
        content: dict[str, Any] | None = self.spec.get("requestBody", {}).get("content", {}).get("application/json")
        return content

    def parameters(self, place: str) -> list[dict[str, Any]]:
        return [each for each in self.spec.get("parameters", ()) if each.get("in") == place]


def operations(document: dict[str, Any]) -> list[Operation]:
    methods = ("get", "post", "put", "patch", "delete")
    return [
        Operation(method=method.upper(), path=path, spec=item[method])
        for path, item in document["paths"].items()
        for method in methods
        if method in item
    ]


def example_of(operation: Operation, resident: Resident) -> Any:
    """A body that is taken; None where the operation takes none."""
    content = operation.content
    if content is None:
        return None
    named = [each["value"] for each in content.get("examples", {}).values()]
    body = copy.deepcopy(named[0] if named else content["example"])
    _settle_in(body, resident)
    return body | FILLED.get(operation.label, lambda _: {})(resident)


def path_ids(operation: Operation, resident: Resident) -> dict[str, str]:
    return {each["name"]: resident.id(each["name"]) for each in operation.parameters("path")}


def query_of(operation: Operation, resident: Resident) -> dict[str, str]:
    """What must be given."""
    required = [each["name"] for each in operation.parameters("query") if each.get("required")]
    return {name: resident.id(name) if name in MAKERS else "text" for name in required}


def url_of(operation: Operation, resident: Resident) -> str:
    url = operation.path
    for name, value in path_ids(operation, resident).items():
        url = url.replace(f"{{{name}}}", quote(value, safe=""))
    return url


def make_ready(operation: Operation, resident: Resident) -> None:
    """What an earlier request used up is there again."""
    if operation.label in BEFORE:
        BEFORE[operation.label](resident)


def _settle_in(body: Any, resident: Resident) -> None:
    for name, value, holder in _members(body):
        if name in BODY_IDS:
            holder[name] = resident.id(BODY_IDS[name])
        elif name in FUTURE and value is not None:
            holder[name] = in_days(FUTURE[name])


def _members(body: Any) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    if isinstance(body, dict):
        for name, value in list(body.items()):
            yield name, value, body
            yield from _members(value)


def in_days(days: int) -> str:
    return (dt.datetime.now(dt.UTC) + dt.timedelta(days=days)).isoformat()


def _renew(*names: str) -> Callable[[Resident], None]:
    def renew(resident: Resident) -> None:
        for name in names:
            resident.renew(name)

    return renew


def _log_in_anew(resident: Resident) -> None:
    resident.id("session")
    resident.ground.backstage.forget_logins()


def _invite(resident: Resident) -> None:
    resident.renew("invitation")
    resident.ground.backstage.forget_logins()


def _release(resident: Resident) -> None:
    """A stop that is set already stays as it is."""
    for stop in resident.get("/v1/stops?released=false")["items"]:
        resident.ground.ask("DELETE", f"/v1/stops/{stop['id']}", resident.key)


BEFORE: dict[str, Callable[[Resident], None]] = {
    "POST /v1/effects/{effect}/settle": _renew("effect"),
    "POST /v1/approvals/{approval}/decide": _renew("approval"),
    "POST /v1/events/dead/{event}/replay": _renew("event"),
    "POST /v1/events/dead/replay": lambda resident: void(resident.renew("event"), resident.id("event")),
    "POST /v1/plugins/{plugin}/erasures": lambda resident: void(resident.id("disabled")),
    "POST /v1/stops": _release,
    "POST /v1/invitations/accept": _invite,
    "POST /v1/sessions": _log_in_anew,
    "PUT /v1/sessions/me/password": _log_in_anew,
    "PATCH /v1/tenants/{tenant}/talent": lambda resident: void(resident.id("talent")),
    "PATCH /v1/talents/me": lambda resident: void(resident.id("talent")),
    "GET /v1/talents/me": lambda resident: void(resident.id("talent")),
    "POST /v1/enquiries": lambda resident: void(resident.id("support"), resident.id("contact")),
    "POST /v1/replies": lambda resident: void(resident.id("contact")),
}


def void(*_: Any) -> None:
    """For what is done for its own sake."""


FILLED: dict[str, Fill] = {
    "POST /v1/tenants": lambda _: {"slug": unique("fuzz")},
    "POST /v1/users": lambda _: {"email": f"{unique()}@acme.example"},
    "POST /v1/invitations/accept": lambda _: {"password": PASSWORD},
    "POST /v1/sessions": lambda each: {
        "tenant": each.id("slug"),
        "email": each.id("email"),
        "password": each.id("password"),
    },
    "PUT /v1/sessions/me/password": lambda each: {"current": each.id("password"), "new": PASSWORD + unique()},
    "POST /v1/events": lambda _: {"id": unique(), "reference": unique()},
    "POST /v1/interactions": lambda _: {"id": unique()},
    "POST /v1/replies": lambda each: {"id": unique(), "author": each.id("author")},
    "POST /v1/enquiries": lambda each: {"id": unique(), "author": each.id("author")},
    "POST /v1/stops": lambda _: {"level": "channel", "target": "email"},
    "POST /v1/contracts": lambda _: {"number": unique()},
}
"""What an example cannot know, or must say anew each time."""
