"""Where PostgreSQL and Temporal are: our own in the home, or others that the environment names.

Secrets come from `NAME`, or from the file that `NAME_FILE` names.
"""

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from vito_contracts.errors import InvalidInput
from vito_core.db.address import checked
from vito_core.db.logins import Logins
from vito_core.keyring.master import read_secret
from vito_core.settings import PLAIN_TEMPORAL, OidcSettings, TemporalAccess

DATABASE_URL = "VITO_DATABASE_URL"
APP_PASSWORD, DISPATCHER_PASSWORD = "VITO_APP_PASSWORD", "VITO_DISPATCHER_PASSWORD"
PLATFORM_KEY = "VITO_PLATFORM_KEY"
OBJECTS = "VITO_OBJECTS"
WORKER_ADDRESS = "VITO_WORKER_ADDRESS"
PROXIES = "FORWARDED_ALLOW_IPS"
"""Read by uvicorn in the API processes, which take what they cannot understand for a name: so it is looked at here."""
TEMPORAL = "VITO_TEMPORAL_ADDRESS"
NAMESPACE = "VITO_TEMPORAL_NAMESPACE"
TEMPORAL_TLS = "VITO_TEMPORAL_TLS"
TEMPORAL_CA = "VITO_TEMPORAL_TLS_CA"
TEMPORAL_CERTIFICATE = "VITO_TEMPORAL_TLS_CERT"
TEMPORAL_PRIVATE_KEY = "VITO_TEMPORAL_TLS_KEY"
TEMPORAL_SERVER_NAME = "VITO_TEMPORAL_TLS_SERVER_NAME"
TEMPORAL_API_KEY = "VITO_TEMPORAL_API_KEY"
OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = "VITO_OIDC_ISSUER", "VITO_OIDC_CLIENT_ID", "VITO_OIDC_CLIENT_SECRET"
PUBLIC_URL, METRICS_TOKEN = "VITO_PUBLIC_URL", "VITO_METRICS_TOKEN"

SECRETS = (DATABASE_URL, APP_PASSWORD, DISPATCHER_PASSWORD, PLATFORM_KEY, TEMPORAL_API_KEY, METRICS_TOKEN)
"""Each may also be given as a file."""
PLAIN = (
    OBJECTS,
    WORKER_ADDRESS,
    PROXIES,
    TEMPORAL,
    NAMESPACE,
    TEMPORAL_TLS,
    TEMPORAL_CA,
    TEMPORAL_CERTIFICATE,
    TEMPORAL_PRIVATE_KEY,
    TEMPORAL_SERVER_NAME,
)


class Outside(msgspec.Struct, frozen=True, kw_only=True):
    """What is not our own. Empty: the embedded server, or the home's own secret.

    `database_url`: as the database's owner where somebody migrates; else its user and password are not used.
    """

    database_url: str = ""
    logins: Logins | None = None
    platform_key: str = ""
    objects: Path | None = None
    worker_address: str = ""
    temporal: str = ""
    temporal_namespace: str = "default"
    temporal_access: TemporalAccess = PLAIN_TEMPORAL
    oidc: OidcSettings | None = None
    metrics_token: str = ""

    @property
    def whole(self) -> bool:
        """Nothing of it is embedded."""
        return bool(self.database_url and self.temporal)

    def named(self) -> list[str]:
        """For people: what is not embedded."""
        given = {
            DATABASE_URL: self.database_url,
            TEMPORAL: self.temporal,
            OBJECTS: self.objects,
            APP_PASSWORD: self.logins,
            PLATFORM_KEY: self.platform_key,
        }
        return [name for name, value in given.items() if value]


def from_environment(environment: Mapping[str, str] = os.environ) -> Outside:
    """Raises `InvalidInput`: which variable is wrong, and how to mend it."""
    url = read_secret(DATABASE_URL, environment)
    if url:
        try:
            checked(url)
        except InvalidInput as error:
            raise InvalidInput(f"{DATABASE_URL}: {error}") from error
    temporal = environment.get(TEMPORAL, "").strip()
    if temporal:
        host_and_port(temporal, TEMPORAL)
    worker = environment.get(WORKER_ADDRESS, "").strip()
    if worker:
        host_and_port(worker, WORKER_ADDRESS)
    _check_proxies(environment.get(PROXIES, ""))
    if not temporal:
        for name in (NAMESPACE, TEMPORAL_TLS, TEMPORAL_CA, TEMPORAL_CERTIFICATE, TEMPORAL_API_KEY):
            if environment.get(name):
                raise InvalidInput(f"{name} is set and {TEMPORAL} is not: the embedded Temporal server takes neither")
    return Outside(
        database_url=url,
        logins=_logins(environment, bool(url)),
        platform_key=read_secret(PLATFORM_KEY, environment),
        objects=_path(environment, OBJECTS),
        worker_address=worker,
        temporal=temporal,
        temporal_namespace=environment.get(NAMESPACE) or "default",
        temporal_access=_access(environment),
        oidc=oidc_from(environment),
        metrics_token=read_secret(METRICS_TOKEN, environment),
    )


