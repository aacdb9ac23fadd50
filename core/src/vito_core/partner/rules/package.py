"""The package: manifest, entry point, licence, requirements."""

import re
from collections.abc import Iterator
from typing import Any

from vito_contracts.manifest import CONTRACT_VERSION
from vito_core.partner.model import Fault, Partner, Rule, Tier

PROJECT = "pyproject.toml"
GROUP = "vito.plugins"


def _manifest(_: Partner) -> Iterator[Fault]:
    """A manifest that is none stops the reading."""
    yield from ()


def _contract(partner: Partner) -> Iterator[Fault]:
    if not partner.manifest.contract_fits():
        ours = ".".join(map(str, CONTRACT_VERSION))
        yield Fault(f"needs contract {partner.manifest.contract}, this engine has {ours}", _manifest_file(partner))


def _entry_point(partner: Partner) -> Iterator[Fault]:
    entries = _table(partner.project, "project", "entry-points", GROUP)
    wanted = {partner.manifest.id: partner.name}
    if entries != wanted:
        told = ", ".join(f'{name} = "{value}"' for name, value in entries.items()) or "nothing"
        yield Fault(f'entry points of {GROUP!r}: {told}; must be {partner.manifest.id} = "{partner.name}"', PROJECT)


def _licence(partner: Partner) -> Iterator[Fault]:
    project = _table(partner.project, "project")
    if not project.get("license"):
        yield Fault("project.license names no licence", PROJECT)
    files = [path for path in partner.folder.iterdir() if path.name.upper().startswith(("LICENSE", "LICENCE"))]
    if not any(path.stat().st_size for path in files):
        yield Fault("there is no file LICENSE with the licence's text", "LICENSE")


def _requirements(partner: Partner) -> Iterator[Fault]:
    """The contracts by a range, with the extras that the hooks need."""
    named = [text for text in _table(partner.project, "project").get("dependencies", ()) if isinstance(text, str)]
    contracts = next((text for text in named if re.match(r"vito[-_.]contracts\b", text)), None)
    if contracts is None:
        yield Fault("project.dependencies does not name vito-contracts", PROJECT)
        return
    if not (re.search(r">=\s*\d", contracts) and re.search(r"<\s*\d", contracts)):
        yield Fault(f"{contracts!r}: give the range it was tested with, e.g. vito-contracts>=0.1,<0.2", PROJECT)
    extras = re.search(r"\[(.*?)\]", contracts)
    given = {each.strip() for each in extras[1].split(",")} if extras is not None else set()
    needed = {"sql": "tables", "web": "routes"}
    for extra, hook in needed.items():
        if hook in partner.facts.hooks and extra not in given:
            yield Fault(f"hook {hook!r} needs vito-contracts[{extra}]", PROJECT)


def _table(data: Any, *path: str) -> dict[str, Any]:
    """A table of pyproject.toml; empty where there is none."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _manifest_file(partner: Partner) -> str:
    return partner.where(partner.package / "plugin.toml")


RULES = (
    Rule(id="manifest", tier=Tier.BRONZE, says="plugin.toml is there and valid", check=_manifest),
    Rule(id="contract", tier=Tier.BRONZE, says="the contract's versions include this engine's", check=_contract),
    Rule(id="entry-point", tier=Tier.BRONZE, says="the entry point names the package by its id", check=_entry_point),
    Rule(id="licence", tier=Tier.BRONZE, says="a licence is named and its text is there", check=_licence),
    Rule(
        id="requirements",
        tier=Tier.SILVER,
        says="vito-contracts is required by a range, with the extras that the hooks need",
        check=_requirements,
        of_facts=True,
    ),
)
