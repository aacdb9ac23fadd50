"""The one error of a model."""

from typing import Literal

from vito_contracts.errors import VitoError

FaultCode = Literal[
    "misconfigured",
    "not_authorised",
    "rejected",
    "too_long",
    "rate_limited",
    "unavailable",
    "timed_out",
    "garbled",
    "empty",
    "cut",
    "failed",
]


class ModelFailed(VitoError):
    """The model gave no usable reply. Raised before any part of the reply is marked last.

    `code` says what happened; `detail` only names settings. What the provider said is left out: it may
    repeat the end user's words.
    """

    def __init__(self, code: FaultCode, detail: str = "") -> None:
        super().__init__(f"the model gave no usable reply: {code}" + (f" ({detail})" if detail else ""))
        self.code = code
        self.detail = detail
