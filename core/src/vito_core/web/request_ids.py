"""What a request is called: by its caller if the name is sane, else by us. It stands in the answer, in the scope of all
that the request does, and in every line that is logged meanwhile."""

import re
from typing import Any
from uuid import UUID

from vito_contracts.ids import RequestId, derived_id, new_id

HEADER = b"x-request-id"
SANE = re.compile(rb"[A-Za-z0-9._:/+=-]{1,100}")
CODE, ID = "vito_request_code", "vito_request_id"
"""Where an ASGI scope's state keeps them."""


def name_request(scope: Any) -> str:
    """Finds or makes the name; called once, before anything else looks at the request."""
    given = None
    for name, value in scope["headers"]:  # a generator costs thrice as much, and every request comes by here
        if name == HEADER:
            given = value
            break
    state = scope.setdefault("state", {})
    if given is None or SANE.fullmatch(given) is None:
        state[ID] = new_id()
        state[CODE] = str(state[ID])
    else:
        state[CODE] = given.decode("ascii")
    code: str = state[CODE]
    return code


def request_id_of(scope: Any) -> RequestId:
    """The name as a UUID: itself if it is one, else derived from it."""
    state = scope.setdefault("state", {})
    if ID not in state:
        state[ID] = _as_uuid(state[CODE]) if CODE in state else new_id()
    return RequestId(state[ID])


def _as_uuid(code: str) -> UUID:
    try:
        return UUID(code)
    except ValueError:
        return derived_id("request", code)
