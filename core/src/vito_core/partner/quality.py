"""`quality.yaml`: what the author says of each rule: done, to do, or exempt with the reason."""

from pathlib import Path
from typing import Literal

import msgspec

FILE = "quality.yaml"


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`reason` is required unless it is done."""

    status: Literal["done", "todo", "exempt"]
    reason: str = ""


class Quality(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    rules: dict[str, Literal["done"] | Statement]

    def status(self, rule: str) -> Statement | None:
        said = self.rules.get(rule)
        return Statement(status="done") if isinstance(said, str) else said


class QualityError(ValueError):
    """The file cannot be used; the text says why."""


def read_quality(folder: Path) -> Quality | None:
    """None: there is no such file. Raises `QualityError`."""
    import msgspec.yaml

    try:
        found = msgspec.yaml.decode((folder / FILE).read_bytes(), type=Quality)
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, UnicodeDecodeError, OSError) as error:
        raise QualityError(str(error).splitlines()[0]) from error
    for rule, said in found.rules.items():
        if isinstance(said, Statement) and said.status != "done" and not said.reason.strip():
            raise QualityError(f"rule {rule!r} is {said.status}, and no reason says why")
    return found
