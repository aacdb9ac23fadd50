"""What a backup refuses: to overwrite, to be restored over something, and to be restored when it is damaged."""

import datetime as dt
import tarfile
from pathlib import Path

import pytest

from vito_contracts.errors import InvalidInput
from vito_core.backup.archive import Reader, Writer, refuse_to_overwrite
from vito_core.backup.manifest import Facts, Manifest

FACTS = Facts(
    postgresql=18,
    owner="owner",
    schemas={"core": "core_0001"},
    master_keys=(),
    installation="",
    tenants=1,
    events=2,
    open_journeys=0,
)
CONTENT = {"database.dump": b"rows" * 1000, "objects/a tenant/a key.eml": b"an object"}


@pytest.fixture(params=["backup", "backup.tar"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    target = tmp_path / request.param
    with Writer(target) as writer:
        for name, data in CONTENT.items():
            writer.add(name, [data[:10], data[10:]])
        files = tuple(writer.notes)
        writer.finish(Manifest(taken_at=dt.datetime.now(dt.UTC), vito="0", facts=FACTS, files=files))
    return target


def read(source: Path) -> dict[str, bytes]:
    reader = Reader(source)
    try:
        reader.verify(lambda _: None)
        return {note.name: b"".join(reader.chunks(note.name)) for note in reader.manifest.files}
    finally:
        reader.close()


def test_what_is_written_is_read_and_nobody_else_may(archive: Path):
    assert read(archive) == CONTENT
    assert [path.name for path in archive.parent.iterdir()] == [archive.name], "no draft is left"
    assert all(path.stat().st_mode & 0o077 == 0 for path in (archive, *archive.rglob("*")) if path.is_file())


def test_every_flipped_byte_is_found(archive: Path):
    path = archive / "manifest.json" if archive.is_dir() else archive
    data = path.read_bytes()
    # In a tar file: within the first file, within the manifest.
    for place in [data.index(b"core_0001") + 3] if archive.is_dir() else [600, data.index(b"core_0001") + 3]:
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(InvalidInput, match="damaged"):
            read(archive)


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6])
def test_a_truncated_one_is_refused(archive: Path, share: float):
    path = archive / "database.dump" if archive.is_dir() else archive
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(InvalidInput, match=r"damaged|truncated"):
        read(archive)


def test_a_missing_file_is_named(archive: Path):
    if archive.is_dir():
        (archive / "objects" / "a tenant" / "a key.eml").unlink()
        with pytest.raises(InvalidInput, match=r"a key\.eml is missing"):
            read(archive)


def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path):
    target = tmp_path / "evil"
    with Writer(target) as writer:
        writer.add("database.dump", [b"x"])
        notes = (writer.notes[0], type(writer.notes[0])(name="../outside", size=0, sha256=""))
        writer.finish(Manifest(taken_at=dt.datetime.now(dt.UTC), vito="0", facts=FACTS, files=notes))
    with pytest.raises(InvalidInput, match="could lie elsewhere"):
        Reader(target)


def test_nothing_is_overwritten(tmp_path: Path):
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine").touch()
    file = tmp_path / "old.tar"
    file.touch()
    for target, words in ((full, "not empty"), (file, "exists"), (tmp_path / "no" / "where", "does not exist")):
        with pytest.raises(InvalidInput, match=words):
            refuse_to_overwrite(target)
    refuse_to_overwrite(tmp_path / "new")


def test_what_is_no_backup_says_so(tmp_path: Path):
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w"):
        pass
    for source in (other, tmp_path, tmp_path / "none"):
        with pytest.raises(InvalidInput, match=r"no backup|no such"):
            Reader(source)


def test_one_that_is_broken_off_leaves_nothing(tmp_path: Path):
    with pytest.raises(OSError, match="full"), Writer(tmp_path / "backup") as writer:
        writer.add("database.dump", _failing())
    assert list(tmp_path.iterdir()) == []


def _failing():
    yield b"some"
    raise OSError("the disk is full")
