"""docs/hooks.md says what `PluginSpec` says: every hook, its exact signature, its fields, an example that runs."""

import importlib
import inspect
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from vito_contracts.hooks import PluginSpec
from vito_contracts.manifest import read_manifest
from vito_core.hooks import HOOK_VALUES, HookDoor

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")
SECTIONS = {part.split("`")[0]: part for part in PAGE.split("\n## `")[1:]}
HOOKS = [name for name, member in vars(PluginSpec).items() if inspect.isfunction(member)]


def blocks(hook: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", SECTIONS[hook], re.DOTALL)


def shipped() -> dict[str, Any]:
    """Id → class of every plugin of this repository, in the order of plugins.toml."""
    found = {}
    for path in ROOT.glob("[ph]*s/*/src/*/plugin.toml"):  # plugins, hosts
        manifest = read_manifest(path)
        module, _, name = manifest.plugin.partition(":")
        found[manifest.id] = getattr(importlib.import_module(module), name)
    order = list(tomllib.loads((ROOT / "plugins.toml").read_text(encoding="utf-8"))["plugins"])
    return dict(sorted(found.items(), key=lambda each: order.index(each[0])))


def test_every_hook_has_its_section_in_the_order_of_the_code():
    assert list(SECTIONS) == HOOKS


@pytest.mark.parametrize("hook", HOOKS)
def test_the_signature_is_exact(hook: str):
    declared = re.search(r"def .*(?=:)", inspect.getsource(getattr(PluginSpec, hook)))
    assert declared is not None
    assert blocks(hook)[0] == f"@hookspec\n{declared[0]}: ...\n"


def lines(code: str) -> list[str]:
    """Without blank lines: a formatter sets them in the page and leaves them in the docstring."""
    return [line for line in code.splitlines() if line.strip()]


@pytest.mark.parametrize("hook", HOOKS)
def test_the_example_is_that_of_the_code_and_runs(hook: str):
    documented = inspect.getdoc(getattr(PluginSpec, hook))
    assert documented is not None
    assert lines(blocks(hook)[1]) == lines(inspect.cleandoc("\n" + documented.split("Example::")[1]))
    namespace: dict[str, Any] = {}
    exec(blocks(hook)[1], namespace)  # noqa: S102 — the example is ours, and must run
    door = HookDoor()
    door.register("example", namespace["Plugin"]())
    assert len(door.collect(hook, HOOK_VALUES[hook])) == 1
    assert door.failures == []


@pytest.mark.parametrize("hook", HOOKS)
def test_every_field_of_what_it_yields_is_described(hook: str):
    struct: Any = HOOK_VALUES[hook]
    assert f"| field of `{struct.__name__}` |" in SECTIONS[hook]
    assert tuple(re.findall(r"^\| `(\w+)` \|", SECTIONS[hook], re.MULTILINE)) == struct.__struct_fields__


@pytest.mark.parametrize("hook", HOOKS)
def test_who_uses_it(hook: str):
    users = [name for name, plugin in shipped().items() if hasattr(getattr(plugin, hook, None), "vito_impl")]
    assert users, "a hook exists only once a real plugin uses it"
    assert f"Used by {', '.join(users)}.\n" in SECTIONS[hook]