def oidc_from(environment: Mapping[str, str]) -> OidcSettings | None:
    """VITO_OIDC_ISSUER, VITO_OIDC_CLIENT_ID, VITO_OIDC_CLIENT_SECRET (or …_FILE) and VITO_PUBLIC_URL. None: no single
    sign-on here. Raises `InvalidInput`."""
    issuer, public_url = (environment.get(name, "").strip() for name in (OIDC_ISSUER, PUBLIC_URL))
    if not issuer:
        return None
    for name, value in ((OIDC_ISSUER, issuer), (PUBLIC_URL, public_url)):
        if not is_safe_url(value):
            raise InvalidInput(f"{name}: needs an https URL (http only for this machine)")
    client_id = environment.get(OIDC_CLIENT_ID, "").strip()
    if not client_id:
        raise InvalidInput(f"{OIDC_CLIENT_ID}: is missing; the identity provider gives it to you")
    return OidcSettings(
        issuer=issuer,
        client_id=client_id,
        client_secret=read_secret(OIDC_CLIENT_SECRET, environment),
        public_url=public_url,
    )


def is_safe_url(url: str) -> bool:
    """Over https; over http on this machine only."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    local = parts.hostname in ("127.0.0.1", "::1", "localhost")
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and local))


def logins_given(environment: Mapping[str, str] = os.environ) -> Logins | None:
    """Raises `InvalidInput` where one of the two passwords is missing."""
    app, dispatcher = (read_secret(name, environment) for name in (APP_PASSWORD, DISPATCHER_PASSWORD))
    if bool(app) != bool(dispatcher):
        raise InvalidInput(f"{APP_PASSWORD} and {DISPATCHER_PASSWORD} go together: set both (or their _FILE), or none")
    return Logins(app, dispatcher) if app else None


def _logins(environment: Mapping[str, str], external: bool) -> Logins | None:
    given = logins_given(environment)
    if given is not None and not external:
        raise InvalidInput(f"{APP_PASSWORD} is set and {DATABASE_URL} is not: the embedded database has its own")
    return given


def _access(environment: Mapping[str, str]) -> TemporalAccess:
    certificate, key = _path(environment, TEMPORAL_CERTIFICATE), _path(environment, TEMPORAL_PRIVATE_KEY)
    if (certificate is None) != (key is None):
        raise InvalidInput(f"{TEMPORAL_CERTIFICATE} and {TEMPORAL_PRIVATE_KEY} go together")
    tls = environment.get(TEMPORAL_TLS, "").strip().lower()
    if tls not in ("", "0", "1", "true", "false"):
        raise InvalidInput(f"{TEMPORAL_TLS}: must be 1 or 0")
    return TemporalAccess(
        tls=tls in ("1", "true"),
        ca=_path(environment, TEMPORAL_CA),
        certificate=certificate,
        private_key=key,
        server_name=environment.get(TEMPORAL_SERVER_NAME) or None,
        api_key=read_secret(TEMPORAL_API_KEY, environment),
    )


def _check_proxies(text: str) -> None:
    """`*` would believe every client: whoever writes the header chooses the address it is counted by."""
    for each in filter(None, map(str.strip, text.split(","))):
        try:
            ipaddress.ip_network(each)
        except ValueError as error:
            raise InvalidInput(
                f"{PROXIES}: {each!r} is no address or network; name the proxies, as in 10.0.0.2,10.1.0.0/16"
            ) from error


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    text = environment.get(name, "").strip()
    return Path(text).absolute() if text else None


def host_and_port(text: str, name: str) -> tuple[str, int]:
    """`name`: of the variable or setting, for whoever is to mend it. Raises `InvalidInput`."""
    host, _, port = text.rpartition(":")
    if not host or "/" in text or not (port.isascii() and port.isdecimal()) or int(port) > 65_535:
        raise InvalidInput(f"{name}: must be host:port, as in 127.0.0.1:8701")
    return host.strip("[]"), int(port)
