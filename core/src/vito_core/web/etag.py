"""ETag, If-Match and If-None-Match: what a record's version is, and on which version a change rests.

A GET handler takes `if_none_match: IfNoneMatch = None` and returns `shown(record, if_none_match)`. A PATCH handler
takes `if_match: IfMatch = None`, hands `required(if_match)` to the store, which compares under the row's lock
(`vito_core.records.versions.require_seen`), and returns `shown(record)`; `optional(if_match)` is for other verbs.
"""

import re
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Response
from litestar.datastructures import ResponseHeader
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec
from litestar.params import HeaderParameter

from vito_contracts.errors import InvalidInput
from vito_core.records.versions import Seen, version_of

S = TypeVar("S", bound=msgspec.Struct)

_ENTITY_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        description="The ETag of what you read: the change is refused (412) if it is another by now; * takes any",
        max_length=1000,
    ),
]
IfNoneMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-None-Match", description="The ETag of what you have: 304 if it is still that", max_length=1000
    ),
]
TAGGED = [ResponseHeader(name="ETag", description="The version of what is shown", documentation_only=True)]
"""For `response_headers=` of handlers that show a record."""
SAME = {304: ResponseSpec(None, generate_examples=False, description="It is still what If-None-Match names")}
"""For `responses=` of handlers with If-None-Match."""
CHECKED, COMPARED = (412, 428), (412,)
"""For `problems=` of handlers that require If-Match, and of those that look at it when it is sent."""


def required(if_match: str | None) -> Seen:
    """Raises 428 without one: two people could overwrite each other."""
    if if_match is None:
        raise HTTPException(
            status_code=428, detail="send 'If-Match' with the ETag of what you read, or with * to change it unseen"
        )
    return optional(if_match)


def optional(if_match: str | None) -> Seen:
    """The versions it names; None for any. Weak ones match nothing. Raises `InvalidInput` for what is no ETag."""
    if if_match is None or if_match.strip() == "*":
        return None
    return frozenset(tag for weak, tag in _tags(if_match, "If-Match") if not weak)


def shown(record: S, if_none_match: str | None = None) -> Response[S]:
    """The record with its ETag, or 304 for whoever has it already."""
    version = version_of(record)
    if if_none_match is not None and _has(if_none_match, version):
        unchanged: Response[Any] = Response(None, status_code=304, headers={"ETag": f'"{version}"'})
        return unchanged
    return Response(record, headers={"ETag": f'"{version}"'})


def _has(if_none_match: str, version: str) -> bool:
    if if_none_match.strip() == "*":
        return True
    return any(tag == version for _, tag in _tags(if_none_match, "If-None-Match"))


def _tags(header: str, name: str) -> list[tuple[str, str]]:
    """(weak or not, what stands between the quotes) of each."""
    found = []
    for each in header.split(","):
        match = _ENTITY_TAG.fullmatch(each.strip())
        if match is None:
            raise InvalidInput(f"{name} takes the ETag of an answer, quotes included, or *")
        found.append((match[1], match[2]))
    return found
