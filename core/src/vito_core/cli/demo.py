"""`vito demo`: the whole customer journey on a fresh machine."""

import sys
from pathlib import Path

import rich_click as click

from vito_core.cli import options

DEMO_HOME = ".vito-demo"


@click.command()
@click.option("--knowledge", type=click.Path(path_type=Path), help="Folder of md, mdx, txt and html pages.")
@click.option(
    "--comments", type=click.Path(path_type=Path), help="JSON lines: id, platform, post_id, author, text, lang."
)
@click.option("--customers", type=click.Path(path_type=Path), help="JSON lines: author, replies, enquiries.")
@click.option("--catalog", type=click.Path(path_type=Path), help="Products and prices, as JSON.")
@click.option("--report", type=click.Path(path_type=Path), help="Where report.json goes; the HTML lies beside it.")
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    default=DEMO_HOME,
    envvar="VITO_DEMO_HOME",
    show_default=True,
    help="The demo's own folder; it touches no other.",
)
@options.port
@click.option("--fresh", is_flag=True, help="Empty the home first.")
@click.option("--keep", is_flag=True, help="Go on serving afterwards, until Ctrl-C.")
@click.option("--disable", metavar="PLUGIN", multiple=True, help="Disable a plugin for the brand before the run.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON instead of the tour.")
def demo(**given: object) -> None:
    """Run the journey: comment → reply → lead → outreach → demo → customer → support → analytics.

    Without options it runs the fictional example that ships with the project. Run again on the same home it changes
    nothing; other input is added.
    """
    from vito_core.demo.run import Options, run

    sys.exit(run(Options(**given)))  # type: ignore[arg-type]
