"""The model of the installation: made on the first turn, since agno takes a third of a second to import."""

import asyncio
import importlib
import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from vito_contracts.errors import InvalidInput
from vito_contracts.services import Secrets
from vito_plugin_conversation.errors import ModelFailed
from vito_plugin_conversation.settings import Settings

if TYPE_CHECKING:
    from agno.models.base import Model


class ModelSource:
    """Gives the one model, with its connections, and remembers what went wrong in a run."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        self._settings = settings
        self._secrets = secrets
        self._model: Model | None = None
        self._making = asyncio.Lock()
        self._faults: dict[str, Exception] = {}

    async def model(self) -> "Model":
        """Raises `ModelFailed` ("misconfigured") where the settings name no usable model."""
        async with self._making:
            if self._model is None:
                # Imports would hold up every other conversation if they ran on the event loop.
                self._model = await asyncio.to_thread(self._make)
        return self._model

    async def close(self) -> None:
        """Closes the connections of a remote model, if it has any."""
        client = getattr(self._model, "async_client", None)
        if client is not None:
            await client.close()

    def faulted(self, run: str) -> bool:
        """Whether the model raised in a run, be it that agno asked it once more."""
        return run in self._faults

    def fault(self, run: str) -> Exception | None:
        """What the model raised in a run, forgotten with that."""
        return self._faults.pop(run, None)

    def _make(self) -> "Model":
        kind, options = _load(self._settings.model), dict(self._settings.model_options)
        _silence_agno()
        if self._settings.api_key:
            try:
                options["api_key"] = self._secrets.get(self._settings.api_key).reveal()
            except InvalidInput as error:
                raise ModelFailed("misconfigured", f"setting api_key: {error}") from None
        try:
            model = kind(**options)
        except Exception as error:
            # The text could repeat an option's value, the key among them.
            names = ", ".join(sorted(options)) or "none"
            detail = f"setting model_options ({names}) does not fit {self._settings.model}: {type(error).__name__}"
            raise ModelFailed("misconfigured", detail) from None
        self._watch(model)
        return model

    def _watch(self, model: "Model") -> None:
        """Keeps the exception of a failing run: agno's error event gives its text only, which we must not
        show.
        """
        original = model.ainvoke_stream

        async def watched(*args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            try:
                async for response in original(*args, **kwargs):
                    yield response
            except Exception as error:
                self._faults[getattr(kwargs.get("run_response"), "run_id", "")] = error
                raise

        model.ainvoke_stream = watched  # type: ignore[method-assign]


def _load(path: str) -> "type[Model]":
    module, _, name = path.partition(":")
    try:
        from agno.models.base import Model

        kind = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ModelFailed("misconfigured", f"setting model: {path} cannot be imported: {error}") from None
    if not (isinstance(kind, type) and issubclass(kind, Model)):
        raise ModelFailed("misconfigured", f"setting model: {path} is no agno model class")
    return kind


def _silence_agno() -> None:
    """agno logs prompts and providers' answers (an error repeats what was sent): personal text, on standard
    output.
    """
    logging.getLogger("agno").disabled = True
