"""The supervisor: embedded servers, API and worker as child processes, started, watched and stopped together.

The CLI's exit code never depends on the teardown of an embedded runtime: what could abort at exit runs in a child.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError

import msgspec

from vito_contracts.errors import InvalidInput
from vito_core.bootstrap_model import ADOPT, DATABASE, PLATFORM, BootstrapOrder, BootstrapReport, Installation
from vito_core.bootstrap_model import ENVIRONMENT as BOOTSTRAP
from vito_core.embedded.postgres import EmbeddedPostgres, PostgresAddress
from vito_core.embedded.processes import free_port, is_running, port_is_free, process_stamp, write_private
from vito_core.embedded.temporal import EmbeddedTemporal
from vito_core.home import Home, HomeState
from vito_core.journeys.model import SEARCH_ATTRIBUTES
from vito_core.keyring.master import NAME, PREVIOUS, MasterKey, read_secret
from vito_core.settings import ENVIRONMENT, SHARED_METRICS, Settings, to_json

START_SECONDS = 60.0
WATCH_SECONDS = 0.2
STOP_SECONDS = 15.0
RESTARTS, RESTARTS_WITHIN = 10, 60.0


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where the API answers, and the platform's key."""

    url: str
    platform_key: str


class Tuning(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller may choose."""

    plugins_file: Path
    port: int = 0
    """0: any free one."""
    seconds_per_day: float = 86_400.0
    ingest_roots: tuple[Path, ...] = ()


class ChildFailed(Exception):
    """A child ended before it was ready; the text is its last words."""


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
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._settings: Settings | None = None
        self._master_key = ""
        self._port = tuning.port
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None
        self._deaths: list[float] = []
        self.gave_up: str | None = None

    # -- life -----------------------------------------------------------------------------------------------------

    def start(self, *, worker: bool = True) -> Address:
        """Blocks until the API answers. Raises `InvalidInput` or `ChildFailed`; nothing is left running then.

        `worker` False: the worker is started by `start_worker`, so that something can be said before journeys go on.
        """
        # First what a killed supervisor left running: it may hold the very port.
        self._end_stale_children()
        shutil.rmtree(self._metrics, ignore_errors=True)  # counters of processes that are gone
        self._metrics.mkdir(parents=True)
        if self._port and not port_is_free(self._port):
            raise InvalidInput(f"port {self._port} is busy; choose another --port")
        # Before anything runs: an installation without its key does not start half.
        self._master_key = read_secret(NAME) or self._home.master_key(self._state, MasterKey.generate)
        MasterKey.parse(self._master_key, NAME)
        try:
            self._start_servers()
            self._bootstrap()
            self._port = self._port or free_port()
            self._start_child("api")
            if worker:
                self._start_child("worker")
            self._wait_for_api()
        except BaseException:
            self.stop()
            raise
        self._watcher = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self._watcher.start()
        address = Address(url=f"http://127.0.0.1:{self._port}", platform_key=self._state.keys[PLATFORM])
        self._home.announce(address.url)
        return address

    def start_worker(self) -> None:
        self._start_child("worker")

    def stop(self) -> None:
        """API and worker first, so that nothing is cut off in the middle; then the servers."""
        self._stopping.set()
        if self._watcher is not None:
            self._watcher.join(START_SECONDS)
        self._stop_children()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda server: server.stop(), (self.temporal, self.postgres)))

    def wait(self) -> None:
        """Until the watcher gave up or `stop` was called from a signal handler."""
        while not self._stopping.wait(0.5):
            pass
        if self.gave_up is not None:
            raise ChildFailed(self.gave_up)

    def pid(self, child: str) -> int:
        return self._children[child].pid

    # -- starting -------------------------------------------------------------------------------------------------

    def _start_servers(self) -> None:
        self._say("starting PostgreSQL and Temporal")
        with ThreadPoolExecutor(2) as pool:
            temporal = pool.submit(self.temporal.start)
            postgres = self.postgres.start()
            self._settings = self._settings_for(postgres, temporal.result().target)

    def _settings_for(self, postgres: PostgresAddress, temporal: str) -> Settings:
        at = f"{postgres.host}:{postgres.port}/{DATABASE}"
        logins = self._state.logins
        return Settings(
            database_url=f"postgresql://vito_app:{logins.app}@{at}",
            dispatcher_url=f"postgresql://vito_dispatcher:{logins.dispatcher}@{at}",
            temporal=temporal,
            master_key=self._master_key,
            previous_master_key=read_secret(PREVIOUS),
            objects=self._home.folder / "objects",
            plugins_file=self._tuning.plugins_file,
            seconds_per_day=self._tuning.seconds_per_day,
            ingest_roots=self._tuning.ingest_roots,
        )

    def _bootstrap(self) -> None:
        self._say("preparing the database and loading plugins")
        assert self._settings is not None
        assert self._state.installation is not None
        postgres = self.postgres.start()
        order = BootstrapOrder(
            admin_dsn=f"postgresql://{postgres.superuser}:{postgres.password}@{postgres.host}:{postgres.port}",
            installation=Installation(self._state.installation, f"{socket.gethostname()}:{self._home.folder}"),
            adopt=os.environ.get(ADOPT) == "1",
            logins=self._state.logins,
            settings=self._settings,
            platform_key=self._state.keys.get(PLATFORM, ""),
        )
        done = subprocess.run(
            [sys.executable, "-m", "vito_core.bootstrap"],
            env={**os.environ, BOOTSTRAP: to_json(order)},
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise ChildFailed(_last_line(done.stderr) or "the engine could not be prepared")
        report = msgspec.json.decode(done.stdout, type=BootstrapReport)
        for plugin, fault in report.plugins.items():
            if fault is not None:
                self._say(f"plugin {plugin} is degraded: {fault}")
        self._state.keys[PLATFORM] = report.platform_key
        self._home.save(self._state)

    def _command(self, child: str) -> list[str]:
        if child == "api":
            return [sys.executable, "-m", "vito_core.web.serve", str(self._port)]
        return [sys.executable, "-m", "vito_core.worker"]

    def _start_child(self, child: str) -> None:
        assert self._settings is not None
        with (self._log(child)).open("ab") as log:
            self._children[child] = subprocess.Popen(
                self._command(child),
                env={**os.environ, SHARED_METRICS: str(self._metrics), ENVIRONMENT: to_json(self._settings)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is the CLI's: it stops its children in order
            )
        pids = {name: [each.pid, process_stamp(each.pid)] for name, each in self._children.items()}
        write_private(self._children_file, msgspec.json.encode(pids).decode())

    def _wait_for_api(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for name, child in self._children.items():
                if child.poll() is not None:
                    raise ChildFailed(f"the {name} process ended: {_last_line(self._log(name).read_bytes())}")
            with contextlib.suppress(URLError, OSError):
                if urllib.request.urlopen(f"http://127.0.0.1:{self._port}/health", timeout=2).status == 200:
                    return
            time.sleep(0.05)
        raise ChildFailed(f"the API did not answer within {START_SECONDS:.0f} s; see {self._log('api')}")

    # -- watching -------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_SECONDS):
            try:
                self._look()
            except Exception as error:
                self._died(f"{type(error).__name__}: {error}")

    def _look(self) -> None:
        if not self.postgres.running or not self.temporal.running:
            self._died("an embedded server")
            before = self._settings
            self._start_servers()
            if self._settings != before:
                self._stop_children()
        for name, child in list(self._children.items()):
            if child.poll() is not None and not self._stopping.is_set():
                self._died(f"the {name} process")
                self._start_child(name)

    def _died(self, what: str) -> None:
        now = time.monotonic()
        self._deaths = [*(at for at in self._deaths if now - at < RESTARTS_WITHIN), now]
        self._say(f"{what} ended; starting it again")
        if len(self._deaths) > RESTARTS:
            self.gave_up = (
                f"processes ended {len(self._deaths)} times within {RESTARTS_WITHIN:.0f} s, the last was {what};"
                f" see {self._home.folder}/*.log"
            )
            self._stopping.set()

    # -- ending ---------------------------------------------------------------------------------------------------

    def _stop_children(self) -> None:
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        for child in self._children.values():
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _end_stale_children(self) -> None:
        """Those of a supervisor that was killed: they would answer on old settings."""
        if not self._children_file.exists():
            return
        with contextlib.suppress(msgspec.DecodeError):
            for pid, stamp in msgspec.json.decode(
                self._children_file.read_bytes(), type=dict[str, tuple[int, str]]
            ).values():
                deadline = time.monotonic() + STOP_SECONDS
                while is_running(pid, stamp):
                    os.kill(pid, signal.SIGKILL if time.monotonic() > deadline else signal.SIGTERM)
                    time.sleep(0.05)

    @property
    def _metrics(self) -> Path:
        """Where API and worker count together, so that one address shows both."""
        return self._home.folder / "metrics"

    @property
    def _children_file(self) -> Path:
        return self._home.folder / "children.json"

    def _log(self, child: str) -> Path:
        return self._home.folder / f"{child}.log"


def _last_line(output: bytes) -> str:
    lines = [line for line in output.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else ""
