"""How much a list gives at once, and how it goes on."""

from collections.abc import Callable, Sequence
from typing import Annotated, Protocol, TypeVar, overload
from uuid import UUID

from litestar.params import QueryParameter

PageLimit = Annotated[int, QueryParameter(ge=1, le=50, description="At most 50")]
Row = TypeVar("Row")
Place = TypeVar("Place")


class HasId(Protocol):
    @property
    def id(self) -> UUID: ...


@overload
def next_after(rows: Sequence[HasId], limit: int) -> UUID | None: ...
@overload
def next_after(rows: Sequence[Row], limit: int, place: Callable[[Row], Place]) -> Place | None: ...
def next_after(rows: Sequence[Row], limit: int, place: Callable[[Row], object] = lambda row: row.id) -> object:  # type: ignore[attr-defined]
    """What asks for the page after these rows; None: it is the last. `place`: of a row, where that is not its id."""
    return place(rows[-1]) if len(rows) == limit else None
