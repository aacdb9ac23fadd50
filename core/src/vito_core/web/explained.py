"""What is wrong with a field, in words: Litestar's message names no values of an enum, and a pattern by itself."""

import re
from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from litestar import Request

BODY, _WHOLE = "body", "data"
_NAMED = re.compile(r"field `([^`]+)`|^(\w+): ")
_ELEMENT = "[]"
_STEPS = re.compile(r"[^.\[\]]+|\[")


def explained(request: Request[Any, Any, Any], key: str, message: str) -> str:
    """`key`: of the body or a parameter, such as `scopes[0]` or `limits.burst`."""
    if (key, message) == (_WHOLE, f"'{_WHOLE}'"):
        return "a JSON body is needed"
    if message.startswith("Invalid enum value"):
        taken = [str(member.value) for kind in _kinds(request, key) if _is_enum(kind) for member in kind]
        return f"{message}; it takes one of {', '.join(taken)}" if taken else message
    if "matching regex" in message:
        metas = [meta for kind in _kinds(request, key) for meta in getattr(kind, "__metadata__", ())]
        return next((meta.description for meta in metas if getattr(meta, "description", None)), message)
    return message


def as_sent(request: Request[Any, Any, Any], key: str) -> str:
    """A parameter's name as callers write it: `from`, `If-Match`."""
    field = request.route_handler.parsed_fn_signature.parameters.get(key)
    name: str | None = getattr(field.kwarg_definition, "name", None) if field is not None else None
    return name or key


def field_meant(request: Request[Any, Any, Any], key: str, message: str) -> str:
    """The body's field that a message names, where Litestar names only the handler's parameter for the whole body."""
    fields = _fields(request)
    named = _NAMED.search(message)
    if key != _WHOLE or _WHOLE in fields or named is None:
        return key
    missing_or_unknown, of_a_struct = named.groups()
    return missing_or_unknown or (of_a_struct if of_a_struct in fields else key)


def _fields(request: Request[Any, Any, Any]) -> set[str]:
    field = request.route_handler.parsed_fn_signature.parameters.get(_WHOLE)
    structs = [each for each in _unfolded(field.annotation) if isinstance(each, type)] if field is not None else []
    bodies = [each for each in structs if issubclass(each, msgspec.Struct)]
    return {each.encode_name for body in bodies for each in msgspec.structs.fields(body)}


def _kinds(request: Request[Any, Any, Any], key: str) -> list[Any]:
    """The type of what `key` names, and those of its union."""
    parameters = request.route_handler.parsed_fn_signature.parameters
    kinds = {name: field.annotation for name, field in parameters.items()}
    first, *rest = _steps(key) or [""]
    found = [kinds[first]] if first in kinds else list(_below(kinds.get(_WHOLE), first))
    for step in rest:
        found = [below for each in found for below in _below(each, step)]
    return [kind for each in found for kind in _unfolded(each)]


def _steps(key: str) -> list[str]:
    """`scopes[0]` is an element of `scopes`."""
    return [_ELEMENT if step == "[" else step for step in _STEPS.findall(re.sub(r"\[[^\]]*\]", "[", key))]


def _below(kind: Any, step: str) -> Iterator[Any]:
    for each in _unfolded(kind):
        if step == _ELEMENT:
            yield from get_args(each)[-1:] if get_origin(each) is dict else get_args(each)[:1]
        elif isinstance(each, type) and issubclass(each, msgspec.Struct):
            yield from (field.type for field in msgspec.structs.fields(each) if field.encode_name == step)


def _unfolded(kind: Any) -> Iterator[Any]:
    yield kind
    if get_origin(kind) is Annotated:
        yield from _unfolded(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for each in get_args(kind):
            yield from _unfolded(each)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)
