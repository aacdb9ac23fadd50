"""Errors that cross the contract. Their texts name plugins, ids and codes; never personal data or secrets."""


class VitoError(Exception):
    """Base of all errors that the engine explains to its caller."""


class CapabilityUnavailable(VitoError):
    """Nobody may answer for this capability within this scope. `reason` says why (a code and plain words)."""

    def __init__(self, capability: str, reason: str) -> None:
        super().__init__(f"capability {capability!r} is not available: {reason}")
        self.capability = capability
        self.reason = reason


class CapabilityPaused(CapabilityUnavailable):
    """Its plugin is quarantined after repeated failures; it is tried again by itself."""


class AlreadyHandled(VitoError):
    """`transaction(scope, once=key)`: a transaction with this key was committed before. Nothing is to be done."""


class NotFound(VitoError):
    """No such thing within this tenant's wall (whether it exists elsewhere is not said)."""


class GrantMissing(VitoError):
    """The twin belongs to another tenant and no active grant covers this use."""


class InvalidInput(VitoError):
    """The caller's data cannot be accepted; the text says what, where and how to mend it."""


class Conflict(VitoError):
    """The thing exists already with other content, or is busy."""


class PermissionMissing(VitoError):
    """A plugin used a service that its manifest does not name. A fault of the plugin, not of whoever called it."""

    def __init__(self, plugin: str, permission: str) -> None:
        super().__init__(f"plugin {plugin!r} lacks the permission {permission!r}: its plugin.toml must name it")
        self.plugin = plugin
        self.permission = permission


class EffectsStopped(VitoError):
    """The kill switch holds this effect: nothing was sent and it stays planned. The same call, repeated after the
    stop was released, sends it."""


class TwinStopped(VitoError):
    """The kill switch is on for this twin or its tenant: it answers nobody until the stop is released."""


class OutwardRefused(VitoError):
    """The engine does not go there: the address, port or scheme is not allowed. Nothing was sent.

    The text names host and port, never path, query or content.
    """


class OutwardFailed(VitoError):
    """The call broke off. `code`: timed_out, no_connection, unknown_host, tls, broken_off, too_large.

    `sent` False: it certainly never reached the target, so that an effect may raise `EffectNotSent`.
    """

    def __init__(self, host: str, code: str, *, sent: bool) -> None:
        super().__init__(f"the call to {host} failed: {code}")
        self.code = code
        self.sent = sent
