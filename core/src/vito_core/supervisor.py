"""The supervisor: servers of our own, API and worker as child processes, started, watched and stopped together.

The CLI's exit code never depends on the teardown of an embedded runtime: what could abort at exit runs in a child.
"""

import errno
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError

import msgspec

from vito_contracts.errors import InvalidInput
from vito_core.bootstrap_model import ADOPT, DATABASE, BootstrapOrder, BootstrapReport, Installation
from vito_core.bootstrap_model import ENVIRONMENT as BOOTSTRAP
from vito_core.children import ChildFailed, Children, last_line
from vito_core.db.address import as_login
from vito_core.db.roles import APP, DISPATCHER
from vito_core.embedded.postgres import EmbeddedPostgres
from vito_core.embedded.temporal import EmbeddedTemporal
from vito_core.home import Home, HomeState
from vito_core.journeys.model import SEARCH_ATTRIBUTES
from vito_core.keyring.master import NAME, PREVIOUS, MasterKey, read_secret
from vito_core.names import PLATFORM
from vito_core.roles import Role
from vito_core.servers import DATABASE_URL, SECRETS, TEMPORAL, Outside
from vito_core.settings import ENVIRONMENT, SHARED_METRICS, Settings, read_plugins_file, to_json

__all__ = ["Address", "ChildFailed", "Supervisor", "Tuning"]

START_SECONDS = 60.0
WATCH_SECONDS = 0.2
MARGIN_SECONDS = 5.0
"""What a child has beyond the time to drain in, before it is killed."""
RESTARTS, RESTARTS_WITHIN = 10, 60.0
BACKLOG = 2048


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where the API answers, and the platform's key. `url` empty: it does not run here. `platform_key` empty: it is
    not kept here."""

    url: str
    platform_key: str


class Tuning(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller may choose."""

    plugins_file: Path
    port: int = 0
    """0: any free one."""
    host: str = "127.0.0.1"
    role: Role = Role.ALL
    api_processes: int = 1
    migrate: bool = True
    outside: Outside = Outside()
    seconds_per_day: float = 86_400.0
    ingest_roots: tuple[Path, ...] = ()
    drain_seconds: float = 20.0
    unready_seconds: float = 0.0
    log_to_stderr: bool = False
    """What the processes log goes to our standard error instead of files in the home."""


