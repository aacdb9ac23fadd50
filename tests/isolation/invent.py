"""Arguments made from their types: A's ids wherever an id is asked for, B's tenant, the plainest value elsewhere."""

import collections.abc
import datetime as dt
import enum
import types
import typing
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from tests.isolation.marks import Marks
from vito_contracts.contexts import ModuleContext, context_type
from vito_contracts.ids import TenantId
from vito_contracts.modules import Module
from vito_contracts.scope import BindingScope, TenantScope

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
NAMED = {"plugin": "sales-host"}
"""Texts that must name something."""


class Inventor:
    """`within`: B's scope, handed over wherever a scope is asked for."""

    def __init__(self, marks: Marks, within: BindingScope) -> None:
        self._marks = marks
        self._within = within

    def arguments(self, call: Any) -> list[dict[str, Any]]:
        """Keyword arguments for every parameter of a callable; several sets where a parameter is a union of structs."""
        hints = typing.get_type_hints(call, include_extras=True)
        hints.pop("return", None)
        sets: list[dict[str, Any]] = [{}]
        for name, hint in hints.items():
            values = [self.value(each, name) for each in _structs_of(hint)] or [self.value(hint, name)]
            sets = [{**each, name: value} for each in sets for value in values]
        return sets

    def value(self, hint: Any, name: str) -> Any:
        if hint is TenantId or name in ("tenant", "twin_owner"):
            return self._within.tenant
        supertype = getattr(hint, "__supertype__", None)
        if supertype is not None:
            return self.value(supertype, name)
        origin = typing.get_origin(hint)
        if origin is typing.Annotated:
            return self._annotated(hint, name)
        if origin is typing.Literal:
            return typing.get_args(hint)[0]
        if origin in (typing.Union, types.UnionType):
            return self._union(typing.get_args(hint), name)
        if origin in (tuple, list, set, frozenset, collections.abc.Sequence):
            return self._sequence(hint, name)
        if origin in (dict, collections.abc.Mapping) or hint is dict:
            return {}
        return self._plain(hint, name)

    def struct(self, kind: type[msgspec.Struct]) -> Any:
        """With A's ids in every field that takes an id, required or not."""
        hints = typing.get_type_hints(kind, include_extras=True)
        given = {}
        for field in msgspec.structs.fields(kind):
            if field.required or _takes_id(hints[field.name]):
                given[field.name] = self.value(hints[field.name], field.name)
        return kind(**given)

    def _plain(self, hint: Any, name: str) -> Any:
        if hint is UUID:
            return self._marks.one(name)
        if isinstance(hint, type):
            if issubclass(hint, TenantScope):
                return self._within
            if hint is ModuleContext:
                return context_type(Module.MARKETING)()
            if issubclass(hint, enum.Enum):
                return next(iter(hint))
            if issubclass(hint, msgspec.Struct):
                return self.struct(hint)
        simple: dict[Any, Any] = {
            str: NAMED.get(name, "text"),
            int: 1,
            float: 1.0,
            bool: False,
            bytes: b"x",
            Decimal: Decimal(1),
        }
        simple |= {dt.datetime: NOW, dt.date: NOW.date(), dt.timedelta: dt.timedelta(days=1)}
        return simple.get(hint)

    def _annotated(self, hint: Any, name: str) -> Any:
        base, *extras = typing.get_args(hint)
        value = self.value(base, name)
        for meta in extras:
            if isinstance(meta, msgspec.Meta) and isinstance(value, str):
                value = value[: meta.max_length].ljust(meta.min_length or 0, "x")
            if isinstance(meta, msgspec.Meta) and isinstance(value, int | float) and meta.ge is not None:
                value = max(value, meta.ge)
        return value

    def _union(self, options: tuple[Any, ...], name: str) -> Any:
        wanted = [each for each in options if each is not type(None)]
        return self.value(wanted[0], name) if _takes_id(wanted[0]) or type(None) not in options else None

    def _sequence(self, hint: Any, name: str) -> Any:
        items = [each for each in typing.get_args(hint) if each is not Ellipsis]
        ids = [self.value(items[0], name)] if items and _takes_id(items[0]) else []
        return ids if typing.get_origin(hint) is list else tuple(ids)


def _structs_of(hint: Any) -> list[Any]:
    options = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else ()
    return [each for each in options if isinstance(each, type) and issubclass(each, msgspec.Struct)]


def _takes_id(hint: Any) -> bool:
    if getattr(hint, "__supertype__", None) is UUID or hint is UUID:
        return True
    return any(_takes_id(each) for each in typing.get_args(hint) if not isinstance(each, msgspec.Meta | str))
