"""`vito serve`: the engine with its embedded servers, until Ctrl-C."""

import signal
from pathlib import Path

import rich_click as click

from vito_core.cli import options


@click.command()
@options.home
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8700, show_default=True, help="Port of the API; 0: any free one."
)
@click.option(
    "--ingest-root", type=click.Path(path_type=Path), multiple=True, help="Folder that may be ingested by path."
)
@click.option("--fresh", is_flag=True, help="Empty the home first. Everything in it is lost.")
def serve(home: Path, port: int, ingest_root: tuple[Path, ...], fresh: bool) -> None:
    """Serve the API, run journeys and dispatch events, with embedded PostgreSQL and Temporal."""
    from rich.console import Console

    from vito_contracts.errors import InvalidInput
    from vito_core.bootstrap_model import PLATFORM
    from vito_core.embedded import EmbeddedServerError
    from vito_core.home import Home
    from vito_core.registry import check_installation
    from vito_core.settings import find_plugins_file
    from vito_core.supervisor import ChildFailed, Supervisor, Tuning

    console = Console(stderr=True, highlight=False)
    plugins_file = find_plugins_file()
    check_installation(plugins_file)
    the_home = Home(home)
    with the_home.in_use(fresh=fresh) as state:
        tuning = Tuning(plugins_file=plugins_file, port=port, ingest_roots=ingest_root)
        supervisor = Supervisor(the_home, state, tuning, lambda text: console.print(f"[dim]{text}[/dim]"))
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            address = supervisor.start()
            click.echo(f"ViTo answers at {address.url} (OpenAPI: {address.url}/v1/openapi)")
            click.echo(f"The platform's key is in {the_home.folder / 'keys' / PLATFORM} (readable by you alone).")
            click.echo("Ctrl-C stops everything.")
            supervisor.wait()
        except KeyboardInterrupt:
            console.print("stopping")
        except (ChildFailed, EmbeddedServerError) as error:
            raise InvalidInput(str(error)) from error
        finally:
            supervisor.stop()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
