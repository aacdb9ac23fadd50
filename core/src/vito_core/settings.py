"""Settings of an installation: `plugins.toml` says what is admitted, the environment where the servers are."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.manifest import Identifier

S = TypeVar("S", bound=msgspec.Struct)
Positive = Annotated[float, msgspec.Meta(gt=0)]


class AdmittedPlugin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`required` False: the engine starts without it when it fails. `enabled_by_default`: on till a tenant says no."""

    required: bool = True
    enabled_by_default: bool = True
    settings: dict[str, Any] = {}


class PluginsFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`plugins.toml`. The order of the tables is the order of ordered capabilities."""

    plugins: dict[Identifier, AdmittedPlugin]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the servers are, and what the engine itself can be told."""

    database_url: str
    """As role `vito_app`."""
    dispatcher_url: str
    """As role `vito_dispatcher`."""
    temporal: str
    objects: Path
    plugins_file: Path
    temporal_namespace: str = "default"
    master_key: str = ""
    """Wraps the tenants' data keys: 32 bytes in base64. Empty: from `VITO_MASTER_KEY` or `VITO_MASTER_KEY_FILE`."""
    previous_master_key: str = ""
    """The one before, while the master key is being changed. Empty: from `VITO_MASTER_KEY_PREVIOUS` or its file."""
    seconds_per_day: Positive = 86_400.0
    """What a journey's "day" lasts; the demo shortens it and prints the factor."""
    turn_seconds: Positive = 90.0
    """The longest a turn may take before it is failed visibly."""
    read_seconds: Positive = 20.0
    """The longest a client may take to send a request's head, and then again its body."""
    ingest_roots: tuple[Path, ...] = ()
    """Folders of this machine that `POST /v1/knowledge` may read from."""


def read_plugins_file(path: Path) -> PluginsFile:
    """Raises `InvalidInput` with one line that names file and key."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, entry in document.get("plugins", {}).items():
            _check_entry(path, name, entry)
        return msgspec.convert(document, PluginsFile)
    except FileNotFoundError as error:
        raise InvalidInput(f"{path}: no such file; it lists the plugins this installation admits") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path}: not valid TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise InvalidInput(f"{path}: {error}") from error


def _check_entry(path: Path, name: str, entry: Any) -> None:
    try:
        msgspec.convert(entry, AdmittedPlugin)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"{path}: plugin {name!r}: {error}") from error


def find_plugins_file(start: Path | None = None) -> Path:
    """`VITO_PLUGINS`, else the nearest plugins.toml upward of the working folder. Raises `InvalidInput`."""
    named = os.environ.get("VITO_PLUGINS")
    if named:
        return Path(named)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "plugins.toml").is_file():
            return folder / "plugins.toml"
    raise InvalidInput(f"no plugins.toml in {here} or above it; name it with VITO_PLUGINS")


ENVIRONMENT = "VITO_SETTINGS"
"""The supervisor hands its children the settings as JSON in this variable (with passwords: never an argument)."""


def to_json(value: msgspec.Struct) -> str:
    """As JSON; paths become text."""
    return msgspec.json.encode(value, enc_hook=str).decode()


def from_json(text: str | bytes, kind: type[S]) -> S:
    """Raises `msgspec.DecodeError`."""
    return msgspec.json.decode(text, type=kind, dec_hook=lambda type_, text: type_(text))


def from_environment() -> Settings:
    """Raises `InvalidInput` where the process was not started by the supervisor or a proper deployment."""
    text = os.environ.get(ENVIRONMENT)
    if text is None:
        raise InvalidInput(f"{ENVIRONMENT} is not set: start the engine with `vito serve`")
    try:
        return from_json(text, Settings)
    except msgspec.DecodeError as error:
        raise InvalidInput(f"{ENVIRONMENT}: {error}") from error
