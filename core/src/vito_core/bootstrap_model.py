"""What the supervisor asks of the bootstrap process and what it answers; light, so that the CLI stays quick."""

from uuid import UUID

import msgspec

from vito_core.db.logins import Logins
from vito_core.settings import Settings

ENVIRONMENT = "VITO_BOOTSTRAP"
DATABASE = "vito"
ADOPT = "VITO_ADOPT_DATABASE"
"""The environment variable by which an operator takes over a database that another installation owns."""


class Installation(msgspec.Struct, frozen=True):
    """Who owns a database. `name`: tells a human where it is, e.g. "machine:/folder/.vito"."""

    id: UUID
    name: str


class BootstrapOrder(msgspec.Struct, frozen=True, kw_only=True):
    """`admin_dsn`: of an embedded server, without a database name. `platform_key`: kept by the home; empty on the
    first start.

    `database_url`: a database of others that exists already, as its owner; then `admin_dsn` is empty.
    `adopt`: take the database over from the installation that owns it.
    `migrate` False: somebody else prepared the database and made the platform's key.
    """

    admin_dsn: str = ""
    database_url: str = ""
    migrate: bool = True
    installation: Installation
    adopt: bool = False
    logins: Logins
    settings: Settings
    platform_key: str = ""
    key_is_given: bool = False
    """The operator chose the platform's key: it is to be valid, not another."""


class BootstrapReport(msgspec.Struct, frozen=True, kw_only=True):
    platform_key: str
    plugins: dict[str, str | None] = {}
    """Plugin id → what is wrong with it, None if nothing."""
