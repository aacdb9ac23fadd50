"""Where an installed plugin comes from, told by its distribution's own metadata; nothing of it is imported."""

import json
from importlib.metadata import Distribution, entry_points

import msgspec

from vito_contracts.manifest import CONTRACT_VERSION
from vito_core.registry import GROUP, Installed


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """`source`: "index", or the address the distribution was installed from; `editable`: its code is read there.
    `contract`: the versions it works with; `engine_contract`: the one that is here."""

    distribution: str
    version: str
    installer: str
    source: str
    editable: bool
    entry_point: str
    contract: str
    engine_contract: str = ".".join(map(str, CONTRACT_VERSION))


def provenance_of(installed: Installed) -> Provenance:
    entry = next((each for each in entry_points(group=GROUP) if each.name == installed.id), None)
    distribution = entry.dist if entry is not None else None
    source, editable = _source(distribution)
    return Provenance(
        distribution=distribution.name if distribution is not None else "unknown",
        version=installed.version,
        installer=_first_line(distribution, "INSTALLER"),
        source=source,
        editable=editable,
        entry_point=f"{installed.id} = {installed.package}",
        contract=installed.manifest.contract if installed.manifest is not None else "unknown",
    )


def _source(distribution: Distribution | None) -> tuple[str, bool]:
    """PEP 610: what was not installed from an index has a `direct_url.json`."""
    text = distribution.read_text("direct_url.json") if distribution is not None else None
    if text is None:
        return "index" if distribution is not None else "unknown", False
    told = json.loads(text)
    return str(told.get("url", "unknown")), bool(told.get("dir_info", {}).get("editable", False))


def _first_line(distribution: Distribution | None, file: str) -> str:
    text = distribution.read_text(file) if distribution is not None else None
    return text.strip().splitlines()[0] if text and text.strip() else "unknown"
