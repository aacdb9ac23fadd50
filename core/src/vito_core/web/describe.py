"""The OpenAPI document of an installation that does not run."""

from pathlib import Path
from typing import Any

from vito_core.container import build
from vito_core.settings import Settings, find_plugins_file
from vito_core.web.app import create_app
from vito_core.web.openapi import document_of

NOWHERE = "postgresql://nowhere.invalid/none"


def describe(plugins_file: Path | None = None) -> dict[str, Any]:
    """`plugins_file`: which plugins are admitted; by default the one that is found. Raises `InvalidInput`."""
    settings = Settings(
        database_url=NOWHERE,
        dispatcher_url=NOWHERE,
        temporal="nowhere.invalid:1",
        objects=Path("objects"),
        plugins_file=plugins_file or find_plugins_file(),
    )
    return document_of(create_app(build(settings)))
