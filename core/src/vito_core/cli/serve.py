"""`vito serve`: the engine with its embedded servers or on others, until Ctrl-C."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from vito_core.cli import options
from vito_core.roles import Role

if TYPE_CHECKING:
    from rich.console import Console

    from vito_core.servers import Outside
    from vito_core.supervisor import Supervisor


@click.command()
@options.home
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8700, show_default=True, help="Port of the API; 0: any free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0: all.")
@click.option(
    "--role",
    type=click.Choice([each.value for each in Role]),
    default=Role.ALL.value,
    show_default=True,
    help="Run only this part here. The others run elsewhere, on the same PostgreSQL and Temporal by URL.",
)
@click.option(
    "--api-processes", type=click.IntRange(1, 64), default=1, show_default=True, help="How many share the address."
)
@click.option(
    "--no-migrate", is_flag=True, help="The database was prepared by `vito db upgrade`: change nothing in it."
)
@click.option(
    "--drain-seconds",
    type=click.FloatRange(1, 3600),
    default=20.0,
    show_default=True,
    help="How long what was begun may take to end after SIGTERM. A second SIGTERM or Ctrl-C does not wait.",
)
@click.option(
    "--unready-seconds",
    type=click.FloatRange(0, 300),
    default=0.0,
    show_default=True,
    help="How long before that the API says `not ready` and takes requests still, for a load balancer to notice.",
)
@click.option(
    "--ingest-root",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Folder in which each tenant has its own, by its slug or id, that it may ingest by path.",
)
@click.option(
    "--log-to",
    type=click.Choice(["home", "stderr"]),
    default="home",
    show_default=True,
    help="Where the processes log: files in the home, or the standard error of this command.",
)
@click.option("--fresh", is_flag=True, help="Empty the home first. Everything in it is lost.")
def serve(
    home: Path,
    port: int,
    host: str,
    role: str,
    api_processes: int,
    no_migrate: bool,
    drain_seconds: float,
    unready_seconds: float,
    ingest_root: tuple[Path, ...],
    log_to: str,
    fresh: bool,
) -> None:
    """Serve the API, run journeys and dispatch events.

    PostgreSQL and Temporal are embedded, in --home, unless VITO_DATABASE_URL and VITO_TEMPORAL_ADDRESS name others.
    SIGHUP replaces the API processes one after the other; no request fails meanwhile.
    """
    from rich.console import Console

    from vito_contracts.errors import InvalidInput
    from vito_core.embedded import EmbeddedServerError
    from vito_core.home import Home
    from vito_core.names import PLATFORM
    from vito_core.registry import check_installation
    from vito_core.servers import from_environment
    from vito_core.settings import find_plugins_file
    from vito_core.supervisor import ChildFailed, Supervisor, Tuning

    console = Console(stderr=True, highlight=False)
    plugins_file = find_plugins_file()
    check_installation(plugins_file)
    the_home = Home(home)
    tuning = Tuning(
        plugins_file=plugins_file,
        port=port,
        host=host,
        role=Role(role),
        api_processes=api_processes,
        migrate=not no_migrate,
        outside=from_environment(),
        ingest_roots=ingest_root,
        drain_seconds=drain_seconds,
        unready_seconds=unready_seconds,
        log_to_stderr=log_to == "stderr",
    )
    with the_home.in_use(fresh=fresh) as state:
        supervisor = Supervisor(the_home, state, tuning, lambda text: console.print(f"[dim]{text}[/dim]"))
        with _told_by_signals(supervisor):
            try:
                address = supervisor.start()
                if address.url:
                    click.echo(f"ViTo answers at {address.url} (OpenAPI: {address.url}/v1/openapi)")
                else:
                    click.echo(f"The {role} runs.")
                if address.platform_key:
                    key = the_home.folder / "keys" / PLATFORM
                    click.echo(f"The platform's key is in {key} (readable by you alone).")
                click.echo("Ctrl-C stops everything.")
                if tuning.outside.temporal:
                    # Beside the wait, for it may take its time, and children may die meanwhile.
                    threading.Thread(target=warn_of_temporal, args=(tuning.outside, console), daemon=True).start()
                supervisor.wait()
            except KeyboardInterrupt:
                console.print("stopping; once more to stop at once")
            except (ChildFailed, EmbeddedServerError) as error:
                raise InvalidInput(str(error)) from error
            finally:
                supervisor.stop()


def warn_of_temporal(outside: "Outside", console: "Console") -> None:
    """The API answers without Temporal, and the worker tries again and again: nothing else would say so here."""
    from vito_contracts.errors import InvalidInput
    from vito_core.cli.outside import check_temporal

    try:
        check_temporal(outside)
    except InvalidInput as error:
        console.print(f"journeys wait: Temporal cannot be used ({error})", markup=False)


@contextlib.contextmanager
def _told_by_signals(supervisor: "Supervisor") -> Iterator[None]:
    """The first SIGTERM or Ctrl-C stops in order, the second hurries; SIGHUP renews."""
    told = False

    def stop(*_: object) -> None:
        nonlocal told
        if told:
            supervisor.hurry()
            return
        told = True
        raise KeyboardInterrupt

    handlers = {signal.SIGTERM: stop, signal.SIGINT: stop, signal.SIGHUP: lambda *_: supervisor.renew()}
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
