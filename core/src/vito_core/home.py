"""The home folder: all state of an embedded installation, and the note that says so."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import new_id
from vito_core.db.logins import Logins
from vito_core.embedded.processes import try_lock, write_private

MARKER = "vito-home.json"
ADDRESS = "address"
MASTER_KEY = "master.key"
"""Beside the tenants' API keys; the dot keeps it apart from a tenant's slug."""
LAYOUT = 1


class HomeState(msgspec.Struct, kw_only=True):
    """`keys`: API keys by tenant slug ("vito-internal" is the platform's). Private: the file has mode 0600.

    `installation`: whose the database is. Homes made before there were such ids get theirs when they are next used.
    """

    layout: int = LAYOUT
    logins: Logins
    keys: dict[str, str] = {}
    installation: UUID | None = None
    master_key_made: bool = False


class Found(msgspec.Struct, frozen=True):
    """A home seen from outside. `url`: where its engine answers, None when none runs."""

    state: HomeState
    url: str | None


class Home:
    """`folder` is ours alone: it holds our marker, or is made by us."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    @property
    def marker(self) -> Path:
        return self.folder / MARKER

    @contextlib.contextmanager
    def in_use(self, *, fresh: bool = False) -> Iterator[HomeState]:
        """Opens the home for one engine. Raises `InvalidInput` when it is another's, in use or half-written."""
        self._make()
        descriptor = os.open(self.folder / "home.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not try_lock(descriptor):
                raise InvalidInput(f"{self.folder}: in use by another vito process; stop it, or choose another --home")
            if fresh:
                self._empty()
            state = self._read_or_create()
            if state.installation is None:
                state.installation = new_id()
                self.save(state)
            yield state
        finally:
            os.close(descriptor)

    def look(self) -> Found | None:
        """Reads a home that another process may be using; None if there is none. Raises `InvalidInput`."""
        if not self.marker.exists():
            return None
        state = self._read_or_create()
        descriptor = os.open(self.folder / "home.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            running = not try_lock(descriptor)
        finally:
            os.close(descriptor)
        note = self.folder / ADDRESS
        return Found(state, note.read_text(encoding="utf-8").strip() if running and note.exists() else None)

    def announce(self, url: str) -> None:
        write_private(self.folder / ADDRESS, url)

    def save(self, state: HomeState) -> None:
        write_private(self.marker, msgspec.json.format(msgspec.json.encode(state).decode()))
        keys = self.folder / "keys"
        keys.mkdir(mode=0o700, exist_ok=True)
        for slug, key in state.keys.items():
            write_private(keys / slug, key)

    def master_key(self, state: HomeState, make: Callable[[], str]) -> str:
        """The installation's master key, made at the first start. Raises `InvalidInput` when it was there and is gone:
        another one would open nothing."""
        note = self.folder / "keys" / MASTER_KEY
        if not note.exists():
            if state.master_key_made:
                raise InvalidInput(f"{note}: the master key is missing; put it back, without it no journey can be read")
            write_private(note, make())
        if not state.master_key_made:
            state.master_key_made = True
            self.save(state)
        return note.read_text(encoding="utf-8").strip()

    def _make(self) -> None:
        if self.folder.exists() and not self.folder.is_dir():
            raise InvalidInput(f"{self.folder}: is a file, not a folder; choose another --home")
        if self.folder.is_dir() and any(self.folder.iterdir()) and not self._is_ours():
            raise InvalidInput(f"{self.folder}: not empty and not a ViTo home (no {MARKER}); choose another --home")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise InvalidInput(f"{self.folder}: cannot be made ({error.strerror}); choose another --home") from error

    def _is_ours(self) -> bool:
        # The lock alone: a run that ended before its first note.
        return self.marker.exists() or [entry.name for entry in self.folder.iterdir()] == ["home.lock"]

    def _read_or_create(self) -> HomeState:
        if not self.marker.exists():
            state = HomeState(logins=Logins.generate(), installation=new_id())
            self.save(state)
            return state
        try:
            state = msgspec.json.decode(self.marker.read_bytes(), type=HomeState)
        except (msgspec.DecodeError, OSError) as error:
            raise InvalidInput(f"{self.marker}: half-written or damaged; start again with --fresh") from error
        if state.layout != LAYOUT:
            raise InvalidInput(f"{self.marker}: layout {state.layout}, this engine has {LAYOUT}; use --fresh")
        return state

    def _empty(self) -> None:
        from vito_core.embedded import EmbeddedServerError
        from vito_core.embedded.postgres import EmbeddedPostgres
        from vito_core.embedded.temporal import EmbeddedTemporal

        for server in (EmbeddedPostgres(self.folder / "postgres"), EmbeddedTemporal(self.folder / "temporal")):
            if server.folder.exists():
                with contextlib.suppress(EmbeddedServerError):
                    server.stop()
        for entry in self.folder.iterdir():
            if entry.name == "home.lock":
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
