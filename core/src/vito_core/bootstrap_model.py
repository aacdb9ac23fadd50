"""What the supervisor asks of the bootstrap process and what it answers; light, so that the CLI stays quick."""

from uuid import UUID

import msgspec

from vito_core.db.logins import Logins
from vito_core.settings import Settings

PLATFORM = "vito-internal"
ENVIRONMENT = "VITO_BOOTSTRAP"
DATABASE = "vito"
ADOPT = "VITO_ADOPT_DATABASE"
"""The environment variable by which an operator takes over a database that another installation owns."""


class Installation(msgspec.Struct, frozen=True):
    """Who owns a database. `name`: tells a human where it is, e.g. "machine:/folder/.vito"."""

    id: UUID
    name: str


class BootstrapOrder(msgspec.Struct, frozen=True, kw_only=True):
    """`admin_dsn` without a database name. `platform_key`: kept by the home; empty on the first start.

    `adopt`: take the database over from the installation that owns it.
    """

    admin_dsn: str
    installation: Installation
    adopt: bool = False
    logins: Logins
    settings: Settings
    platform_key: str = ""


class BootstrapReport(msgspec.Struct, frozen=True, kw_only=True):
    platform_key: str
    plugins: dict[str, str | None] = {}
    """Plugin id → what is wrong with it, None if nothing."""
