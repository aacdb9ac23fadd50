"""What a backup says of itself: what is in it, of which versions, and the sum of every file."""

import datetime as dt
import hashlib

import msgspec

from vito_contracts.errors import InvalidInput

FORMAT = 1
MANIFEST, DATABASE, KEY, OBJECTS = "manifest.json", "database.dump", "master.key", "objects"


class FileNote(msgspec.Struct, frozen=True, kw_only=True):
    """`size` in bytes; `sha256` in hexadecimal."""

    name: str
    size: int
    sha256: str


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the database said when it was dumped. `owner`: the role that owned its tables. `master_keys`: ids of the
    keys without which no journey can be read."""

    postgresql: int
    owner: str
    schemas: dict[str, str]
    master_keys: tuple[str, ...]
    installation: str
    tenants: int
    events: int
    open_journeys: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`sum`: of the manifest itself, with this field empty."""

    format: int = FORMAT
    taken_at: dt.datetime
    vito: str
    facts: Facts
    files: tuple[FileNote, ...]
    sum: str = ""

    @property
    def size(self) -> int:
        return sum_of_sizes(self.files)

    @property
    def with_key(self) -> bool:
        return any(note.name == KEY for note in self.files)

    def encoded(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(self, sum=_sum(self))))


def sum_of_sizes(files: tuple[FileNote, ...]) -> int:
    return sum(note.size for note in files)


def decoded(data: bytes, origin: str) -> Manifest:
    """Raises `InvalidInput` for one that is damaged, or of a newer version."""
    try:
        version = msgspec.json.decode(data, type=_Version).format
        if version > FORMAT:
            raise InvalidInput(f"{origin}: made by a newer version (format {version}, this one reads {FORMAT}): update")
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{origin}: damaged: {MANIFEST} cannot be read") from error
    if manifest.sum != _sum(manifest):
        raise InvalidInput(f"{origin}: damaged: {MANIFEST} was altered")
    for note in manifest.files:
        check_name(note.name, origin)
    return manifest


def check_name(name: str, origin: str) -> None:
    """Raises `InvalidInput` for a name that would lead out of a folder."""
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in name.split("/")):
        raise InvalidInput(f"{origin}: damaged: it names a file {name!r} that could lie elsewhere")


class _Version(msgspec.Struct):
    format: int


def _sum(manifest: Manifest) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(manifest, sum=""))).hexdigest()
