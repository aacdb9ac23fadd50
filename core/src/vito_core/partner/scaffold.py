"""`vito plugin new`: a plugin with one capability, settings and tests that pass as they are."""

import re
from pathlib import Path

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.manifest import CONTRACT_VERSION, Identifier
from vito_core import __version__

TEMPLATE = Path(__file__).parent / "template"
TAKEN = ("core", "contracts")
"""Their packages are the engine's."""


class Scaffolded(msgspec.Struct, frozen=True, kw_only=True):
    """`files`: relative to `folder`."""

    folder: Path
    package: str
    files: tuple[str, ...]


def scaffold(name: str, directory: Path) -> Scaffolded:
    """Writes the folder `directory/name`. Raises `InvalidInput`; nothing that is there already is touched."""
    _check_name(name)
    folder = directory / name
    if folder.exists():
        raise InvalidInput(f"{folder} exists already: choose another name or --directory")
    words = _words(name)
    try:
        written = tuple(_write(source, folder, words) for source in _templates())
    except OSError as error:
        raise InvalidInput(f"{folder} cannot be written: {error.strerror or error}") from error
    return Scaffolded(folder=folder, package=words["package"], files=tuple(sorted(written)))


def _check_name(name: str) -> None:
    try:
        msgspec.convert(name, Identifier)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"{name!r} is no plugin name: lower-case words with '-', at most 40 letters") from error
    if name in TAKEN or name.startswith(("plugin-", "host-")):
        raise InvalidInput(f"the name {name!r} is taken by the engine's own packages: choose another")


def _words(name: str) -> dict[str, str]:
    """What the templates may name."""
    major, minor = CONTRACT_VERSION
    floor = [int(part) for part in re.findall(r"\d+", __version__)[:2]]
    return {
        "name": name,
        "package": f"vito_{name.replace('-', '_')}",
        "class_name": "".join(word.capitalize() for word in name.split("-")),
        "contract": f">={major}.{minor},<{major + 1}",
        "contracts": f">={floor[0]}.{floor[1]},<{floor[0]}.{floor[1] + 1}",
    }


def _templates() -> list[Path]:
    return sorted(path for path in TEMPLATE.rglob("*.jinja") if path.is_file())


def _write(source: Path, folder: Path, words: dict[str, str]) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 — no HTML
    relative = source.relative_to(TEMPLATE).as_posix().removesuffix(".jinja")
    relative = relative.replace("__package__", words["package"])
    target = folder / relative
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(environment.from_string(source.read_text(encoding="utf-8")).render(words), encoding="utf-8")
    return relative
