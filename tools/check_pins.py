"""Check, offline, that pins, members and manifests fit together. One line per fault; exit 1 if any."""

import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from packaging.markers import default_environment
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==[^\s;]+(?:\s*;.+)?$")
HASH = re.compile(r"\s*--hash=sha256:[0-9a-f]{64}(?!\S)")
FOREIGN = re.compile(r"://|\s@\s|(?:^|\s)[./~]|\b[a-z0-9-]+\.(?:com|dev|io|local|net|org)\b")
"""An address, a direct reference, a path or a host name: nothing of the kind belongs among the pins."""
BACK_END = {"requires": ["hatchling>=1.27,<2"], "build-backend": "hatchling.build"}
GROUP = "vito.plugins"
HERE = {name: str(value) for name, value in default_environment().items()}
ENVIRONMENTS: list[dict[str, str]] = [
    {**HERE, "python_version": v, "python_full_version": f"{v}.0", "sys_platform": platform}
    for v in ("3.11", "3.12", "3.13", "3.14")
    for platform in ("darwin", "linux")
]


class Member(NamedTuple):
    folder: Path
    data: dict[str, Any]

    @property
    def where(self) -> str:
        return self.folder.relative_to(ROOT).as_posix()

    @property
    def project(self) -> dict[str, Any]:
        project: dict[str, Any] = self.data["project"]
        return project

    @property
    def package(self) -> str:
        return str(self.project["name"]).replace("-", "_")


Pins = Mapping[str, list[Requirement]]
"""By name; one name may have several pins, for different markers."""


def main() -> int:
    root = load(ROOT)
    members = [
        Member(path.parent, load(path.parent))
        for glob in root["tool"]["uv"]["workspace"]["members"]
        for path in sorted(ROOT.glob(f"{glob}/pyproject.toml"))
    ]
    projects = {member.project["name"]: member.project for member in members}
    pins, faults = read_pins((ROOT / "requirements.txt").read_text())
    faults += [f"requirements.txt: {name} is a member and not to be pinned" for name in projects if name in pins]
    faults += check_development((ROOT / "requirements-dev.in").read_text(), pins)
    for member in members:
        faults += check_requirements(member, projects, pins)
        faults += check_shared_fields(member, root)
        faults += check_plugin(member)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{len(pins)} pins fit {len(members)} members.")
    return 1 if faults else 0


def load(folder: Path) -> dict[str, Any]:
    project = folder / "pyproject.toml"
    try:
        return tomllib.loads(project.read_text())
    except tomllib.TOMLDecodeError as error:
        sys.exit(f"{project.relative_to(ROOT)}: {error}")


def read_pins(text: str) -> tuple[dict[str, list[Requirement]], list[str]]:
    """The pins, and what does not belong into the file."""
    pins: dict[str, list[Requirement]] = {}
    faults = [
        f"requirements.txt:{number}: an address, a host name or a path: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if FOREIGN.search(line)
    ]
    for line in text.replace("\\\n", " ").splitlines():
        entry = line.split("#", 1)[0].strip()
        bare = HASH.sub("", entry)
        pin = PIN.match(bare)
        if pin:
            pins.setdefault(canonicalize_name(pin["name"]), []).append(Requirement(bare))
            if bare == entry:
                faults.append(f"requirements.txt: {pin['name']} has no sha256 hash")
        elif entry:
            faults.append(f"requirements.txt: no pin with sha256 hashes: {entry[:80]}")
    return pins, faults


def check_development(text: str, pins: Pins) -> Iterator[str]:
    for line in text.splitlines():
        if entry := line.split("#", 1)[0].strip():
            yield from unmet(Requirement(entry), pins, "requirements-dev.in")


def check_requirements(member: Member, projects: Mapping[str, Any], pins: Pins) -> Iterator[str]:
    where = member.where
    extras = member.project.get("optional-dependencies", {}).values()
    wanted = [*member.data["build-system"]["requires"], *member.project.get("dependencies", [])]
    for text in [*wanted, *(text for extra in extras for text in extra)]:
        try:
            requirement = Requirement(text)
        except InvalidRequirement as error:
            yield f"{where}: {text!r} is no requirement: {str(error).splitlines()[0]}"
            continue
        operators = {specifier.operator for specifier in requirement.specifier}
        if requirement.url or operators != {">=", "<"}:
            yield f"{where}: {text!r} is no range like >=1.2,<2; exact versions live in requirements.txt only"
        if requirement.name in projects:
            yield from unmet_member(requirement, projects[requirement.name], where)
        else:
            yield from unmet(requirement, pins, where)


