"""docs/contracts.md says what the code says: modules, capabilities, and the specification's interface."""

import re
from collections.abc import Iterator
from enum import EnumType, StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from vito_contracts import capabilities, contexts, conversation, inputs, manifest, modules, outputs, scope, services
from vito_contracts.modules import CAPABILITIES, MODULES, SPEC_MODULE_NAMES, Module

PAGE = (Path(__file__).parents[2] / "docs" / "contracts.md").read_text(encoding="utf-8")
HOMES = (capabilities, contexts, conversation, inputs, manifest, modules, outputs, scope, services)
THEIRS = {"ModuleContext.module"}
"""Named on the page as the specification's, not ours."""
NOT_YET = {"contentGeneration", "voiceGeneration", "videoGeneration"}


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    part = re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def plain(cell: str) -> str:
    return cell.strip("`")


def interface() -> dict[str, str]:
    """Path of every leaf of the quoted interfaces → its type as written."""
    source = re.search(r"```typescript\n(.*?)```", PAGE, re.DOTALL)
    assert source is not None
    text = re.sub(r"//[^\n]*", "", source[1])
    found: dict[str, str] = {}
    path: list[str] = []
    for field, type_, opened, closed in re.findall(
        r"(?:interface )?(\w+)\??\s*(?::\s*([^;{}]+);|:?\s*(\{))|(\})", text
    ):
        if closed:
            path.pop()
        elif opened:
            path.append(field)
        else:
            found[".".join((*path, field))] = type_
    return found


def documented() -> dict[str, str]:
    """The same paths as the two tables have them → what stands for them here."""
    return {
        f"{name}.{plain(cells[0])}": plain(cells[1])
        for name in ("DigitalTwinModule", "ModuleContext")
        for cells in rows(f"`{name}`")
    }


def named(name: str) -> Any:
    """The class in contracts that has this name."""
    found = [getattr(home, name) for home in HOMES if hasattr(home, name)]
    assert found, f"vito_contracts has no {name}"
    return found[0]


def has_field(struct: Any, field: str) -> bool:
    return field in get_type_hints(struct) or field in getattr(struct, "__members__", ())


def enums(hint: Any) -> Iterator[EnumType]:
    if isinstance(hint, EnumType):
        yield hint
    for inner in get_args(hint):
        yield from enums(inner)


def test_the_module_table():
    told = {cells[0].strip("`"): tuple(map(plain, cells[1:])) for cells in rows("Modules")}
    assert told == {
        module.value: (row.context, row.host, "yes" if row.spec_compatible else "no") for module, row in MODULES.items()
    }
    for module, row in MODULES.items():
        assert contexts.context_type(module).__name__ == row.context


def test_the_capability_table():
    told = {plain(cells[0]): tuple(map(plain, cells[1:4])) for cells in rows("Capabilities")}
    assert told == {name: (row.protocol, row.cardinality.value, row.flag or "–") for name, row in CAPABILITIES.items()}
    for row in CAPABILITIES.values():
        assert hasattr(capabilities, row.protocol)


def test_who_offers_a_capability_stands_in_the_manifests():
    offered: dict[str, set[str]] = {}
    for path in (Path(__file__).parents[2]).glob("[ph]*s/*/src/*/plugin.toml"):  # plugins, hosts
        found = manifest.read_manifest(path)
        for name in found.capabilities:
            offered.setdefault(name, set()).add(found.id)
    told = {plain(cells[0]): set(cells[4].split(", ")) for cells in rows("Capabilities")}
    assert told == offered


def test_all_seven_flags_are_accounted_for():
    flags = {path.split(".")[-1] for path in interface() if ".capabilities." in path}
    assert len(flags) == 7
    assert flags == NOT_YET | {row.flag for row in CAPABILITIES.values() if row.flag}


def test_every_field_of_the_interface_has_its_row_and_no_row_is_made_up():
    assert list(documented()) == list(interface())


@pytest.mark.parametrize(("path", "ours"), documented().items())
def test_what_stands_for_a_field_exists(path: str, ours: str):
    if ours == "–":
        assert path.rpartition(".")[2] in NOT_YET
        return
    name, _, field = ours.partition(".")
    assert not field or has_field(named(name), field), f"{name} has no {field}"


def test_every_struct_and_field_named_on_the_page_exists():
    for name, field in re.findall(r"`([A-Z]\w+[a-z]\w*)(?:\.(\w+))?`", PAGE):
        if field and f"{name}.{field}" not in THEIRS:
            assert has_field(named(name), field), f"{name} has no {field}"


def test_values_the_interface_lists_are_ours_too():
    lists = {path: re.findall(r"'([^']+)'", type_) for path, type_ in interface().items()}
    compared = 0
    for path, values in lists.items():
        name, _, field = documented()[path].partition(".")
        if len(values) < 2 or not field:
            continue
        theirs = {SPEC_MODULE_NAMES.get(v, v) for v in values} if path == "ModuleContext.module" else set(values)
        (ours,) = set(enums(get_type_hints(named(name))[field]))
        assert issubclass(ours, StrEnum)
        if ours is Module:
            assert theirs <= set(Module)
        else:
            assert theirs == {member.value for member in ours}
        compared += 1
    assert compared == 8  # module, four roles, platforms, content types, availability
    eight = set(lists["DigitalTwinModule.integrations.compatibleModules"])
    assert eight == {module for module, row in MODULES.items() if row.spec_compatible}


def test_outputs_are_routed_as_the_table_says():
    for cells in rows("`DigitalTwinModule`"):
        path, ours, remark = plain(cells[0]), plain(cells[1]), cells[2]
        if path.startswith("integrations.outputs."):
            kind = named(ours)
            assert outputs.OUTPUT_NAMES[kind] == path.split(".")[-1]
            assert f"`{outputs.DEFAULT_DESTINATION[kind]}`" in remark
        if path.startswith("integrations.inputs."):
            assert inputs.InputKind[ours.split(".")[1]].value == path.split(".")[-1]
            told = re.search(r"`(\w+)`", remark)
            assert told is not None
            assert issubclass(named(told[1]), msgspec.Struct)
