"""Where a text that was taken is read again, and when it is the same."""

import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

import httpx

from tests.fuzz.fitting import Operation, url_of
from tests.fuzz.ground import Ground
from tests.fuzz.residents import Resident, log_in, until
from tests.fuzz.schema import texts_in

Texts = set[tuple[str, str]]
"""Pairs of name and text."""
Reader = Callable[[Resident, Any, Any], Any]


def read_back(ground: Ground, resident: Resident, operation: Operation, body: Any, answer: httpx.Response) -> Texts:
    """All texts of what shows what was just written, by its own route."""
    given = answer.json() if answer.content else None
    if operation.label in SHOWN_BY:
        names = {**resident.known, **(given or {})}
        return set(texts_in(resident.get(SHOWN_BY[operation.label].format(**names))))
    if operation.label in READERS:
        return set(texts_in(READERS[operation.label](resident, body, given)))
    url = url_of(operation, resident)
    if operation.method == "POST" and (made := _id_in(given)) and f"{operation.path}/{{" in _reads(ground):
        url = f"{url}/{made}"
    else:
        path = operation.path
        while path not in _reads(ground):
            path, url = path.rpartition("/")[0], url.rpartition("/")[0]
            assert path, f"nothing shows what {operation.label} writes"
    shown = ground.client.get(url, headers={"authorization": f"Bearer {resident.credential(operation.needs)}"})
    return set(texts_in(shown.json()))


def came_back(label: str, name: str, text: str, found: Texts) -> bool:
    name = CALLED.get(f"{label} {name}", name)
    if name in NUMBERS:
        return any(each == name and _same_number(text, value) for each, value in found)
    if name in WITHOUT_CASE:
        return any(each == name and value.casefold() == text.casefold() for each, value in found)
    return (name, text) in found


def refused_within(label: str, answer: httpx.Response) -> bool:
    """Of several documents, those that are not taken are named in the answer, with the reason."""
    return label == "POST /v1/knowledge" and bool(answer.json()["skipped"])


def prepare_body(label: str, resident: Resident, body: Any) -> None:
    """A reply and an enquiry are of a contact that is known."""
    if label in ("POST /v1/replies", "POST /v1/enquiries"):
        platform = body.get("platform")
        opened = {"binding": resident.id("binding"), "author": body["author"], "platform": platform or "API"}
        headers = {"authorization": f"Bearer {resident.key}", "content-type": "application/json"}
        resident.ground.client.post("/v1/conversations", content=json.dumps(opened), headers=headers)


def _reads(ground: Ground) -> set[str]:
    """Paths that can be read; and the beginning of those that read one of many."""
    paths = [path for path, item in ground.document["paths"].items() if "get" in item]
    ones = {path.rpartition("/")[0] + "/{" for path in paths if path.rpartition("/")[2].startswith("{")}
    return {*paths, *ones}


def _id_in(answer: Any) -> str | None:
    """The id of what was made, itself or within what tells a secret with it."""
    if not isinstance(answer, dict):
        return None
    if "id" in answer:
        return str(answer["id"])
    return next((str(each["id"]) for each in answer.values() if isinstance(each, dict) and "id" in each), None)


def _same_number(text: str, value: str) -> bool:
    try:
        return Decimal(text) == Decimal(value)
    except InvalidOperation:
        return False


def _contact(resident: Resident, answer: Any) -> Any:
    return resident.get(_EXPORT.format(contact=answer["contact"]))


def _said_by_end_user(resident: Resident, body: Any, answer: Any) -> Any:
    return resident.ground.ask("GET", "/v1/end-user/messages?limit=2", resident.id("end_user"))


def _page_of_events(resident: Resident, body: Any, answer: Any) -> Any:
    url = f"/v1/events?subject={answer['subject']}"
    until(lambda: any(each["id"] == answer["id"] for each in resident.get(url)["items"]))
    return [each["payload"] | {"type": each["type"]} for each in resident.get(url)["items"]]


def _exported(resident: Resident, body: Any, answer: Any) -> Any:
    lines = resident.ground.client.get(
        "/v1/plugins/knowledge/export", headers={"authorization": f"Bearer {resident.key}"}
    )
    return [json.loads(line) for line in lines.text.splitlines()]


def _logged_in(resident: Resident, body: Any, answer: Any) -> Any:
    """Nobody reads a password; it lets in whoever has it."""
    name = "new" if "new" in body else "password"
    resident.known["password"] = body[name]
    resident.ground.backstage.forget_logins()
    resident.known["session"] = log_in(resident)
    return {name: body[name]}


def _opened(resident: Resident, body: Any, answer: Any) -> Any:
    """No route shows a conversation's context."""
    context = resident.ground.backstage.kept("select context from core.conversations where id = $1", answer["id"])
    return [_contact(resident, answer), json.loads(context)]


def _asked(resident: Resident, body: Any, answer: Any) -> Any:
    """No route shows an enquiry's language."""
    language = resident.ground.backstage.kept("select language from core.enquiries where id = $1", answer["id"])
    return [_contact(resident, answer), {"language": language}]


_EXPORT = "/v1/contacts/{contact}/export"
SHOWN_BY = {
    "POST /v1/conversations/{conversation}/messages": "/v1/conversations/{conversation}/messages?limit=2",
    "POST /v1/interactions": _EXPORT,
    "POST /v1/replies": _EXPORT,
    "POST /v1/deployments/{deployment}/tokens": _EXPORT,
    "POST /v1/stops": "/v1/stops?released=false",
    "POST /v1/twins/{twin}/versions": "/v1/twins/{twin}/versions/{version}",
    "POST /v1/talents": "/v1/talents/me",
    "PATCH /v1/tenants/{tenant}/talent": "/v1/talents/me",
}
"""What shows it to its tenant, where that is not the route of the thing itself."""
READERS: dict[str, Reader] = {
    "POST /v1/conversations": _opened,
    "POST /v1/end-user/messages": _said_by_end_user,
    "POST /v1/enquiries": _asked,
    "POST /v1/knowledge": _exported,
    "POST /v1/events": _page_of_events,
    "POST /v1/invitations/accept": _logged_in,
    "PUT /v1/sessions/me/password": _logged_in,
}
"""Where it is not one route that shows it: what was asked, and the answer."""
CALLED = {
    "POST /v1/events id": "external",
    "POST /v1/interactions id": "external_id",
    "POST /v1/plugins/{plugin}/erasures confirm": "plugin",
    **{f"POST /v1/{each} author": "handle" for each in ("conversations", "interactions", "replies", "enquiries")},
    **{f"POST /v1/{each} lang": "language" for each in ("interactions", "enquiries")},
    "POST /v1/deployments/{deployment}/tokens author": "handle",
}
"""Another name by which a text is read again."""
NUMBERS = ("revenue_share_percentage",)
"""Texts that are decimal numbers: the same number is the same."""
WITHOUT_CASE = ("email",)