def unmet_member(requirement: Requirement, project: Mapping[str, Any], where: str) -> Iterator[str]:
    if Version(project["version"]) not in requirement.specifier:
        yield f"{where}: wants {requirement}, the workspace has {project['version']}"
    for extra in sorted(requirement.extras - set(project.get("optional-dependencies", {}))):
        yield f"{where}: wants {requirement}, but {requirement.name} has no extra [{extra}]"


def unmet(requirement: Requirement, pins: Pins, where: str) -> Iterator[str]:
    """What a requirement lacks in an environment that we support; the first one speaks for all."""
    for environment in ENVIRONMENTS:
        if not applies(requirement, environment):
            continue
        there = [pin for pin in pins.get(canonicalize_name(requirement.name), []) if applies(pin, environment)]
        versions = [specifier.version for pin in there for specifier in pin.specifier]
        if not versions:
            system = f"Python {environment['python_version']} on {environment['sys_platform']}"
            yield f"{where}: {requirement} is not pinned (for {system})"
            return
        if wrong := [v for v in versions if not requirement.specifier.contains(v, prereleases=True)]:
            yield f"{where}: wants {requirement}, pinned is {wrong[0]}"
            return
    for extra in sorted(requirement.extras):
        for needed in required_by_extra(requirement.name, extra):
            yield from unmet(needed, pins, f"{where}: {requirement.name}[{extra}]")


def applies(requirement: Requirement, environment: Mapping[str, str], extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra})


def required_by_extra(name: str, extra: str) -> Iterator[Requirement]:
    """What `pip check` does not look at. Nothing if the package is not installed here."""
    try:
        texts = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return
    for text in texts:
        requirement = Requirement(text)
        if applies(requirement, HERE, extra) and not applies(requirement, HERE):
            requirement.marker = None
            yield requirement


def check_shared_fields(member: Member, root: Mapping[str, Any]) -> Iterator[str]:
    where, project, tools = member.where, member.project, root["tool"]
    same = {
        "version": root["project"]["version"],
        "requires-python": root["project"]["requires-python"],
        "license": root["project"]["license"],
        "license-files": ["LICENSE"],
        "classifiers": ["Typing :: Typed"],
    }
    for field, value in same.items():
        if project.get(field) != value:
            yield f"{where}: {field} is {project.get(field)!r}, in the whole workspace {value!r}"
    if member.data["build-system"] != BACK_END:
        yield f"{where}: build-system is {member.data['build-system']!r}, in the whole workspace {BACK_END!r}"
    wheel = member.data.get("tool", {}).get("hatch", {}).get("build", {}).get("targets", {}).get("wheel", {})
    if wheel != {"packages": [f"src/{member.package}"]}:
        yield f"{where}: [tool.hatch.build.targets.wheel] is not packages = ['src/{member.package}']"
    kind, _, leaf = where.partition("/")
    name = f"vito-{kind.removesuffix('s')}-{leaf}" if leaf else f"vito-{kind}"
    if project["name"] != name:
        yield f"{where}: the distribution is called {project['name']!r}, by its folder it is {name!r}"
    licence = member.folder / "LICENSE"
    if not licence.is_file() or licence.read_bytes() != (ROOT / "LICENSE").read_bytes():
        yield f"{where}: LICENSE is missing or differs from the one in the root"
    if project["name"] not in tools["uv"]["sources"]:
        yield f"pyproject.toml: {project['name']!r} is missing in [tool.uv.sources]"
    rules = tools["importlinter"]
    lists = [("root_packages", rules["root_packages"])]
    lists += [(rule["name"], names) for rule in rules["contracts"] for names in rule.values() if type(names) is list]
    for rule, names in lists:
        if leaf and member.package not in names and any(re.search("_plugin_|_host_", name) for name in names):
            yield f"pyproject.toml: {member.package!r} is missing in the import rule {rule!r}"


def check_plugin(member: Member) -> Iterator[str]:
    """A plugin's or host's one entry point: the key is the manifest's id, the value its package."""
    where = member.where
    entries = member.project.get("entry-points", {}).get(GROUP, {})
    if "/" not in where:
        if entries:
            yield f"{where}: is neither plugin nor host, yet it has an entry point in {GROUP!r}"
        return
    if list(entries.values()) != [member.package]:
        yield f"{where}: the entry points in {GROUP!r} are {entries!r}, not one for {member.package!r}"
        return
    manifest = member.folder / "src" / member.package / "plugin.toml"
    if manifest.is_file():
        try:
            identity = tomllib.loads(manifest.read_text()).get("id")
        except tomllib.TOMLDecodeError as error:
            yield f"{where}: plugin.toml: {error}"
            return
        if [identity] != list(entries):
            yield f"{where}: plugin.toml says id = {identity!r}, the entry point {next(iter(entries))!r}"


if __name__ == "__main__":
    sys.exit(main())
