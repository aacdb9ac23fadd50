"""`vito doctor`: whether this machine and this home can run the engine."""

import sys
from pathlib import Path

import rich_click as click

from vito_core.cli import options


@click.command()
@options.home
@options.as_json
def doctor(home: Path, as_json: bool) -> None:
    """Check Python, plugins, binaries and the home folder; exit code 1 if something is wrong."""
    import json

    from vito_core.cli.checks import run_checks

    checks = run_checks(home)
    if as_json:
        click.echo(json.dumps({"ok": all(c.ok for c in checks), "checks": [c.as_dict() for c in checks]}, indent=2))
    else:
        for check in checks:
            click.echo(f"{'ok  ' if check.ok else 'FAIL'} {check.name}: {check.says}")
    sys.exit(0 if all(check.ok for check in checks) else 1)
