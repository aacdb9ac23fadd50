"""An exception for each type of problem. Made by tools/generate_clients.py from the OpenAPI document."""

from vito_client.problem import ProblemError


class BadRequest(ProblemError):
    """400: Bad request. To mend it: send JSON in UTF-8, as the detail says."""


class NotAuthenticated(ProblemError):
    """401: Not authenticated. To mend it: send a key that is known and not revoked."""


class Forbidden(ProblemError):
    """403: Forbidden. To mend it: use a key whose role holds the permission that is named."""


class GrantMissing(ProblemError):
    """403: No active grant for this twin. To mend it: ask the twin's owner for a grant."""


class PluginPermissionMissing(ProblemError):
    """403: A plugin lacks a permission. To mend it: tell whoever runs the engine."""


class NotFound(ProblemError):
    """404: Not found. To mend it: look at the id, and whose it is."""


class MethodNotAllowed(ProblemError):
    """405: Method not allowed. To mend it: use a method of the `Allow` header."""


class TooSlow(ProblemError):
    """408: The request took too long to arrive. To mend it: send it again, in one go."""


class Conflict(ProblemError):
    """409: Conflict with what is there. To mend it: read what is there, then decide."""


class Stopped(ProblemError):
    """409: Held by a stop. To mend it: release the stop, or leave it."""


class CapabilityUnavailable(ProblemError):
    """409: A capability is not available. To mend it: enable what the detail names."""


class StillRunning(ProblemError):
    """409: What came before is still running. To mend it: wait `Retry-After`, send it again."""


class AnswerLost(ProblemError):
    """409: The first answer is not known. To mend it: look whether it took place; then a new key."""


class PreconditionFailed(ProblemError):
    """412: It was changed meanwhile. To mend it: read it again, then send your change."""


class TooLarge(ProblemError):
    """413: Too large. To mend it: send less than the operation's `x-body-limit`."""


class UnsupportedMediaType(ProblemError):
    """415: Unsupported media type. To mend it: send application/json."""


class InvalidInput(ProblemError):
    """422: The input cannot be accepted. To mend it: correct what `errors` or the detail name."""


class KeyReused(ProblemError):
    """422: The idempotency key was used for another request. To mend it: use a new key."""


class PreconditionRequired(ProblemError):
    """428: A precondition is needed. To mend it: send `If-Match` with the ETag you read."""


class TooManyRequests(ProblemError):
    """429: Too many requests. To mend it: wait `Retry-After`."""


class QuotaExceeded(ProblemError):
    """429: The month's quota is spent. To mend it: ask for a larger quota, or wait."""


class HeadTooLarge(ProblemError):
    """431: The request's head is too large. To mend it: shorten the address and the headers."""


class Internal(ProblemError):
    """500: Internal error. To mend it: this was not your fault; tell us the X-Request-Id."""


class TurnFailed(ProblemError):
    """502: The reply could not be made. To mend it: send the message again with the same key."""


class Unavailable(ProblemError):
    """503: Temporarily unavailable. To mend it: wait `Retry-After`, repeat with the same key."""


class StorageFull(ProblemError):
    """507: No space left. To mend it: wait `Retry-After`, repeat with the same key."""


BY_TYPE: dict[str, type[ProblemError]] = {
    "urn:vito:problem:bad-request": BadRequest,
    "urn:vito:problem:not-authenticated": NotAuthenticated,
    "urn:vito:problem:forbidden": Forbidden,
    "urn:vito:problem:grant-missing": GrantMissing,
    "urn:vito:problem:plugin-permission-missing": PluginPermissionMissing,
    "urn:vito:problem:not-found": NotFound,
    "urn:vito:problem:method-not-allowed": MethodNotAllowed,
    "urn:vito:problem:too-slow": TooSlow,
    "urn:vito:problem:conflict": Conflict,
    "urn:vito:problem:stopped": Stopped,
    "urn:vito:problem:capability-unavailable": CapabilityUnavailable,
    "urn:vito:problem:still-running": StillRunning,
    "urn:vito:problem:answer-lost": AnswerLost,
    "urn:vito:problem:precondition-failed": PreconditionFailed,
    "urn:vito:problem:too-large": TooLarge,
    "urn:vito:problem:unsupported-media-type": UnsupportedMediaType,
    "urn:vito:problem:invalid-input": InvalidInput,
    "urn:vito:problem:key-reused": KeyReused,
    "urn:vito:problem:precondition-required": PreconditionRequired,
    "urn:vito:problem:too-many-requests": TooManyRequests,
    "urn:vito:problem:quota-exceeded": QuotaExceeded,
    "urn:vito:problem:head-too-large": HeadTooLarge,
    "urn:vito:problem:internal": Internal,
    "urn:vito:problem:turn-failed": TurnFailed,
    "urn:vito:problem:unavailable": Unavailable,
    "urn:vito:problem:storage-full": StorageFull,
}