class Supervisor:
    """Used from one thread; a watcher thread of its own starts again what dies."""

    def __init__(
        self, home: Home, state: HomeState, tuning: Tuning, say: Callable[[str], None] = lambda _: None
    ) -> None:
        self._home = home
        self._state = state
        self._tuning = tuning
        self._say = say
        self.postgres = EmbeddedPostgres(home.folder / "postgres")
        self.temporal = EmbeddedTemporal(home.folder / "temporal", SEARCH_ATTRIBUTES)
        self._children = Children(home.folder, to_stderr=tuning.log_to_stderr)
        self._settings: Settings | None = None
        self._master_key = ""
        self._listener: socket.socket | None = None
        self._stopping = threading.Event()
        self._to_renew = threading.Event()
        self._watcher: threading.Thread | None = None
        self._deaths: list[float] = []
        self.gave_up: str | None = None

    # -- life -----------------------------------------------------------------------------------------------------

    def start(self, *, worker: bool = True) -> Address:
        """Blocks until the API answers. Raises `InvalidInput` or `ChildFailed`; nothing is left running then.

        `worker` False: the worker is started by `start_worker`, so that something can be said before journeys go on.
        """
        self._require_outside()
        # First what a killed supervisor left running: it may hold the very port.
        self._children.end_stale()
        shutil.rmtree(self._metrics, ignore_errors=True)  # counters of processes that are gone
        self._metrics.mkdir(parents=True)
        try:
            if self._tuning.role.answers:
                self._listener = self._listen()
            # Before anything runs: an installation without its key does not start half.
            self._master_key = self._find_master_key()
            self._start_servers()
            self._bootstrap()
            for name in self._api_names():
                self._start_child(name)
            if worker and self._tuning.role is not Role.API:
                self.start_worker()
            if self._tuning.role.answers:
                self._wait_for_api()
        except BaseException:
            self.stop()
            raise
        self._watcher = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self._watcher.start()
        address = Address(url=self._url(), platform_key=self._state.keys.get(PLATFORM, ""))
        if address.url:
            self._home.announce(address.url)
        return address

    def start_worker(self) -> None:
        self._start_child(self._tuning.role.behind)

    def stop(self) -> None:
        """API and worker first, so that nothing is cut off in the middle; then the servers."""
        self._stopping.set()
        if self._watcher is not None:
            self._watcher.join(START_SECONDS)
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._children.stop(self._stop_seconds())
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda server: server.stop(), (self.temporal, self.postgres)))

    def hurry(self) -> None:
        """From a signal handler, while it stops: what is still under way is dropped."""
        self._children.hurry()

    def renew(self) -> None:
        """From a signal handler: API processes are replaced one after the other, and no request fails meanwhile."""
        self._to_renew.set()

    def wait(self) -> None:
        """Until the watcher gives up, which raises `ChildFailed`, or a signal handler raises `KeyboardInterrupt`."""
        while not self._stopping.wait(0.5):
            pass
        if self.gave_up is not None:
            raise ChildFailed(self.gave_up)

    def pid(self, child: str) -> int:
        return self._children.pid(child)

    # -- what is ours and what is not ---------------------------------------------------------------------------

    def _require_outside(self) -> None:
        """Raises `InvalidInput` for a mixture that could not work."""
        tuning, outside = self._tuning, self._tuning.outside
        if tuning.role is not Role.ALL and not outside.whole:
            raise InvalidInput(
                f"--role {tuning.role}: runs apart from the others, so it needs servers that all of them reach: set"
                f" {DATABASE_URL} and {TEMPORAL}"
            )
        if not tuning.migrate and not (outside.database_url and outside.logins):
            raise InvalidInput(
                "--no-migrate: is for a database that `vito db upgrade` prepared: set VITO_DATABASE_URL,"
                " VITO_APP_PASSWORD and VITO_DISPATCHER_PASSWORD (or their _FILE)"
            )
        if tuning.role is not Role.ALL and not read_secret(NAME):
            raise InvalidInput(
                f"--role {tuning.role}: all processes need the same master key: set {NAME} or {NAME}_FILE"
            )

    def _find_master_key(self) -> str:
        key = read_secret(NAME) or self._home.master_key(self._state, MasterKey.generate)
        MasterKey.parse(key, NAME)
        return key

    def _listen(self) -> socket.socket:
        """Bound once for all API processes, and kept over their deaths."""
        host, port = self._tuning.host, self._tuning.port
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen(BACKLOG)
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE:
                raise InvalidInput(
                    f"port {port} of {host} is busy ({error.strerror}); choose another --port"
                ) from error
            raise InvalidInput(f"port {port} of {host} cannot be listened on ({error.strerror})") from error
        return listener

    def _url(self) -> str:
        if self._listener is None:
            return ""
        host, port = self._listener.getsockname()[:2]
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (listened on, if the operator says so)
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    # -- starting -------------------------------------------------------------------------------------------------

    def _start_servers(self) -> None:
        outside = self._tuning.outside
        ours = [name for name, url in (("PostgreSQL", outside.database_url), ("Temporal", outside.temporal)) if not url]
        if ours:
            self._say(f"starting {' and '.join(ours)}")
        with ThreadPoolExecutor(2) as pool:
            temporal: Future[str] | None = None
            if not outside.temporal:
                temporal = pool.submit(lambda: self.temporal.start().target)
            database = outside.database_url or f"{self._admin_dsn()}/{DATABASE}"
            self._settings = self._settings_for(database, temporal.result() if temporal else outside.temporal)

    def _admin_dsn(self) -> str:
        at = self.postgres.start()
        return f"postgresql://{at.superuser}:{at.password}@{at.host}:{at.port}"

    def _settings_for(self, database: str, temporal: str) -> Settings:
        tuning, outside = self._tuning, self._tuning.outside
        logins = outside.logins or self._state.logins
        return Settings(
            **msgspec.structs.asdict(read_plugins_file(tuning.plugins_file).engine),
            database_url=as_login(database, APP, logins.app),
            dispatcher_url=as_login(database, DISPATCHER, logins.dispatcher),
            temporal=temporal,
            temporal_namespace=outside.temporal_namespace,
            temporal_access=outside.temporal_access,
            master_key=self._master_key,
            previous_master_key=read_secret(PREVIOUS),
            objects=outside.objects or self._home.folder / "objects",
            worker_address=outside.worker_address,
            oidc=outside.oidc,
            metrics_token=outside.metrics_token,
            plugins_file=tuning.plugins_file,
            seconds_per_day=tuning.seconds_per_day,
            ingest_roots=tuning.ingest_roots,
            drain_seconds=tuning.drain_seconds,
            unready_seconds=tuning.unready_seconds,
        )

    def _bootstrap(self) -> None:
        self._say("preparing the database and loading plugins")
        assert self._settings is not None
        assert self._state.installation is not None
        outside = self._tuning.outside
        order = BootstrapOrder(
            admin_dsn="" if outside.database_url else self._admin_dsn(),
            database_url=outside.database_url,
            migrate=self._tuning.migrate,
            installation=Installation(self._state.installation, f"{socket.gethostname()}:{self._home.folder}"),
            adopt=os.environ.get(ADOPT) == "1",
            logins=outside.logins or self._state.logins,
            settings=self._settings,
            platform_key=outside.platform_key or self._state.keys.get(PLATFORM, ""),
            key_is_given=bool(outside.platform_key),
        )
        done = subprocess.run(
            [sys.executable, "-m", "vito_core.bootstrap"],
            env={**os.environ, BOOTSTRAP: to_json(order)},
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise ChildFailed(last_line(done.stderr) or "the engine could not be prepared")
        report = msgspec.json.decode(done.stdout, type=BootstrapReport)
        for plugin, fault in report.plugins.items():
            if fault is not None:
                self._say(f"plugin {plugin} is degraded: {fault}")
        if report.platform_key:
            self._state.keys[PLATFORM] = report.platform_key
            self._home.save(self._state)

    def _api_names(self) -> list[str]:
        if not self._tuning.role.answers:
            return []
        count = self._tuning.api_processes
        return ["api"] if count == 1 else [f"api-{number}" for number in range(1, count + 1)]

    def _start_child(self, name: str) -> None:
        if name in self._api_names():
            assert self._listener is not None
            descriptor = self._listener.fileno()
            self._children.start(name, self._api_command(), self._environment(), descriptor)
        else:
            command = [sys.executable, "-m", "vito_core.worker", self._tuning.role]
            self._children.start(name, command, self._environment())

    def _api_command(self, ready: int | None = None) -> list[str]:
        assert self._listener is not None
        command = [sys.executable, "-m", "vito_core.web.serve", "--fd", str(self._listener.fileno())]
        return command if ready is None else [*command, "--ready-fd", str(ready)]

    def _environment(self) -> dict[str, str]:
        """The settings, and nothing of the owner's: a child has no use for another way into the database."""
        assert self._settings is not None
        kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in SECRETS}
        return {**kept, SHARED_METRICS: str(self._metrics), ENVIRONMENT: to_json(self._settings)}

    @property
    def _metrics(self) -> Path:
        """Where the processes count together, so that one address shows them all."""
        return self._home.folder / "metrics"

    def _wait_for_api(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for name in self._children.dead():
                raise ChildFailed(f"the {name} process ended: {self._children.last_words(name)}")
            if self._is_up():
                return
            time.sleep(0.05)
        raise ChildFailed(f"the API did not answer within {START_SECONDS:.0f} s; see {self._children.logs}")

    def _is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self._url()}/health", timeout=1) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    # -- watching -------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_SECONDS):
            try:
                self._look()
            except Exception as error:
                self._died(f"{type(error).__name__}: {error}")

    def _look(self) -> None:
        outside = self._tuning.outside
        if not (outside.database_url or self.postgres.running) or not (outside.temporal or self.temporal.running):
            self._died("an embedded server")
            before = self._settings
            self._start_servers()
            if self._settings != before:
                self._children.stop(self._stop_seconds())
        for name in self._children.dead():
            if not self._stopping.is_set():
                self._died(f"the {name} process")
                self._start_child(name)
        self._children.rotate_logs()
        if self._to_renew.is_set():
            self._to_renew.clear()
            self._renew()

    def _renew(self) -> None:
        for name in self._api_names():
            if self._stopping.is_set() or self._listener is None:
                return
            self._say(f"renewing the {name} process")
            self._children.replace(
                name,
                self._api_command,
                self._environment(),
                self._listener.fileno(),
                stop_seconds=self._stop_seconds(),
            )
        self._say("renewed")

    def _stop_seconds(self) -> float:
        return self._tuning.unready_seconds + self._tuning.drain_seconds + MARGIN_SECONDS

    def _died(self, what: str) -> None:
        now = time.monotonic()
        self._deaths = [*(at for at in self._deaths if now - at < RESTARTS_WITHIN), now]
        self._say(f"{what} ended; starting it again")
        if len(self._deaths) > RESTARTS:
            self.gave_up = (
                f"processes ended {len(self._deaths)} times within {RESTARTS_WITHIN:.0f} s, the last was {what};"
                f" see {self._children.logs}"
            )
            self._stopping.set()
