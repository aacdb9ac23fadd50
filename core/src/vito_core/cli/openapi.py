"""`vito openapi`: the API's description, for whoever builds on it."""

from pathlib import Path

import rich_click as click


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help="File to write instead of printing.")
def openapi(output: Path | None) -> None:
    """Print the OpenAPI document of this installation: the core's routes, and those of its plugins.

    No server is needed, and no database.
    """
    import json

    from vito_core.web.describe import describe

    text = json.dumps(describe(), indent=2, ensure_ascii=False, sort_keys=True)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")
