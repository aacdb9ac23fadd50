"""What a payload may hold: decided by looking at its struct, once, when its type is registered."""

from msgspec import inspect

from vito_contracts.events import CODE_LENGTH, CODE_PATTERN, EventPayload

_HARMLESS = (
    inspect.UUIDType,
    inspect.IntType,
    inspect.FloatType,
    inspect.BoolType,
    inspect.DateTimeType,
    inspect.EnumType,
    inspect.LiteralType,
    inspect.NoneType,
)


def unfit_field(payload: type[EventPayload]) -> str | None:
    """The name of the first field that could hold a person's words; None if there is none."""
    described = inspect.type_info(payload)
    assert isinstance(described, inspect.StructType)
    return next((field.name for field in described.fields if not _fits(field.type)), None)


def _fits(kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.Metadata):
        return _fits(kind.type)
    if isinstance(kind, inspect.UnionType):
        return all(_fits(each) for each in kind.types)
    if isinstance(kind, inspect.TupleType):
        return all(_fits(each) for each in kind.item_types)
    if isinstance(kind, inspect.VarTupleType):
        return _fits(kind.item_type)
    if isinstance(kind, inspect.StrType):
        return kind.pattern == CODE_PATTERN and kind.max_length is not None and kind.max_length <= CODE_LENGTH
    return isinstance(kind, _HARMLESS)
