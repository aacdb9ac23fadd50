"""What the supervisor asks of the bootstrap process and what it answers; light, so that the CLI stays quick."""

import msgspec

from vito_core.db.logins import Logins
from vito_core.settings import Settings

PLATFORM = "vito-internal"
ENVIRONMENT = "VITO_BOOTSTRAP"
DATABASE = "vito"


class BootstrapOrder(msgspec.Struct, frozen=True, kw_only=True):
    """`admin_dsn` without a database name. `platform_key`: kept by the home; empty on the first start."""

    admin_dsn: str
    logins: Logins
    settings: Settings
    platform_key: str = ""


class BootstrapReport(msgspec.Struct, frozen=True, kw_only=True):
    platform_key: str
    plugins: dict[str, str | None] = {}
    """Plugin id → what is wrong with it, None if nothing."""
