"""Settings that the pages show are settings that the plugins take."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from vito_core.registry import admitted, convert_settings, find_installed
from vito_core.settings import PluginsFile

ROOT = Path(__file__).parents[2]
TOML = re.compile(r"^```toml\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHOWN = [
    pytest.param(text, id=f"{page.name}-{number}")
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    for number, text in enumerate(TOML.findall(page.read_text(encoding="utf-8")))
    if "settings]" in text
]


@pytest.mark.parametrize("text", SHOWN)
def test_they_are_taken(text: str):
    file = msgspec.convert(tomllib.loads(text), PluginsFile)
    for plugin in admitted(file, find_installed(), Path("plugins.toml")):
        assert plugin.admitted.settings
        convert_settings(plugin, plugin.admitted.settings)


def test_there_are_some():
    assert len(SHOWN) >= 2
