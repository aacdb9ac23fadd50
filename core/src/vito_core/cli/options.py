"""Options that several commands share."""

from pathlib import Path

import rich_click as click

DEFAULT_HOME = ".vito"

home = click.option(
    "--home",
    type=click.Path(path_type=Path),
    default=DEFAULT_HOME,
    envvar="VITO_HOME",
    show_default=True,
    help="Folder that holds all state of this installation.",
)
tenant = click.option("--tenant", required=True, help="Slug of the tenant, e.g. lumbra.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
port = click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port of the API; 0 takes any free one.", show_default=True
)
