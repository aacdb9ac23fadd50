"""Settings of the plugin, in `plugins.toml`."""

from typing import Annotated, Any

import msgspec

OFFLINE_MODEL = "vito_plugin_conversation.offline:OfflineExtractive"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which model answers, and how long it may take. The default needs no key and no network: a demo
    stand-in.

    Only the installation's settings count. A tenant's are never read: `model` names code to import and
    `api_key` a secret to send to an address in `model_options`.
    """

    model: Annotated[str, msgspec.Meta(pattern=r"^[\w.]+:\w+$")] = OFFLINE_MODEL
    """Import string of an agno `Model` class, e.g. "agno.models.openai.like:OpenAILike"."""
    model_options: dict[str, Any] = {}
    """Its constructor's arguments, e.g. {id = "…", base_url = "…", max_retries = 1}."""
    api_key: str = ""
    """Name of the secret passed to the model as `api_key`; empty = none is passed."""
    time_limit_seconds: Annotated[float, msgspec.Meta(gt=0, le=600)] = 60.0
    """For the whole reply of the model; beyond it the turn fails with the code "timed_out"."""
    history_messages: Annotated[int, msgspec.Meta(ge=0, le=20)] = 10
    """How many earlier messages the model is told."""
