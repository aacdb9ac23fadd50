"""What happens to plugins of a tenant, as events. Their subject is the plugin: one id for each tenant and plugin. What
happens by itself is `by` nobody."""

from uuid import UUID

from vito_contracts.events import ActPayload, Code, EventPayload


class PluginEnabled(ActPayload, frozen=True, kw_only=True):
    """`plugin.enabled`. `reason`: switched_on, entitled, requirement_met or agreed."""

    plugin: Code
    version: Code
    reason: Code


class PluginDisabled(ActPayload, frozen=True, kw_only=True):
    """`plugin.disabled`. `reason`: switched_off, not_entitled, requirement_missing or refused."""

    plugin: Code
    version: Code
    reason: Code


class PluginUpgraded(EventPayload, frozen=True, kw_only=True):
    """`plugin.upgraded`: another version, newer or older, serves the tenant now."""

    plugin: Code
    version: Code
    previous: Code


class PluginSettingsChanged(ActPayload, frozen=True, kw_only=True):
    """`plugin.settings_changed`. Which settings and to what is not told: a value may be a person's words."""

    plugin: Code


class PluginQuarantined(EventPayload, frozen=True, kw_only=True):
    """`plugin.quarantined`: nobody asks it for `pause_seconds`; then it is tried again. `door`: where it failed last:
    capability, subscription, activity or route. `error`: the class of the last failure."""

    plugin: Code
    version: Code
    door: Code
    error: Code
    failures: int
    pause_seconds: int


class PluginRecovered(ActPayload, frozen=True, kw_only=True):
    """`plugin.recovered`: a try succeeded, or somebody released it by hand."""

    plugin: Code
    by_hand: bool


class PluginReleased(ActPayload, frozen=True, kw_only=True):
    """`plugin.released`, in the platform's own log: the quarantine of the whole installation was ended by hand."""

    plugin: Code


class PluginExported(ActPayload, frozen=True, kw_only=True):
    """`plugin.exported`: somebody fetched all that the plugin holds of the tenant."""

    plugin: Code


class PluginErasureRequested(ActPayload, frozen=True, kw_only=True):
    """`plugin.erasure_requested`: what the plugin holds of the tenant is to be erased; `plugin.erased` is the end."""

    plugin: Code
    erasure: UUID


class PluginErased(EventPayload, frozen=True, kw_only=True):
    """`plugin.erased`: the receipt. `rows`: of its tables, and what the plugin itself erased elsewhere."""

    plugin: Code
    erasure: UUID
    rows: int
