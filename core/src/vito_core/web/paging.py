"""How much a list gives at once."""

from typing import Annotated

from litestar.params import QueryParameter

PageLimit = Annotated[int, QueryParameter(ge=1, le=50, description="At most 50")]
