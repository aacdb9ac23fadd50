"""The `vito` command. Importing this loads rich-click and nothing heavier; a command imports what it needs."""

import os
import sys

import rich_click as click

from vito_contracts.errors import VitoError
from vito_core import __version__
from vito_core.cli import (
    alerts,
    approvals,
    archive,
    backup,
    contact,
    data_keys,
    db,
    demo,
    doctor,
    effects,
    evaluate,
    events,
    keys,
    openapi,
    plugin,
    plugins,
    schemas,
    serve,
    stops,
    webhooks,
)

EXIT_USAGE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vito")
def vito() -> None:
    """ViTo twin engine: build a digital twin once, deploy it in many modules, for many tenants."""


vito.add_command(demo.demo)
vito.add_command(serve.serve)
vito.add_command(plugins.plugins)
vito.add_command(plugin.plugin)
vito.add_command(approvals.approvals)
vito.add_command(contact.contact)
vito.add_command(evaluate.evaluate)
vito.add_command(doctor.doctor)
vito.add_command(backup.backup)
vito.add_command(backup.restore)
vito.add_command(db.db)
db.db.add_command(schemas.schemas)
db.db.add_command(data_keys.data_keys)
vito.add_command(effects.effects)
vito.add_command(events.events)
vito.add_command(openapi.openapi)
vito.add_command(stops.stops)
vito.add_command(alerts.alerts)
vito.add_command(archive.archive)
vito.add_command(keys.keys)
vito.add_command(webhooks.webhooks)


def main() -> None:
    """The console script. Foreseen errors are one line on standard error and exit code 2."""
    try:
        vito(prog_name="vito")
    except VitoError as error:
        complain(str(error))
        sys.exit(EXIT_USAGE)
    except OSError as error:
        complain(_in_words(error))
        sys.exit(EXIT_USAGE)
    except RecursionError:
        complain("what was given is nested too deeply to be read")
        sys.exit(EXIT_USAGE)


def _in_words(error: OSError) -> str:
    """Which file, and what the system says of it."""
    what = error.strerror or type(error).__name__
    return f"{os.fsdecode(error.filename)}: {what}" if isinstance(error.filename, str | bytes) else what


def complain(text: str) -> None:
    from vito_core.cli.tables import printable_lines

    click.echo(f"vito: {printable_lines(text)}", err=True)
