"""What is migrated, told without Alembic: a process that only serves never loads it."""

from pathlib import Path
from typing import Any

import msgspec


class MigrationSet(msgspec.Struct, frozen=True):
    """One schema with its own version table. `folder`: Alembic version files."""

    schema: str
    folder: Path
    metadata: Any = None


CORE = MigrationSet("core", Path(__file__).parent / "migrations")
