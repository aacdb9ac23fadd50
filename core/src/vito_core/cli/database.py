"""The database that a command of `vito db` works on, with its owner's rights, and what is said when it cannot."""

import contextlib
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import rich_click as click

T = TypeVar("T")

url = click.option(
    "--url",
    envvar=["VITO_ADMIN_URL", "VITO_DATABASE_URL"],
    show_envvar=True,
    help="The database instead of a home's: postgresql://owner:password@host:port/name, as its owner; `?sslmode=…` and"
    " other options as PostgreSQL knows them. Prefer VITO_ADMIN_URL where it holds a password: every user of the"
    " machine can read the command line.",
)


@contextlib.contextmanager
def admin_dsn(home: Path, url: str | None = None, *, alone: bool = False) -> Iterator[str]:
    """The database with its owner's rights: `url`, else that of the home, whose PostgreSQL is left as it is found.

    `alone`: no engine of this home runs or starts meanwhile. Raises `InvalidInput` where that is not so, where there
    is no home, or its database was never made.
    """
    if url is not None:
        from vito_core.db.address import checked

        yield checked(url)
        return
    from vito_contracts.errors import InvalidInput
    from vito_core.bootstrap_model import DATABASE
    from vito_core.embedded import EmbeddedServerError
    from vito_core.embedded.postgres import EmbeddedPostgres
    from vito_core.home import Home

    server = EmbeddedPostgres(home / "postgres")
    if Home(home).look() is None or not server.status().data.exists():
        raise InvalidInput(f"{home}: no database there; `vito serve --home {home}` makes it, or name one with --url")
    with contextlib.ExitStack() as stack:
        stopped = not server.running
        if alone or stopped:  # nobody starts an engine on a server that we are about to stop
            stack.enter_context(Home(home).in_use())
        if stopped:
            stack.callback(server.stop)
        try:
            at = server.start()
        except EmbeddedServerError as error:
            raise InvalidInput(str(error)) from error
        yield f"postgresql://{at.superuser}:{at.password}@{at.host}:{at.port}/{DATABASE}"


def chosen_url(context: click.Context, url: str | None) -> str | None:
    """A --home on the command line is meant, whatever the environment names."""
    from vito_core.keyring.master import read_secret

    source = {name: getattr(context.get_parameter_source(name), "name", "") for name in ("url", "home")}
    if source["url"] != "COMMANDLINE" and source["home"] == "COMMANDLINE":
        return None
    # Or from the file that the environment names.
    return url or read_secret("VITO_ADMIN_URL") or read_secret("VITO_DATABASE_URL") or None


def run(work: Coroutine[Any, Any, T]) -> T:
    """What the work gives. Raises `InvalidInput`, one line without a password, where the database cannot be used."""
    with contextlib.closing(work):  # Ctrl-C while the imports take their time: it would never be awaited, and say so
        import asyncio

        import asyncpg
        from sqlalchemy.exc import SQLAlchemyError

        from vito_contracts.errors import InvalidInput
        from vito_core.db.pool import UNUSABLE

        try:
            return asyncio.run(work)
        except asyncpg.exceptions.ClientConfigurationError:  # its text may quote the address
            raise InvalidInput("the database cannot be used: an option in its address is unknown or wrong") from None
        except (*UNUSABLE, SQLAlchemyError) as error:
            reason = (str(error) or type(error).__name__).splitlines()[0]
            raise InvalidInput(f"the database cannot be used: {reason}") from error
