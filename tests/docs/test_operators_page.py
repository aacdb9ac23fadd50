"""docs/operators.md: its table of settings is the code's."""

import re
import tomllib
from pathlib import Path

import msgspec

from vito_core.settings import EngineSettings

PAGE = (Path(__file__).parents[2] / "docs" / "operators.md").read_text(encoding="utf-8")


def test_the_table_of_settings_is_the_codes():
    rows = re.findall(r"^\| `([a-z_.]+)` \| ([\d.\[\], ]+) \| ", PAGE, re.MULTILINE)
    table = tomllib.loads("".join(f"{name} = {default}\n" for name, default in rows))
    settings = EngineSettings()
    assert msgspec.convert(table, EngineSettings) == settings
    assert table.keys() == set(settings.__struct_fields__)
    assert table["quarantine"].keys() == set(settings.quarantine.__struct_fields__)


def test_the_example_is_taken():
    example = re.findall(r"^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[0]
    assert msgspec.convert(tomllib.loads(example)["engine"], EngineSettings) != EngineSettings()
