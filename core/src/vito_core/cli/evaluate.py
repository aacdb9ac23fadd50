"""`vito eval …`: measurements that plugins bring along, found in their manifests and imported when they run."""

import sys

import rich_click as click


class _FromManifests(click.RichGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = _commands().get(cmd_name)
        if found is None:
            return None
        import_string, help_text = found

        def run(arguments: tuple[str, ...]) -> None:
            from vito_core.registry import resolve

            sys.exit(resolve(import_string)(list(arguments)))

        return click.Command(
            cmd_name,
            callback=run,
            help=help_text,
            params=[click.Argument(["arguments"], nargs=-1, type=click.UNPROCESSED)],
            context_settings={"ignore_unknown_options": True, "help_option_names": []},
        )


def _commands() -> dict[str, tuple[str, str]]:
    from vito_core.registry import find_installed

    found = {}
    for installed in find_installed().values():
        for command in installed.manifest.commands if installed.manifest is not None else ():
            group, _, name = command.name.partition(" ")
            if group == "eval" and name:
                found[name] = (command.run, command.help)
    return found


@click.group("eval", cls=_FromManifests)
def evaluate() -> None:
    """Measure what plugins decide against labelled data."""
