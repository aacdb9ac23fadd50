"""Settings of an installation: `plugins.toml` says what is admitted, the environment where the servers are."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.manifest import Identifier
from vito_core.plugins.policy import QuarantinePolicy

S = TypeVar("S", bound=msgspec.Struct)
Positive = Annotated[float, msgspec.Meta(gt=0)]


class AdmittedPlugin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`required` False: the engine starts without it when it fails. `enabled_by_default`: on till a tenant says no."""

    required: bool = True
    enabled_by_default: bool = True
    settings: dict[str, Any] = {}


class TemporalAccess(msgspec.Struct, frozen=True, kw_only=True):
    """How to speak to a Temporal server that is not our own. `tls` with nothing else: the system's authorities."""

    tls: bool = False
    ca: Path | None = None
    certificate: Path | None = None
    private_key: Path | None = None
    server_name: str | None = None
    api_key: str = ""


PLAIN_TEMPORAL = TemporalAccess()
"""Without TLS: a server of our own, on the loopback."""


class OidcSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The identity provider that staff may log in by. `public_url`: where browsers reach this API."""

    issuer: str
    client_id: str
    client_secret: str = ""
    public_url: str


class EngineSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The operator's: the table `[engine]` of `plugins.toml`."""

    turn_seconds: Positive = 90.0
    """The longest a turn may take before it is failed visibly."""
    storage_bytes: int = 0
    """What is allocated to the database; 0: nobody said, so nothing is told of 80 % of it."""
    read_seconds: Positive = 20.0
    """The longest a client may take to send a request's head; the whole request may take twice as long."""
    quarantine: QuarantinePolicy = QuarantinePolicy()
    """When a plugin that keeps failing is left alone."""
    session_seconds: Positive = 43_200.0
    """The longest that a session of staff lasts."""
    session_idle_seconds: Positive = 3_600.0
    """The longest that it lasts unused."""
    outward_ports: tuple[int, ...] = (80, 443, 8080, 8443)
    """Ports of public addresses that the engine goes to: webhooks, and what plugins call."""
    outward_private: tuple[str, ...] = ()
    """Networks it goes to although they are not public, on any port: "10.1.0.0/16"."""
    webhook_seconds: Positive = 10.0
    """How long an endpoint may take to answer."""
    webhook_pauses: tuple[Positive, ...] = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
    """Seconds between the attempts at one delivery; one more attempt than pauses, over three days."""
    rate_per_second: Annotated[float, msgspec.Meta(ge=0)] = 50.0
    """Requests a second of a key that has no rate of its own. 0: no limit."""
    rate_burst: Annotated[int, msgspec.Meta(ge=1)] = 100
    """Requests that may come at once before the rate holds."""
    monthly_quota: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Requests a month (UTC) of a key that has no quota of its own. 0: no quota, pay per request."""
    failures_per_minute: Annotated[int, msgspec.Meta(ge=0)] = 120
    """Requests without a valid key that one address may send in a minute. 0: no limit."""


class PluginsFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`plugins.toml`. The order of the tables is the order of ordered capabilities."""

    plugins: dict[Identifier, AdmittedPlugin]
    engine: EngineSettings = EngineSettings()


class Settings(EngineSettings, frozen=True, kw_only=True):
    """Where the servers are, and what the engine itself can be told."""

    database_url: str
    """As role `vito_app`."""
    dispatcher_url: str
    """As role `vito_dispatcher`."""
    temporal: str
    objects: Path
    plugins_file: Path
    temporal_namespace: str = "default"
    temporal_access: TemporalAccess = PLAIN_TEMPORAL
    master_key: str = ""
    """Wraps the tenants' data keys: 32 bytes in base64. Empty: from `VITO_MASTER_KEY` or `VITO_MASTER_KEY_FILE`."""
    previous_master_key: str = ""
    """The one before, while the master key is being changed. Empty: from `VITO_MASTER_KEY_PREVIOUS` or its file."""
    seconds_per_day: Positive = 86_400.0
    """What a journey's "day" lasts; the demo shortens it and prints the factor."""
    worker_address: str = ""
    """`host:port` where a worker answers `/health/live`, `/health/ready` and `/metrics`; empty: nowhere."""
    metrics_token: str = ""
    """Lets a scraper read `/metrics` without an API key. Empty: nobody."""
    ingest_roots: tuple[Path, ...] = ()
    """Folders of this machine that hold a folder (or a link to one) for each tenant, by its slug or id, which
    `POST /v1/knowledge` may read from."""
    drain_seconds: Positive = 20.0
    """How long requests, streams, handlers and activities may take to end once the process is told to stop."""
    unready_seconds: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    """How long the API says "not ready" and still takes requests, for a load balancer to look elsewhere."""
    oidc: OidcSettings | None = None
    """None: staff logs in by password alone."""


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


SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""A folder in which the processes of one machine count together; the Prometheus client reads this variable."""
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
