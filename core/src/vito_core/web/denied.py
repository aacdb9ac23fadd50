"""Which answers are denials: noted from the handler of all errors, so that no route has to think of it."""

from vito_contracts.errors import GrantMissing, PermissionMissing
from vito_contracts.scope import TenantScope
from vito_core.identity.denials import Denials
from vito_core.plugins.lifecycle import PluginRestricted

_REASONS: dict[type[Exception], str] = {GrantMissing: "no_grant", PluginRestricted: "plugin_restricted"}


def note_denial(denials: Denials, within: TenantScope | None, error: Exception) -> None:
    """`within` None: who asked is not known. An error of the web's own says by its attribute `denied` what it denies;
    lacking permissions and dead credentials are noted where they are found."""
    if isinstance(error, PermissionMissing):
        if within is not None:
            denials.plugin_lacking(within.tenant, error.plugin, error.permission)
        return
    known = next((reason for kind, reason in _REASONS.items() if isinstance(error, kind)), None)
    reason: str | None = known or getattr(error, "denied", None)
    if reason is None:
        return
    if within is None:
        denials.unknown(reason)
    else:
        denials.refused(within, reason)
