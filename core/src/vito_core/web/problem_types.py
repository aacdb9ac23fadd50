"""Every kind of problem the API tells, and which of them an operation can answer with. Types never change meaning."""

from collections.abc import Iterable

import msgspec

BASE = "urn:vito:problem:"
HAS_BODY, READS_INPUT = "has body", "reads input"
"""Features of an operation that decide what can go wrong with it."""


class ProblemType(msgspec.Struct, frozen=True):
    """`mend`: what a caller does about it, for the table in docs/api.md."""

    name: str
    status: int
    title: str
    mend: str

    @property
    def example(self) -> dict[str, object]:
        return {"type": BASE + self.name, "title": self.title, "status": self.status, "detail": self.mend}


TYPES: dict[str, ProblemType] = {
    each.name: each
    for each in (
        ProblemType("bad-request", 400, "Bad request", "send JSON in UTF-8, as the detail says"),
        ProblemType("not-authenticated", 401, "Not authenticated", "send a key that is known and not revoked"),
        ProblemType("forbidden", 403, "Forbidden", "use a key whose role holds the permission that is named"),
        ProblemType("grant-missing", 403, "No active grant for this twin", "ask the twin's owner for a grant"),
        ProblemType("plugin-permission-missing", 403, "A plugin lacks a permission", "tell whoever runs the engine"),
        ProblemType("not-found", 404, "Not found", "look at the id, and whose it is"),
        ProblemType("method-not-allowed", 405, "Method not allowed", "use a method of the `Allow` header"),
        ProblemType("too-slow", 408, "The request took too long to arrive", "send it again, in one go"),
        ProblemType("conflict", 409, "Conflict with what is there", "read what is there, then decide"),
        ProblemType("stopped", 409, "Held by a stop", "release the stop, or leave it"),
        ProblemType("capability-unavailable", 409, "A capability is not available", "enable what the detail names"),
        ProblemType("still-running", 409, "What came before is still running", "wait `Retry-After`, send it again"),
        ProblemType("answer-lost", 409, "The first answer is not known", "look whether it took place; then a new key"),
        ProblemType("precondition-failed", 412, "It was changed meanwhile", "read it again, then send your change"),
        ProblemType("too-large", 413, "Too large", "send less than the operation's `x-body-limit`"),
        ProblemType("unsupported-media-type", 415, "Unsupported media type", "send application/json"),
        ProblemType("invalid-input", 422, "The input cannot be accepted", "correct what `errors` or the detail name"),
        ProblemType("key-reused", 422, "The idempotency key was used for another request", "use a new key"),
        ProblemType("precondition-required", 428, "A precondition is needed", "send `If-Match` with the ETag you read"),
        ProblemType("too-many-requests", 429, "Too many requests", "wait `Retry-After`"),
        ProblemType("quota-exceeded", 429, "The month's quota is spent", "ask for a larger quota, or wait"),
        ProblemType("head-too-large", 431, "The request's head is too large", "shorten the address and the headers"),
        ProblemType("internal", 500, "Internal error", "this was not your fault; tell us the X-Request-Id"),
        ProblemType("turn-failed", 502, "The reply could not be made", "send the message again with the same key"),
        ProblemType("unavailable", 503, "Temporarily unavailable", "wait `Retry-After`, repeat with the same key"),
        ProblemType("storage-full", 507, "No space left", "wait `Retry-After`, repeat with the same key"),
    )
}
ANYWHERE = frozenset({500, 503, 507})


def statuses_of(method: str, path: str, features: Iterable[str], open_to_all: bool) -> set[int]:
    """The problems an operation can answer with for what it is; a route adds its own with `problems=(…,)`."""
    told = set(ANYWHERE)
    if not open_to_all:
        told |= {401, 403, 429}
    if READS_INPUT in features:
        told |= {400, 422}
    if HAS_BODY in features:
        told |= {408, 413, 415}
    if "{" in path or path.startswith("/v1/x/") or HAS_BODY in features:
        told.add(404)  # what a path or a body names may not be there; nor may a plugin be enabled
    if method not in ("GET", "HEAD", "OPTIONS"):
        told |= {400, 404, 409, 422}
    return told
